package io.quartermaster.client.work;

import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.handler.IClusterJobHandler;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.Rates;
import io.quartermaster.client.wire.WireRate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The chunks on this client, and the threads that do them. Every cluster handler has as many threads of its own as it
/// takes chunks; what comes beyond, from a second server, waits aside and not on the thread that brings dispatches.
/// Thread-safe.
public final class ClusterWork {
    private static final int STAGE_THREADS = 20;
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

    private final WorkSettings settings;
    private final RunShares shares = new RunShares();
    private final Map<String, ExecutorService> chunkThreads = new HashMap<>();
    private final ThreadPoolExecutor process;
    private final ThreadPoolExecutor write;
    private final ThreadPoolExecutor aside;
    private final ScheduledThreadPoolExecutor timer;
    private final ProgressAsker asker;

    public ClusterWork(Map<String, IJobHandler> handlers, WorkSettings settings) {
        this.settings = settings;
        handlers.forEach((name, handler) -> {
            if (handler instanceof IClusterJobHandler cluster) {
                chunkThreads.put(name, pool("scheduler-chunk-" + name, Room.of(cluster)));
            }
        });
        process = pool("scheduler-process", STAGE_THREADS);
        write = pool("scheduler-write", STAGE_THREADS);
        // Never more threads than chunks and runs: each has at most one question open.
        aside = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_ALIVE.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                settings.threads().apply("scheduler-aside"));
        timer = new ScheduledThreadPoolExecutor(1, settings.threads().apply("scheduler-progress"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        asker = new ProgressAsker(timer, aside, settings.progressEvery());
    }

    /// Why this client cannot do that with that handler, in the words that runbooks search for; null when it can.
    public @Nullable String refusal(IJobHandler handler, String name, ChunkTask task) {
        return switch (task) {
            case SPLIT ->
                handler instanceof IClusterJobSplitHandler<?>
                        ? null
                        : "type of handler " + name + " is not IClusterJobSplitHandler";
            case EXECUTE, READ, PROCESS -> {
                if (!(handler instanceof IClusterJobExecuteHandler<?, ?>)) {
                    yield "type of handler " + name + " is not IClusterJobExecuteHandler";
                }
                yield task == ChunkTask.EXECUTE || settings.remoteExecute()
                        ? null
                        : "remote execute is disabled, please enable first";
            }
            case FINISH -> null;
            case CHUNK_TASK_UNSPECIFIED, UNRECOGNIZED -> "this client does not know what the server wants of the chunk";
        };
    }

    /// A chunk of a kind that is not refused is here; it is counted until [#ended].
    public Work begun(IJobHandler handler, Firing firing) {
        RunShare share = shares.enter(firing.chunk().getRunId());
        if (handler instanceof IClusterJobSplitHandler<?> split
                && firing.chunk().getTask() == ChunkTask.SPLIT) {
            return new SplitWork(split, firing);
        }
        share.rate(firing.chunk().getRate());
        return new ExecuteWork<>((IClusterJobExecuteHandler<?, ?>) handler, this, share, firing);
    }

    /// Has the chunk done by a thread of its handler; does not wait.
    ///
    /// @throws RejectedExecutionException when the client is closed
    public void execute(String handler, Runnable chunk) {
        ExecutorService threads = chunkThreads.get(handler);
        if (threads == null) {
            throw new RejectedExecutionException("handler " + handler + " takes no chunks");
        }
        threads.execute(chunk);
    }

    /// A chunk of the run has been reported.
    public void ended(String run) {
        shares.leave(run);
    }

    /// No further chunk of the run will come.
    ///
    /// @param idle called when nothing of it is left here, perhaps now
    public void finish(String run, Runnable idle) {
        shares.finish(run, idle);
    }

    /// New rates of runs; those that are not here are left out. Does not wait.
    public void rates(Rates rates) {
        for (WireRate rate : rates.getRateList()) {
            shares.of(rate.getRunId()).ifPresent(share -> {
                share.rate(rate.getRate());
                obeyAside(share);
            });
        }
    }

    private void obeyAside(RunShare share) {
        try {
            aside.execute(share::obey);
        } catch (RejectedExecutionException closing) {
            WorkLogs.DEFAULT.debug("a new rate came while the client is being closed");
        }
    }

    /// Interrupts what still runs.
    public void close() {
        Stream.concat(chunkThreads.values().stream(), List.of(timer, aside, process, write).stream())
                .forEach(ExecutorService::shutdownNow);
    }

    WorkSettings settings() {
        return settings;
    }

    ProgressAsker asker() {
        return asker;
    }

    StagePool processPool() {
        return new StagePool(process, STAGE_THREADS, true);
    }

    StagePool writePool() {
        return new StagePool(write, STAGE_THREADS, true);
    }

    /// Its queue is bounded by what it is for: the chunks a client has, or a chunk's workers.
    private ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                KEEP_ALIVE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                settings.threads().apply(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
