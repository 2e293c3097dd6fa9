package io.quartermaster.bench.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits of whoever measures. Nothing wakes them: what they wait for happens in other processes, and asking more often
/// would take time from those.
public final class Pause {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    private Pause() {}

    public static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// @return whether it came true, at most so late
    public static boolean until(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            of(BETWEEN_QUESTIONS);
        }
        return true;
    }
}
