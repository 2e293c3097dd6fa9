package io.quartermaster.client.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The processing and writing of one chunk: two bounded queues, and workers that come out of pools to empty them.
///
/// No worker ever waits: one that finds its queue empty, or the next queue full, gives its thread back, and whoever
/// makes items or room asks the pools for workers again. The only thread that waits is the chunk's own, which is of no
/// pool that does other work. So pools of any size may be shared by stages, chunks and handlers in any way, full ones
/// too, without anybody waiting for himself; and a pool that refuses is asked again by the chunk's thread.
///
/// The items' context is a field of this object, which lives as long as any item does. Thread-safe; all state is
/// guarded by this.
///
/// @param <I> what is processed
/// @param <O> what is written
final class Stages<I, O> {
    private static final int QUEUE = 256;
    private static final long ASK_POOLS_AGAIN_MS = 20;

    private final ItemCalls<I, O> calls;
    private final int perWrite;
    private final Deque<I> toProcess = new ArrayDeque<>();
    private final Deque<O> toWrite = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private final Stage processing;
    private final Stage writing;
    private final Set<Thread> busy = new HashSet<>();
    private boolean flushing;
    private boolean stopped;
    private @Nullable String broken;

    Stages(ItemCalls<I, O> calls, StagePool process, StagePool write) {
        this.calls = calls;
        this.perWrite = calls.perWrite();
        this.processing = new Stage(this, process, this::processNext, this::processorsWanted);
        this.writing = new Stage(this, write, this::writeNext, this::writersWanted);
    }

    /// So many items come now.
    synchronized void read(int items) {
        tally.read(items);
    }

    /// Waits for room; called by the chunk's thread only. Drops the item when the work ends.
    void put(I item) throws InterruptedException {
        while (!added(item)) {
            askForWorkers();
            await(ASK_POOLS_AGAIN_MS, () -> toProcess.size() < QUEUE);
        }
        askForWorkers();
    }

    private synchronized boolean added(I item) {
        if (ends()) {
            return true;
        }
        if (toProcess.size() >= QUEUE) {
            return false;
        }
        toProcess.addLast(item);
        return true;
    }

    /// Waits until all that was put is written, failed or dropped. The chunk's thread does not leave before, however
    /// often it is interrupted: what is under way still uses what the handler prepared.
    ///
    /// @return whether it was interrupted
    boolean finish() {
        boolean interrupted = false;
        setFlushing(true);
        while (!idle()) {
            askForWorkers();
            try {
                await(ASK_POOLS_AGAIN_MS, this::idle);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        setFlushing(false);
        return interrupted;
    }

    /// Drops what has not begun, and interrupts what has. Never blocks.
    synchronized void stop() {
        stopped = true;
        drop();
        busy.forEach(Thread::interrupt);
        notifyAll();
    }

    /// Nothing more can be done; the reason is the chunk's failure.
    synchronized void breakDown(String reason) {
        if (broken == null) {
            broken = reason;
        }
        drop();
        notifyAll();
    }

    /// Returns early when the work is stopped.
    void rest(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            if (!await(left, () -> false)) {
                return;
            }
        }
    }

    synchronized boolean ends() {
        return stopped || broken != null;
    }

    /// @return what is wrong with the pools, else why items failed; null when all went well
    synchronized @Nullable String failure() {
        return broken != null ? broken : tally.failure();
    }

    /// Called with what is counted, while nothing changes it.
    synchronized <T> T counted(Function<Tally, T> question) {
        return question.apply(tally);
    }

    private void askForWorkers() {
        processing.ask();
        writing.ask();
    }

    private synchronized int processorsWanted() {
        return toWrite.size() >= Math.max(QUEUE, 2 * perWrite) ? 0 : toProcess.size();
    }

    private synchronized int writersWanted() {
        return lastBatch() ? (toWrite.size() + perWrite - 1) / perWrite : toWrite.size() / perWrite;
    }

    /// @return false when there is nothing to process now
    private boolean processNext() {
        I item;
        synchronized (this) {
            item = processorsWanted() == 0 ? null : toProcess.pollFirst();
            if (item == null) {
                return false;
            }
            begin(processing);
        }
        ItemCalls.Outcome<O> outcome = calls.process(item);
        synchronized (this) {
            end(processing);
            O made = outcome.made();
            if (outcome.failure() != null) {
                failed(1, outcome);
            } else if (made == null || !calls.writes()) {
                tally.written(1);
            } else if (!ends()) {
                toWrite.addLast(made);
            }
        }
        writing.ask();
        return true;
    }

    /// @return false when there is nothing to write now
    private boolean writeNext() {
        List<O> batch = new ArrayList<>(perWrite);
        synchronized (this) {
            if (writersWanted() == 0) {
                return false;
            }
            while (batch.size() < perWrite && !toWrite.isEmpty()) {
                batch.add(toWrite.removeFirst());
            }
            begin(writing);
        }
        ItemCalls.Outcome<O> outcome = calls.write(batch);
        synchronized (this) {
            end(writing);
            if (outcome.failure() != null) {
                failed(batch.size(), outcome);
            } else {
                tally.written(batch.size());
            }
        }
        processing.ask();
        return true;
    }

    private void failed(int items, ItemCalls.Outcome<O> outcome) {
        if (tally.failed(items, String.valueOf(outcome.failure()))) {
            calls.tellFirst(outcome);
        }
    }

    private void begin(Stage stage) {
        stage.begin();
        busy.add(Thread.currentThread());
        if (toProcess.size() == QUEUE / 2) {
            // Not for every item: waking the chunk's thread costs more than most items do.
            notifyAll();
        }
    }

    /// The thread is the pool's: an interruption that came for this chunk must not hit what it does next.
    private void end(Stage stage) {
        stage.end();
        busy.remove(Thread.currentThread());
        if (stopped) {
            Thread.interrupted();
        }
        if (idle()) {
            notifyAll();
        }
    }

    private void drop() {
        toProcess.clear();
        toWrite.clear();
    }

    /// Whether nothing more will join what is to be written, so that it need not fill a batch.
    private boolean lastBatch() {
        return flushing && toProcess.isEmpty() && processing.idle();
    }

    private synchronized void setFlushing(boolean now) {
        flushing = now;
    }

    private synchronized boolean idle() {
        return toProcess.isEmpty() && toWrite.isEmpty() && processing.idle() && writing.idle();
    }

    /// @return false when the work ends
    private synchronized boolean await(long millis, BooleanSupplier enough) throws InterruptedException {
        if (!enough.getAsBoolean() && (!ends() || !idle())) {
            wait(millis);
        }
        return !ends();
    }

    String traceId() {
        return calls.context().getTracerId();
    }

    String handler() {
        return calls.context().getHandler();
    }
}
