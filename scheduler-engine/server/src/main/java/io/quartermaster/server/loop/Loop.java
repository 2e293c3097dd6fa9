package io.quartermaster.server.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Does one thing again and again, on a named thread of its own. What it does may fail: the loop reports it, waits
/// longer from failure to failure, and goes on. Thread-safe.
///
/// Its thread is never interrupted, as an interrupt closes the file under an H2 database.
public final class Loop implements AutoCloseable {
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /// Hears how the work goes. Called on the loop's thread; must not throw.
    public interface Watch {
        /// `failures` have followed each other, this is the latest.
        void failed(String loop, Throwable thrown, int failures);

        /// It works again, after so many failures.
        void recovered(String loop, int failures);
    }

    private final Duration every;
    private final Runnable step;
    private final Watch watch;
    private final Thread thread;
    /// When a step began or ended last.
    private volatile long sign = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// Guarded by lock.
    private boolean woken;
    /// Guarded by lock.
    private boolean stopped;

    /// A loop that does `step` every `every` once it is started.
    public Loop(String name, Duration every, Watch watch, Runnable step) {
        this.every = every;
        this.step = step;
        this.watch = watch;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /// Does the next step at once.
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends after the step that is being done, and waits for that.
    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What its thread is called.
    public String name() {
        return thread.getName();
    }

    /// Whether a step has been begun or ended within `patience` beyond the time between two of them.
    public boolean goesOn(Duration patience) {
        long silent = System.nanoTime() - sign;
        return thread.isAlive()
                && silent < patience.plus(LONGEST_BACK_OFF).plus(every).toNanos();
    }

    private void run() {
        int failures = 0;
        do {
            sign = System.nanoTime();
            try {
                step.run();
                if (failures > 0) {
                    watch.recovered(thread.getName(), failures);
                }
                failures = 0;
            } catch (RuntimeException | Error e) {
                failures++;
                watch.failed(thread.getName(), e, failures);
            }
            sign = System.nanoTime();
        } while (pause(failures));
    }

    private boolean pause(int failures) {
        lock.lock();
        try {
            long left = delay(failures).toNanos();
            while (!woken && !stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return !stopped;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Duration delay(int failures) {
        if (failures == 0) {
            return every;
        }
        long millis = Math.max(every.toMillis(), TimeUnit.MILLISECONDS.toMillis(50L << Math.min(failures, 10)));
        return Duration.ofMillis(Math.min(millis, Math.max(LONGEST_BACK_OFF.toMillis(), every.toMillis())));
    }
}
