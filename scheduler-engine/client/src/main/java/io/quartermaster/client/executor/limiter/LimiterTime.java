package io.quartermaster.client.executor.limiter;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/// The time by which a limiter counts and waits; tests have their own.
interface LimiterTime {
    LimiterTime SYSTEM = new LimiterTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void await(Condition changed, long atMost) throws InterruptedException {
            boolean ignored = changed.await(atMost, TimeUnit.NANOSECONDS);
        }
    };

    long nanos();

    /// May return early.
    void await(Condition changed, long atMost) throws InterruptedException;
}
