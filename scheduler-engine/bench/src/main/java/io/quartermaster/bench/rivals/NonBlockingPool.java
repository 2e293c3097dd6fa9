package io.quartermaster.bench.rivals;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.quartz.spi.ThreadPool;

/// The trap: an application's own bounded pool, handed to Quartz by an adapter that always says that one thread is free
/// and does not wait for it. What the pool then refuses, Quartz marks ERROR for ever. Public, because Quartz makes it.
public final class NonBlockingPool implements ThreadPool {
    private static final int THREADS = 50;
    private static final int QUEUE = 100;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(QUEUE));

    @Override
    public boolean runInThread(Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    @Override
    public int blockForAvailableThreads() {
        return 1;
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown(boolean waitForJobsToComplete) {
        pool.shutdown();
    }

    @Override
    public int getPoolSize() {
        return THREADS;
    }

    @Override
    public void setInstanceId(String id) {}

    @Override
    public void setInstanceName(String name) {}
}
