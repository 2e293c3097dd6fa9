package io.quartermaster.model.topology.run;

import io.quartermaster.model.topology.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where nodes of a run run, for whoever shows it: the topology itself, one copy of a branch, or a topology within.
/// Immutable.
///
/// @param id      as [NodeKey] names it
/// @param body    the topology whose parameters are seen here: the [#id] of the place itself, or of one further out
/// @param owner   the node that opened it, null for the topology itself
/// @param isCopy  whether it is a copy of a branch, and no topology
/// @param copy    the element, zone or number a copy stands for, empty elsewhere
/// @param number  of a copy, from 0
/// @param members the nodes that run here, and not in copies within
public record Place(
        String id,
        String body,
        @Nullable NodeKey owner,
        boolean isCopy,
        String copy,
        int number,
        List<NodeId> members) {
    static Place of(Frame frame) {
        return new Place(
                frame.id(),
                frame.body().id(),
                frame.owner(),
                frame.isCopy(),
                frame.copy(),
                frame.number(),
                frame.members());
    }
}
