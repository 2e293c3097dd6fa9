package io.quartermaster.model.topology.desk;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.NodeKey;
import java.util.List;
import java.util.Optional;

/// Why the desk stands still. Immutable.
public sealed interface Halt {
    /// What was asked for is done.
    record Done() implements Halt {}

    /// @param node empty when it is no node's
    record AtStop(Stop stop, Optional<NodeKey> node) implements Halt {}

    /// The run is over.
    record Ended(RunStatus status) implements Halt {}

    /// Clients are to answer before anything else can happen, see [DeskSession#hear].
    record AwaitsLive(List<Call> calls) implements Halt {}

    /// A breakpoint drawn in the topology holds the run until a person confirms.
    record Held(List<NodeKey> nodes) implements Halt {}

    /// Nothing will happen by itself.
    ///
    /// @param unanswered nodes that nobody answers for, as in the recorded run
    /// @param waiting    nodes that wait for a person
    /// @param paused     whether the run was paused
    record NothingDue(List<NodeKey> unanswered, List<NodeKey> waiting, boolean paused) implements Halt {}

    /// So many steps that there is probably no end to them.
    record TooFar(int steps) implements Halt {}

    /// Whoever had it go on wanted it to stop.
    record BrokenOff() implements Halt {}
}
