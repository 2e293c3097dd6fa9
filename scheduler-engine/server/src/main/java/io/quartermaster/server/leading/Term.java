package io.quartermaster.server.leading;

import io.quartermaster.store.engine.Fence;
import java.time.Duration;

/// One span of leading. It ends by itself when it is not prolonged, whether or not the database can be asked: the
/// machine's monotonic clock is enough to know. Thread-safe.
public final class Term {
    private final Fence fence;
    private volatile long endNanos;
    private volatile boolean over;

    Term(Fence fence, long endNanos) {
        this.fence = fence;
        this.endNanos = endNanos;
    }

    public Fence fence() {
        return fence;
    }

    public long epoch() {
        return fence.epoch();
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
