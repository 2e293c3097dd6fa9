package io.quartermaster.server.leading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/// The database's clock, as it was read last and counted on from there. Between two readings it follows the machine's
/// monotonic time, so that a step of the machine's clock, by a person or a time service, moves no due time.
// Thread-safe.
public final class DatabaseClock implements InstantSource {
    private final InstantSource machine;
    private volatile Reading reading;

    /// What the clock showed at one moment.
    private record Reading(Instant shown, long nanos) {
        Instant at(long when) {
            return shown.plusNanos(when - nanos);
        }
    }

    /// Shows the machine's time until the database was first asked.
    public DatabaseClock(InstantSource machine) {
        this.machine = machine;
        this.reading = new Reading(machine.instant(), System.nanoTime());
    }

    /// In milliseconds, as the database keeps instants.
    @Override
    public Instant instant() {
        return precise().truncatedTo(ChronoUnit.MILLIS);
    }

    /// How far the database's clock is ahead of the machine's now.
    public Duration offset() {
        return Duration.between(machine.instant(), precise());
    }

    /// When the machine's clock will show what the database's shows at `instant`.
    public Instant onMachine(Instant instant) {
        return instant.minus(offset());
    }

    /// Asks the database once.
    ///
    /// An answer that took long says little, so it only counts when it shows a difference greater than it took.
    ///
    /// @return how long the answer took
    public Duration measure(Supplier<Instant> database) {
        long before = System.nanoTime();
        Instant answer = database.get();
        long after = System.nanoTime();
        Duration took = Duration.ofNanos(after - before);
        long middle = before + (after - before) / 2;
        Duration difference = Duration.between(reading.at(middle), answer);
        if (difference.abs().compareTo(took.dividedBy(2).plusMillis(1)) > 0) {
            reading = new Reading(answer, middle);
        }
        return took;
    }

    private Instant precise() {
        return reading.at(System.nanoTime());
    }
}
