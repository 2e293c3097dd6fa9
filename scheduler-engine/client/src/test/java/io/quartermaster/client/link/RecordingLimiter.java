package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.executor.limiter.ILimiter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Lets everything pass, and knows what it was told.
final class RecordingLimiter implements ILimiter {
    /// For no limit.
    static final int NONE = -1;

    final BlockingQueue<Integer> rates = new LinkedBlockingQueue<>();
    final AtomicInteger passed = new AtomicInteger();

    @Override
    public void setRate(@Nullable Integer perSecond) {
        rates.add(perSecond == null ? NONE : perSecond);
    }

    @Override
    public void acquire() {
        passed.incrementAndGet();
    }

    void await(int rate) throws InterruptedException {
        assertThat(rates.poll(20, TimeUnit.SECONDS)).isEqualTo(rate);
    }
}
