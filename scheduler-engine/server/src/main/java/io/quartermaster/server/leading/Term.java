package io.quartermaster.server.leading;

import java.time.Duration;

/// One span of holding a right: to lead, or to be a member. It ends by itself when it is not prolonged, whether or not
/// the database can be asked: the machine's monotonic clock is enough to know. Thread-safe.
///
/// @param <F> the right, as the database checks it
public final class Term<F> {
    private final F fence;
    private volatile long endNanos;
    private volatile boolean over;

    Term(F fence, long endNanos) {
        this.fence = fence;
        this.endNanos = endNanos;
    }

    public F fence() {
        return fence;
    }

    /// Whether the lease surely holds now.
    public boolean holds() {
        return !over && System.nanoTime() - endNanos < 0;
    }

    void prolong(long newEndNanos) {
        endNanos = newEndNanos;
    }

    void end() {
        over = true;
    }

    /// The end of a lease that was asked for at `askedNanos`, a margin before the database's.
    static long end(long askedNanos, Duration lease) {
        return askedNanos + lease.toNanos() - lease.toNanos() / 6;
    }
}
