package io.quartermaster.client.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: doubling up to a bound, and a random half of it, so that a
/// thousand clients do not come back to a restarted server in the same instant. Confined to the link's thread.
public final class BackOff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    public BackOff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    public Duration next() {
        Duration full = first.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        return jittered(full.compareTo(longest) > 0 ? longest : full);
    }

    /// Between a half and the whole of it.
    public Duration jittered(Duration full) {
        return Duration.ofNanos((long) (full.toNanos() * (0.5 + random.nextDouble() / 2)));
    }

    public void reset() {
        failures = 0;
    }
}
