package io.quartermaster.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How a [TcpProxy]'s network is at the moment. Thread-safe.
final class Network {
    enum State {
        OPEN,
        SILENT,
        CUT
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Both are written under the lock, and read without it where nothing has to be waited for.
    private volatile State state = State.OPEN;
    private volatile long delayNanos;

    State state() {
        return state;
    }

    void become(State next) {
        change(() -> state = next);
    }

    void delay(Duration oneWay) {
        change(() -> delayNanos = oneWay.toNanos());
    }

    boolean delays() {
        return delayNanos > 0;
    }

    /// @throws IOException when the network is cut
    void awaitOpen() throws IOException, InterruptedException {
        if (state != State.OPEN) {
            await(Long.MIN_VALUE);
        }
    }

    /// Waits until bytes that were sent then have arrived.
    ///
    /// @throws IOException when the network is cut
    void awaitArrival(long sentNanos) throws IOException, InterruptedException {
        if (state != State.OPEN || delays()) {
            await(sentNanos);
        }
    }

    private void await(long sentNanos) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (state == State.CUT) {
                    throw new IOException("The network is cut");
                }
                long left = sentNanos == Long.MIN_VALUE ? 0 : sentNanos + delayNanos - System.nanoTime();
                if (state == State.SILENT) {
                    changed.await();
                } else if (left > 0) {
                    // the rest is waited for again, so what is left when it returns early does not matter
                    long ignored = changed.awaitNanos(left);
                } else {
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return state + ", " + TimeUnit.NANOSECONDS.toMillis(delayNanos) + " ms each way";
    }
}
