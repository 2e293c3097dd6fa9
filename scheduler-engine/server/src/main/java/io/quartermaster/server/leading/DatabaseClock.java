package io.quartermaster.server.leading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/// The database's clock, read from the machine's by the difference that was measured last. Thread-safe.
public final class DatabaseClock implements InstantSource {
    private final InstantSource machine;
    private volatile Duration offset = Duration.ZERO;

    public DatabaseClock(InstantSource machine) {
        this.machine = machine;
    }

    /// In milliseconds, as the database keeps instants.
    @Override
    public Instant instant() {
        return machine.instant().plus(offset).truncatedTo(ChronoUnit.MILLIS);
    }

    /// How far the database's clock is ahead of the machine's.
    public Duration offset() {
        return offset;
    }

    /// When the machine's clock will show what the database's shows at `instant`.
    public Instant onMachine(Instant instant) {
        return instant.minus(offset);
    }

    /// Measures the difference by asking the database once.
    ///
    /// An answer that took long says little, so it only counts when it shows a difference greater than it took.
    public void measure(Supplier<Instant> database) {
        Instant before = machine.instant();
        Instant answer = database.get();
        Duration took = Duration.between(before, machine.instant());
        Duration measured = Duration.between(before.plus(took.dividedBy(2)), answer);
        Duration error = took.dividedBy(2).plusMillis(1);
        if (measured.minus(offset).abs().compareTo(error) > 0) {
            offset = measured;
        }
    }
}
