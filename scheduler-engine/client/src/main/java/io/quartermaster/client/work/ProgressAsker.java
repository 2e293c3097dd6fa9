package io.quartermaster.client.work;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks running chunks how far they are, again and again. The answer is business code: it has threads apart from those
/// that anything else waits for, and a chunk that does not answer is not asked again before it does. Thread-safe.
final class ProgressAsker {
    private final ScheduledThreadPoolExecutor timer;
    private final Executor aside;
    private final Duration every;

    /// @param aside must not run anything on the thread that calls it
    ProgressAsker(ScheduledThreadPoolExecutor timer, Executor aside, Duration every) {
        this.timer = timer;
        this.aside = aside;
        this.every = every;
    }

    /// Ends the asking; an answer that is on its way may still come.
    interface Asking extends AutoCloseable {
        @Override
        void close();
    }

    Asking begin(Runnable question) {
        AtomicBoolean asked = new AtomicBoolean();
        Runnable answered = () -> {
            try {
                question.run();
            } finally {
                asked.set(false);
            }
        };
        var task = timer.scheduleWithFixedDelay(
                () -> {
                    if (asked.compareAndSet(false, true)) {
                        offer(answered, asked);
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> task.cancel(false);
    }

    private void offer(Runnable answered, AtomicBoolean asked) {
        try {
            aside.execute(answered);
        } catch (RejectedExecutionException closing) {
            asked.set(false);
            WorkLogs.DEFAULT.debug("no chunk is asked how far it is while the client is being closed");
        }
    }
}
