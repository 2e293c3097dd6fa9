package io.quartermaster.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When a job falls due. Immutable.
public sealed interface Trigger {

    /// A Quartz expression (seconds first, year optional), read on the wall clock of `zone`.
    record Cron(String expression, ZoneId zone) implements Trigger {}

    /// Once, at `at`; `zone` is only how people write and read that instant.
    record OneTime(Instant at, ZoneId zone) implements Trigger {}

    /// Every `every` from `from` on, whatever the wall clock does.
    record FixedRate(Instant from, Duration every, ZoneId zone) implements Trigger {
        public FixedRate {
            if (every.toMillis() < 1000) {
                throw new IllegalArgumentException("A fixed rate is at least one second, not " + every);
            }
        }
    }

    /// Never by itself: by a call, by the console, or by a parent topology.
    record Event() implements Trigger {}

    /// The zone in which its times are read and written; null when it has none.
    default @Nullable ZoneId timeZone() {
        return switch (this) {
            case Cron cron -> cron.zone();
            case OneTime once -> once.zone();
            case FixedRate rate -> rate.zone();
            case Event event -> null;
        };
    }

    /// Whether time alone can make the job due.
    default boolean timed() {
        return !(this instanceof Event);
    }
}
