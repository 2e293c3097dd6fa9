package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of time of a node in a run: it waited, worked, was paused, or held the run. Immutable.
///
/// @param to     null while it goes on
/// @param status how the work ended, null elsewhere and before
record Bar(
        NodeKey node,
        Kind kind,
        int pass,
        int attempt,
        Instant from,
        @Nullable Instant to,
        @Nullable NodeStatus status) {
    enum Kind {
        WAIT,
        WORK,
        PAUSE,
        /// The run halts after it until a person confirms.
        HOLD,
        /// A waypoint, which takes no time.
        MOMENT
    }

    Bar until(Instant end, @Nullable NodeStatus how) {
        return new Bar(node, kind, pass, attempt, from, end, how);
    }
}
