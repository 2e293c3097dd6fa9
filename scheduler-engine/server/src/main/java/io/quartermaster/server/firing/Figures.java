package io.quartermaster.server.firing;

import io.quartermaster.model.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// What this server has done since it started, counted. Thread-safe.
public final class Figures {
    private final LongAdder fired = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /// Firings so much after their due time count as late.
    public static final Duration LATE = Duration.ofSeconds(1);

    private volatile Consumer<Duration> onFired = lateness -> {};

    /// Has `ear` hear of every firing's lateness. Called on the threads that fire; must be quick and not throw.
    public void onFired(Consumer<Duration> ear) {
        onFired = ear;
    }

    void fired(Instant due, Instant at) {
        fired.increment();
        Duration lateness = Duration.between(due, at);
        onFired.accept(lateness);
        if (lateness.compareTo(LATE) > 0) {
            late.increment();
        }
    }

    /// A record was closed, by whomever it was run.
    void ended(RunStatus status) {
        switch (status) {
            case SKIPPED -> skipped.increment();
            case FAILED, TIMEOUT -> failed.increment();
            default -> {}
        }
    }

    /// Due times were recorded as missed, by a plan that came too late for them.
    public void missed(long dueTimes) {
        skipped.add(dueTimes);
    }

    public long firedCount() {
        return fired.sum();
    }

    public long lateCount() {
        return late.sum();
    }

    public long skippedCount() {
        return skipped.sum();
    }

    public long failedCount() {
        return failed.sum();
    }
}
