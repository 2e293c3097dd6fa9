package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.NodeStatus;
import org.jspecify.annotations.Nullable;

/// Where going on halts. Immutable.
public sealed interface Stop {
    /// Before a node does its work. A job or a topology within has begun and is not answered; a gateway, which passes
    /// in an instant, has not been come to.
    record Before(Spot spot) implements Stop {}

    /// When a node gets into a status.
    record Reaches(Spot spot, NodeStatus status) implements Stop {}

    /// When a parameter, at whatever level, gets another value.
    ///
    /// @param to only when it gets this one, null for any
    record Changes(String parameter, @Nullable Object to) implements Stop {}
}
