package io.quartermaster.client.executor.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

class DefaultLimiterTest {
    private final Time time = new Time();

    @Test
    void soManyASecondPassAndNoMore() throws InterruptedException {
        DefaultLimiter limiter = new DefaultLimiter(10, time);
        take(limiter, 21);
        assertThat(time.passed()).isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_100));
    }

    @Test
    void withoutARateNobodyWaits() throws InterruptedException {
        DefaultLimiter limiter = new DefaultLimiter(0, time);
        take(limiter, 100_000);
        limiter.setRate(10);
        limiter.setRate(null);
        take(limiter, 100_000);
        assertThat(time.passed()).isZero();
    }

    @Test
    void aPauseIsMadeUpForOnlyForAMoment() throws InterruptedException {
        DefaultLimiter limiter = new DefaultLimiter(100, time);
        time.now += Duration.ofHours(1).toNanos();
        take(limiter, 111);
        assertThat(time.passed().minusHours(1)).isBetween(Duration.ofMillis(950), Duration.ofMillis(1_050));
    }

    @Test
    void aNewRateIsObeyedByWhoeverWaitsAlready() throws InterruptedException {
        DefaultLimiter limiter = new DefaultLimiter(1, time);
        take(limiter, 2);
        time.meanwhile = () -> limiter.setRate(1_000);
        take(limiter, 1);
        time.meanwhile = () -> {};
        take(limiter, 100);
        assertThat(time.passed()).isLessThan(Duration.ofMillis(2_200));
    }

    @Test
    void aSlowerRateIsObeyedFromTheNextItemOn() throws InterruptedException {
        DefaultLimiter limiter = new DefaultLimiter(1_000, time);
        take(limiter, 1_000);
        limiter.setRate(2);
        Duration before = time.passed();
        take(limiter, 5);
        assertThat(time.passed().minus(before)).isBetween(Duration.ofMillis(1_700), Duration.ofMillis(2_600));
    }

    private static void take(ILimiter limiter, int items) throws InterruptedException {
        for (int item = 0; item < items; item++) {
            limiter.acquire();
        }
    }

    /// Waiting makes it pass.
    private static final class Time implements LimiterTime {
        private static final long BEGIN = -5_000_000_000L;
        private long now = BEGIN;
        private Runnable meanwhile = () -> {};

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void await(Condition changed, long atMost) {
            now += Math.min(atMost, Duration.ofMillis(10).toNanos());
            meanwhile.run();
        }

        private Duration passed() {
            return Duration.ofNanos(now - BEGIN);
        }
    }
}
