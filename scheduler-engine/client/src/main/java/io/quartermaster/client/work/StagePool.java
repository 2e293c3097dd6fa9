package io.quartermaster.client.work;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/// Where a stage runs. Immutable.
///
/// @param workers how many threads of it one chunk may have at once
/// @param shared whether it is the client's own, which chunks have to take turns in
record StagePool(Executor executor, int workers, boolean shared) {
    /// Where a pool does not say how many threads it has.
    private static final int USUAL_WORKERS = 16;

    private static final int MOST_WORKERS = 64;

    /// The first that is there.
    static StagePool of(@Nullable Executor own, @Nullable Executor handlers, StagePool builtIn) {
        Executor given = own != null ? own : handlers;
        return given == null ? builtIn : new StagePool(given, workers(given), false);
    }

    private static int workers(Executor pool) {
        if (!(pool instanceof ThreadPoolExecutor threads)) {
            return USUAL_WORKERS;
        }
        int core = threads.getCorePoolSize();
        return core > 0 ? Math.min(core, MOST_WORKERS) : Math.min(threads.getMaximumPoolSize(), USUAL_WORKERS);
    }
}
