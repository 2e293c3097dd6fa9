package io.quartermaster.server.link;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a client says it knows of a run. Immutable.
///
/// @param fired when it was fired, as the dispatch said; null when the client cannot tell
/// @param reported whether its end is reported
/// @param stoppedAfter how long after it was asked to stop it ended; null while it runs, and when nobody asked
public record Sighting(
        String triggerId, Stage stage, @Nullable Instant fired, boolean reported, @Nullable Duration stoppedAfter) {
    /// How far the client is with it.
    public enum Stage {
        /// It never had it, or has forgotten it.
        UNKNOWN,
        RUNNING,
        DONE
    }

    /// What is asked besides.
    public enum Wish {
        /// To have the run's result reported here too.
        REPORT,
        /// The same, and to have it stopped.
        STOP
    }
}
