package io.quartermaster.server.firing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/// What this server has done since it started, counted. Thread-safe.
public final class Figures {
    private final LongAdder fired = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /// Firings so much after their due time count as late.
    public static final Duration LATE = Duration.ofSeconds(1);

    void fired(Instant due, Instant at) {
        fired.increment();
        if (Duration.between(due, at).compareTo(LATE) > 0) {
            late.increment();
        }
    }

    void skipped() {
        skipped.increment();
    }

    void failed() {
        failed.increment();
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
