package io.quartermaster.client.link;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where handlers run: the built-in pool or the handler's own. A full pool blocks the caller. For a simple handler that
/// is the thread that would read the next dispatch; so a busy client stops reading and nothing is ever dropped.
/// Thread-safe.
final class HandlerPool implements AutoCloseable {
    private static final int CORE = 20;
    private static final int MAX = 300;
    private static final int QUEUE = 100;
    private static final Duration KEEP_ALIVE = Duration.ofHours(1);
    private static final long ASK_AGAIN_MS = 10;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ThreadPoolExecutor builtIn = new ThreadPoolExecutor(
            CORE,
            MAX,
            KEEP_ALIVE.toMinutes(),
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            new NamedThreads("scheduler-handler"));

    /// @param own null for the built-in pool
    /// @throws RejectedExecutionException when the pool is closed for good
    /// @throws InterruptedException when the client is closed while waiting for room
    void run(String handler, @Nullable Executor own, Runnable work) throws InterruptedException {
        Executor pool = own == null ? builtIn : own;
        if (offered(pool, work)) {
            return;
        }
        ClientLogs.DEFAULT.warn("thread pool of handler {} is busy, what comes for it waits", handler);
        // An executor gives no sign when it has room again, so it has to be asked.
        do {
            if (closed.await(ASK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                throw new RejectedExecutionException("the client is closed");
            }
        } while (!offered(pool, work));
    }

    private static boolean offered(Executor pool, Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            if (pool instanceof ExecutorService service && service.isShutdown()) {
                throw full;
            }
            return false;
        }
    }

    /// Lets what runs and what waits end for that long, then interrupts it.
    void close(Duration grace) {
        closed.countDown();
        builtIn.shutdown();
        try {
            if (!builtIn.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                builtIn.shutdownNow();
            }
        } catch (InterruptedException e) {
            builtIn.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
