package io.quartermaster.client.executor.limiter;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// So many items a second, evenly; what a pause left unused is made up for at most a tenth of a second. Thread-safe.
///
/// ```java
/// public ILimiter getLimiter() { return new DefaultLimiter(200); }
/// ```
public class DefaultLimiter implements ILimiter {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MADE_UP_FOR = SECOND / 10;

    private final LimiterTime time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Both are guarded by the lock.
    private long interval;
    private long next;

    /// @param perSecond zero or less for no limit
    public DefaultLimiter(int perSecond) {
        this(perSecond, LimiterTime.SYSTEM);
    }

    DefaultLimiter(int perSecond, LimiterTime time) {
        this.time = time;
        this.interval = interval(perSecond);
        this.next = time.nanos();
    }

    /// Obeyed at once, also by those who wait already.
    @Override
    public void setRate(@Nullable Integer perSecond) {
        lock.lock();
        try {
            interval = interval(perSecond == null ? 0 : perSecond);
            long soonest = time.nanos() + interval;
            next = next - soonest > 0 ? soonest : next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void acquire() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = time.nanos();
            while (interval > 0 && next - now > 0) {
                time.await(changed, next - now);
                now = time.nanos();
            }
            long oldest = now - MADE_UP_FOR;
            next = (next - oldest > 0 ? next : oldest) + interval;
        } finally {
            lock.unlock();
        }
    }

    private static long interval(int perSecond) {
        return perSecond <= 0 ? 0 : SECOND / perSecond;
    }
}
