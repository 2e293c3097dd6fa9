package io.quartermaster.server.firing;

import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.peer.Ended;
import io.quartermaster.server.planning.ArmedRuns;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.Fired;
import io.quartermaster.store.engine.Ledger;
import io.quartermaster.store.engine.Ledger.Outcome;
import io.quartermaster.store.engine.LedgerRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes behind what was sent and how it ended, in batches, and only then lets a client know that its result is safe.
///
/// Nothing is dropped: while the database cannot be written to, a bounded queue fills, and then whoever adds waits. It
/// needs no tenure, as it only tells what happened. Adding is thread-safe, storing is confined to one loop.
public final class WriteLedger {
    private static final int CAPACITY = 50_000;
    private static final int BATCH = 2000;
    private static final long LOOK_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 10;
    private static final long LONGEST_STANDING_BACK = 250_000_000;

    private final Ledger ledger;
    private final ArmedRuns armed;
    private final RunningRuns running;
    private final Story story;
    private final RunLog log;
    private final LogBook book;
    private final InstantSource clock;
    private final Figures figures;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final Map<RecordId, Line> progress = new ConcurrentHashMap<>();
    private final AtomicLong sentWaiting = new AtomicLong();
    private final StandBack standBack = new StandBack();
    private final AtomicInteger marks = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    /// Written by the writing loop only.
    private volatile long storedAt = System.nanoTime();
    /// Confined to the writing loop: taken from the queue, not stored yet.
    private final List<Entry> batch = new ArrayList<>();
    private volatile Runnable wake = () -> {};
    private volatile Runnable retries = () -> {};
    private volatile BiConsumer<String, Ended> dispatcher = (server, run) -> {};
    private volatile Consumer<RecordId> ending = record -> {};
    private volatile boolean closed;

    /// A line of progress and when it came, which is before it is written down.
    private record Line(String text, Instant at) {}

    /// What is to be written, or, as a mark, whoever waits until all before it is.
    private sealed interface Entry {
        CompletableFuture<@Nullable Void> stored();

        record Sent(Fired fired, CompletableFuture<@Nullable Void> stored) implements Entry {}

        record Ended(Closing closing, CompletableFuture<@Nullable Void> stored) implements Entry {}

        record Mark(CompletableFuture<@Nullable Void> stored) implements Entry {}
    }

    public WriteLedger(Ledger ledger, ArmedRuns armed, RunningRuns running, Telling telling, Figures figures) {
        this.ledger = ledger;
        this.armed = armed;
        this.running = running;
        this.story = telling.story();
        this.log = telling.log();
        this.book = telling.book();
        this.clock = telling.clock();
        this.figures = figures;
    }

    /// What makes the writing loop look at once.
    public void onAdd(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    /// What makes somebody look for tries that were just planned.
    public void onRetry(Runnable look) {
        retries = look;
    }

    /// Who hears that the end of a run is stored, with the name of the server that dispatched it, this or another.
    public void onStored(BiConsumer<String, Ended> listener) {
        dispatcher = listener;
    }

    /// Who hears at once that a run is about to be ended, by whomever.
    public void onEnd(Consumer<RecordId> listener) {
        ending = listener;
    }

    /// A run is being sent. Waits while too many are waiting. It wakes nobody: at the due instant the machine has
    // better
    /// to do than to commit, and the loop comes by itself in a moment.
    void sent(Fired fired) {
        sentWaiting.incrementAndGet();
        add(new Entry.Sent(fired, new CompletableFuture<>()));
    }

    /// Has a run ended; the stage completes when that is stored. Waits while too many are waiting.
    public CompletionStage<@Nullable Void> end(Closing closing) {
        running.ended(closing.record());
        ending.accept(closing.record());
        return add(new Entry.Ended(closing, new CompletableFuture<>()));
    }

    /// The end of a run was stored otherwise; all who have to know are told.
    void ended(LedgerRow row) {
        TriggerRecord record = row.record();
        String server = record.server();
        running.ended(record.id());
        ending.accept(record.id());
        figures.ended(record.status());
        if (server != null) {
            dispatcher.accept(server, new Ended(record.id(), record.status(), row.session()));
        }
    }

    /// Waits until all that was added before is stored.
    ///
    /// @throws IllegalStateException when that takes longer than anybody should wait; it is tried again by the caller
    public void settle() {
        marks.incrementAndGet();
        try {
            CompletableFuture<@Nullable Void> mark = add(new Entry.Mark(new CompletableFuture<>()));
            mark.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the ledger was being written", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The ledger cannot be written: " + queue.size() + " entries wait", e);
        } finally {
            marks.decrementAndGet();
        }
    }

