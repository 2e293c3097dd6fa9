package io.quartermaster.app.graph;

import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the pointer leads to on a canvas. FX thread only.
public interface Hands {
    /// Looks only: nothing can be drawn.
    Hands LOOKING = new Hands() {};

    /// Whether nodes can be moved and edges drawn.
    default boolean editable() {
        return false;
    }

    /// Why an edge cannot be drawn, for people; null when it can.
    default @Nullable String refusal(NodeId from, NodeId to) {
        return null;
    }

    default void connect(NodeId from, NodeId to) {}

    default void move(Map<NodeId, Node.Place> places) {}

    /// A node was clicked twice.
    default void open(NodeId id) {}
}
