package io.quartermaster.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The span in which a job's trigger counts: from `from` (inclusive) to `until` (exclusive); null is open. Immutable.
public record Window(@Nullable Instant from, @Nullable Instant until) {
    /// Open at both ends.
    public static final Window ALWAYS = new Window(null, null);

    public Window {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("A job cannot expire before it takes effect: " + from + " to " + until);
        }
    }

    public boolean contains(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
    }
}
