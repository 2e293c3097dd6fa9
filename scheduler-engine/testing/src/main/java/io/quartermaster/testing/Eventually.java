package io.quartermaster.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Bounded waits on a condition, for what happens on other threads or in other processes.
public final class Eventually {
    /// Long enough for a loaded machine; a wait ends as soon as its condition holds.
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private Eventually() {}

    /// Waits until `condition` holds.
    ///
    /// @throws AssertionError naming `what`, when it does not hold within [#PATIENCE]
    public static void until(String what, Callable<Boolean> condition) {
        until(what, PATIENCE, condition);
    }

    /// Waits until `condition` holds, at most `patience`.
    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited " + patience.toMillis() + " ms in vain until " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /// Runs `assertion` again and again until it no longer throws an `AssertionError`, and throws the last one when
    /// it never does.
    public static void asserted(Runnable assertion) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    /// Waits until `value` gives something other than null, and returns it.
    public static <T> T given(String what, Supplier<? extends @org.jspecify.annotations.Nullable T> value) {
        Box<T> box = new Box<>();
        until(what, () -> (box.content = value.get()) != null);
        T content = box.content;
        if (content == null) {
            throw new AssertionError(what);
        }
        return content;
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("The condition itself failed", e);
        }
    }

    private static final class Box<T> {
        @org.jspecify.annotations.Nullable
        T content;
    }
}
