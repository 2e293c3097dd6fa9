package io.quartermaster.app.graph;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What a canvas shows: a topology, where everything of it is, what is selected, and what stands out. Asked once a
/// frame for each node in view, so that the answers must be at hand. FX thread only.
public interface Picture {
    Topology topology();

    Placement placement();

    /// Whether a better placement is on its way.
    default boolean settling() {
        return false;
    }

    Selection selection();

    void select(Selection wanted);

    /// What is told of a node beside what it is, null where nothing is.
    default @Nullable Badge badge(NodeId id) {
        return null;
    }

    /// A mark at the node's upper right corner, which also colours its border.
    default @Nullable Corner corner(NodeId id) {
        return null;
    }

    /// A mark at the node's upper left corner.
    default @Nullable Corner stop(NodeId id) {
        return null;
    }

    default Tone tone(Edge edge) {
        return Tone.USUAL;
    }

    /// How the job of a node is called.
    String job(Part.Work work);

    /// Has a listener told of every change of anything above.
    Subscription onChange(Runnable changed);

    /// How a node is called.
    default String nameOf(NodeId id) {
        return topology().node(id).map(Node::name).orElse(id.value());
    }
}
