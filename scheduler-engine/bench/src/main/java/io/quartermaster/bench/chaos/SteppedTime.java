package io.quartermaster.bench.chaos;

import java.time.Instant;
import java.time.InstantSource;

/// The wall clock of a server whose clock is stepped: what [ClockAgent] puts in the place of the system's. Public,
/// because the classes it is called from lie elsewhere.
public final class SteppedTime {
    private static volatile long offset;

    private SteppedTime() {}

    static void step(long millis) {
        offset = millis;
    }

    /// In the place of `System.currentTimeMillis()`, and of the time in `new Date()`.
    public static long millis() {
        return System.currentTimeMillis() + offset;
    }

    /// In the place of `Instant.now()`.
    public static Instant now() {
        return Instant.now().plusMillis(offset);
    }

    /// In the place of `InstantSource.system()`.
    public static InstantSource system() {
        return SteppedTime::now;
    }
}
