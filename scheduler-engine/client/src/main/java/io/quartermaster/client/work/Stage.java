package io.quartermaster.client.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.slf4j.MDC;

/// One of the two stages of a chunk: asks a pool for workers, as many as there is work for. Its counts are guarded by
/// the stages it belongs to.
final class Stage {
    /// After so many items a worker in the client's own pool lets those of other chunks have a turn.
    private static final int TURN = 32;

    /// Set while a thread is a worker: a pool that runs what it has no room for on the thread that offers it must not
    /// pile one item's work upon another's.
    private static final ThreadLocal<Stage> INSIDE = new ThreadLocal<>();

    private final Stages<?, ?> stages;
    private final StagePool pool;
    private final BooleanSupplier doNext;
    private final IntSupplier wanted;
    private int items;
    private int workers;
    private int asked;

    /// @param doNext does one item's work; false when there is none now
    /// @param wanted how many workers would find something to do
    Stage(Stages<?, ?> stages, StagePool pool, BooleanSupplier doNext, IntSupplier wanted) {
        this.stages = stages;
        this.pool = pool;
        this.doNext = doNext;
        this.wanted = wanted;
    }

    /// An item is taken up.
    void begin() {
        items++;
    }

    void end() {
        items--;
    }

    /// Whether no item is under way.
    boolean idle() {
        return items == 0;
    }

    /// Asks the pool for as many workers as are wanted and not there yet. Does not wait.
    void ask() {
        int missing;
        synchronized (stages) {
            missing = Math.min(wanted.getAsInt() - asked, pool.workers() - workers - asked);
            asked += Math.max(0, missing);
        }
        for (int offered = 0; offered < missing; offered++) {
            if (!isTaken()) {
                synchronized (stages) {
                    asked -= missing - offered;
                }
                return;
            }
        }
    }

    /// Business code chooses the pool: whatever that throws must not end the thread that offers.
    private boolean isTaken() {
        try {
            pool.executor().execute(this::work);
            return true;
        } catch (RejectedExecutionException full) {
            if (pool.executor() instanceof ExecutorService service && service.isShutdown()) {
                stages.breakDown("thread pool of handler " + stages.handler() + " is closed");
            }
        } catch (RuntimeException e) {
            stages.breakDown("thread pool of handler " + stages.handler() + " failed: " + e);
        }
        return false;
    }

    private void work() {
        synchronized (stages) {
            asked--;
            workers++;
        }
        boolean nested = INSIDE.get() != null;
        try (MDC.MDCCloseable ignored = nested ? null : MDC.putCloseable(WorkLogs.MDC_TRACE, stages.traceId())) {
            if (!nested) {
                INSIDE.set(this);
                takeTurn();
            }
        } finally {
            synchronized (stages) {
                workers--;
            }
            if (!nested) {
                // What came while this one was already on its way out.
                ask();
                INSIDE.remove();
            }
        }
    }

    private void takeTurn() {
        int done = 0;
        while (doNext.getAsBoolean()) {
            done++;
            if (pool.shared() && done >= TURN) {
                return;
            }
        }
    }
}