    private CompletableFuture<@Nullable Void> add(Entry entry) {
        try {
            while (!queue.offer(entry, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    entry.stored().completeExceptionally(new IllegalStateException("This server is closing"));
                    return entry.stored();
                }
            }
            if (!(entry instanceof Entry.Sent)) {
                wakeUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            entry.stored().completeExceptionally(e);
        }
        return entry.stored();
    }

    /// An instant is about to be fired. What is sent meanwhile is stored a moment later, and then together with what
    /// is over by then.
    void firing() {
        standBack.begin();
    }

    /// An instant was handed over.
    void fired(int firings) {
        standBack.end(firings);
        wakeUp();
    }

    private void wakeUp() {
        if (!standsBack() && woken.compareAndSet(false, true)) {
            wake.run();
        }
    }

    /// Never for long, and not while somebody waits for all that was sent.
    private boolean standsBack() {
        return standBack.now() && !closed && marks.get() == 0 && System.nanoTime() - storedAt < LONGEST_STANDING_BACK;
    }

    /// Whether all that was sent is stored.
    public boolean settled() {
        return sentWaiting.get() == 0;
    }

    /// How much waits to be stored.
    public int waiting() {
        return queue.size();
    }

    /// The latest progress line of a run.
    public void progress(RecordId record, String line) {
        progress.put(record, new Line(line, clock.instant()));
    }

    /// Stores what is waiting. An entry the database refuses for what is in it must not keep the others from being
    /// stored: then they are stored one by one, and it alone is told of and given up.
    public void store() {
        woken.set(false);
        if (standsBack()) {
            return;
        }
        storedAt = System.nanoTime();
        for (queue.drainTo(batch, BATCH - batch.size()); !batch.isEmpty(); queue.drainTo(batch, BATCH)) {
            try {
                store(batch);
                batch.clear();
            } catch (StoreException.Fault e) {
                oneByOne();
            }
        }
    }

    private void oneByOne() {
        while (!batch.isEmpty()) {
            Entry entry = batch.getFirst();
            try {
                store(List.of(entry));
            } catch (StoreException.Fault e) {
                refused(entry, e);
            }
            batch.removeFirst();
        }
    }

    private void refused(Entry entry, StoreException.Fault e) {
        String what = String.valueOf(
                switch (entry) {
                    case Entry.Sent sent -> sent.fired();
                    case Entry.Ended ended -> ended.closing();
                    case Entry.Mark mark -> "a mark";
                });
        if (entry instanceof Entry.Sent) {
            sentWaiting.decrementAndGet();
        }
        book.error("ledger", "the database refuses " + what, "it is not in the ledger, its row stays as it was", e);
        entry.stored().completeExceptionally(e);
    }

    private void store(List<Entry> entries) {
        List<Fired> fired = new ArrayList<>();
        List<Closing> closings = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Sent sent -> fired.add(sent.fired());
                case Entry.Ended ended -> closings.add(ended.closing());
                case Entry.Mark mark -> {}
            }
        }
        if (!fired.isEmpty() || !closings.isEmpty()) {
            Ledger.Written written = ledger.write(fired, closings);
            known(fired, closings);
            written.twice().forEach(this::twice);
            written.outcomes().forEach(this::tell);
        }
        entries.forEach(entry -> entry.stored().complete(null));
    }

    private void known(List<Fired> fired, List<Closing> closings) {
        List<RecordId> records = new ArrayList<>();
        fired.forEach(one -> records.add(one.record()));
        closings.forEach(one -> records.add(one.record()));
        armed.stored(records);
        sentWaiting.addAndGet(-fired.size());
    }

    /// Writes the latest progress lines.
    public void storeProgress() {
        Map<RecordId, Line> lines = Map.copyOf(progress);
        if (lines.isEmpty()) {
            return;
        }
        Map<RecordId, String> texts = new HashMap<>();
        lines.forEach((record, line) -> texts.put(record, line.text()));
        ledger.progress(texts);
        lines.forEach((record, line) -> {
            story.progress(record, line.at(), line.text());
            progress.remove(record, line);
        });
    }

    /// From now on a full queue makes nobody wait.
    public void close() {
        closed = true;
    }

    private void twice(Fired fired) {
        running.ended(fired.record());
        String what =
                "record " + fired.record() + " was sent by server " + fired.by().serverId() + " (tenure "
                        + fired.by().epoch() + ") to " + fired.client()
                        + " after another server had sent it, or after it was withdrawn";
        book.error(
                "fire", what, "its ledger row stays as the other one wrote it; a client may have run it twice", null);
        story.add(
                fired.record(),
                fired.at(),
                Story.Kind.SENT_TWICE,
                new RecordFact.SentTwice(fired.by().serverId(), fired.by().epoch(), fired.client()));
    }

    private void tell(Outcome outcome) {
        Closing closing = outcome.closing();
        switch (outcome) {
            case Outcome.Closed closed -> closed(closed);
            case Outcome.Late late -> late(closing, late.row().record());
            case Outcome.Unknown unknown ->
                book.error(
                        "results",
                        "a result came for record " + closing.record() + ", which is not in the ledger, or not of the"
                                + " reporting client's instance",
                        "it was dropped",
                        null);
        }
    }

    private void closed(Outcome.Closed closed) {
        Closing closing = closed.closing();
        LedgerRow row = closed.row();
        RunStatus status = row.record().status();
        figures.ended(status);
        String server = row.record().server();
        if (server != null) {
            dispatcher.accept(server, new Ended(row.record().id(), status, row.session()));
        }
        if (closed.retry() != null) {
            retries.run();
        }
        if (row.session() != null) {
            String text = closing.error() != null ? closing.error() : closing.result();
            String event = status == RunStatus.TIMEOUT ? "TIMEOUT" : row.reported() ? "RESULT" : "CLOSED";
            log.ended(row.record(), event, text, status, closing.at());
        }
    }

    /// The engine itself comes late when a client was quicker, which is nobody's business; and a client sends its
    /// result again when it did not hear that the first one was stored.
    private void late(Closing closing, TriggerRecord record) {
        if (closing instanceof Closing.Reported && record.status() != closing.status()) {
            String text = closing.status() + " came after the run was closed as " + record.status();
            story.add(
                    record.id(), closing.at(), Story.Kind.LATE, new RecordFact.Late(closing.status(), record.status()));
            log.ended(record, "LATE", text, closing.status(), closing.at());
        }
    }
}
