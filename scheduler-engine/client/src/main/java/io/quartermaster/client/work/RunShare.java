package io.quartermaster.client.work;

import io.quartermaster.client.executor.limiter.DefaultLimiter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one client has of one run: how many of its chunks are here, and the limiter they share. Thread-safe.
final class RunShare {
    // Guarded by the runs it belongs to.
    int chunks;
    final List<Runnable> whenIdle = new ArrayList<>();

    private volatile int rate;
    // Both are guarded by this.
    private @Nullable ILimiter limiter;
    private int obeyed;

    /// Remembers what a server says; [#obey] has the limiter do it.
    void rate(int perSecond) {
        rate = perSecond;
    }

    /// Business code may be behind the limiter, so not on a thread that others wait for.
    synchronized void obey() {
        int asked = rate;
        if (limiter != null && asked != obeyed) {
            limiter.setRate(asked > 0 ? asked : null);
            obeyed = asked;
        }
    }

    /// The run's limiter, at the newest rate. As long as servers ask for no rate, that which the code has set holds.
    ILimiter limiter(IClusterJobExecuteHandler<?, ?> handler) {
        synchronized (this) {
            if (limiter == null) {
                ILimiter own = handler.getLimiter();
                limiter = own == null ? new DefaultLimiter(0) : own;
            }
            obey();
            return limiter;
        }
    }
}
