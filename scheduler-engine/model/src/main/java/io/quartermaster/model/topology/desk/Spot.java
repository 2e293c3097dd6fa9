package io.quartermaster.model.topology.desk;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.NodeId;
import org.jspecify.annotations.Nullable;

/// A node as it is drawn, wherever in a run it runs.
///
/// @param topology the topology within that it is drawn in, null for the run's own
public record Spot(@Nullable JobId topology, NodeId node) {
    public static Spot top(String node) {
        return new Spot(null, new NodeId(node));
    }
}
