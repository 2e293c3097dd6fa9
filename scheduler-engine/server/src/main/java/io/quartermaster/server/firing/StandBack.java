package io.quartermaster.server.firing;

import java.util.concurrent.atomic.AtomicInteger;

/// Tells those who can wait that an instant is being fired: until it is handed over, and, when it was a great one,
/// until its clients had a moment to take it up, they would only compete for the same processors. How long they let
/// that keep them is theirs to bound. Thread-safe.
final class StandBack {
    /// Fewer at one instant leave the machine time for everything else.
    private static final int MANY = 16;
    private static final long TAKING_UP = 100_000_000;

    private final AtomicInteger firing = new AtomicInteger();
    private volatile long takenUpAt = System.nanoTime();

    /// An instant is about to be fired.
    void begin() {
        firing.incrementAndGet();
    }

    /// It was handed over.
    void end(int firings) {
        if (firings >= MANY) {
            takenUpAt = System.nanoTime() + TAKING_UP;
        }
        firing.decrementAndGet();
    }

    /// Whether to stand back now.
    boolean now() {
        return firing.get() > 0 || System.nanoTime() - takenUpAt < 0;
    }
}
