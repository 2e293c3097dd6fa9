package io.quartermaster.app.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How fast a run goes, computed from readings that followed each other. What they do not tell is not guessed.
/// Immutable.
///
/// @param readings within the window, the oldest first
record Pace(List<Reading> readings) {
    static final Pace UNKNOWN = new Pace(List.of());

    /// How far back it looks.
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final Duration LEAST = Duration.ofSeconds(3);
    private static final int CHUNKS_LEAST = 5;

    Pace {
        readings = List.copyOf(readings);
    }

    /// What stood in the database at one moment of its clock.
    ///
    /// @param items  read so far
    /// @param closed chunks of the last layer that ended
    record Reading(Instant at, long items, int closed) {}

    /// With a newer reading. A count that went back, as a machine was lost, begins anew.
    Pace with(Reading now) {
        List<Reading> next = new ArrayList<>();
        boolean back = !readings.isEmpty()
                && (readings.getLast().items() > now.items()
                        || readings.getLast().closed() > now.closed());
        for (Reading each : readings) {
            boolean lately = Duration.between(each.at(), now.at()).compareTo(WINDOW) <= 0;
            if (lately && !back && each.at().isBefore(now.at())) {
                next.add(each);
            }
        }
        next.add(now);
        return new Pace(next);
    }

    /// Items a second over the window; empty while it is too short to say.
    OptionalDouble itemsPerSecond() {
        double seconds = seconds();
        return seconds == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (readings.getLast().items() - readings.getFirst().items()) / seconds);
    }

    /// How long `open` chunks of the last layer take at this pace; empty while too few ended in the window to say.
    Optional<Duration> remaining(int open) {
        double seconds = seconds();
        int ended = seconds == 0
                ? 0
                : readings.getLast().closed() - readings.getFirst().closed();
        return ended < CHUNKS_LEAST
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round(open * seconds / ended)));
    }

    /// Over how many seconds it looks; 0 while that is too short.
    private double seconds() {
        if (readings.size() < 2) {
            return 0;
        }
        Duration span =
                Duration.between(readings.getFirst().at(), readings.getLast().at());
        return span.compareTo(LEAST) < 0 ? 0 : span.toMillis() / 1000.0;
    }
}
