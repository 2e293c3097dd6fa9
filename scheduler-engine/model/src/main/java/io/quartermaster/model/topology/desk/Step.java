package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import java.time.Instant;
import java.util.Optional;

/// One thing that came to the run, and where it stood after it. Immutable.
///
/// @param number from 0, the run's beginning
/// @param size   of the log after it
/// @param at     the virtual clock after it
/// @param deeds  how many deeds of the recording have been done again
public record Step(int number, What what, int size, Instant at, int deeds) {
    public sealed interface What {}

    /// The first of all.
    public record Began() implements What {}

    /// A node was answered.
    ///
    /// @param recorded as in the recorded run at this very turn
    public record Came(Turn turn, Told told, boolean recorded) implements What {}

    /// A wait was over.
    public record Woke(NodeKey node) implements What {}

    /// A person did something: the one at the desk, or again what one did to the recorded run.
    ///
    /// @param refusal why it could not be done, which only what was recorded still counts as a step
    public record Did(Input input, boolean recorded, Optional<String> refusal) implements What {}
}
