package io.quartermaster.app.graph;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is selected of a picture: nodes, or one edge. Immutable.
public record Selection(Set<NodeId> nodes, @Nullable Edge edge) {
    public static final Selection NOTHING = new Selection(Set.of(), null);

    public Selection {
        nodes = Set.copyOf(nodes);
    }

    public static Selection of(NodeId... ids) {
        return new Selection(Set.of(ids), null);
    }

    public static Selection of(Set<NodeId> ids) {
        return new Selection(ids, null);
    }

    public static Selection of(Edge edge) {
        return new Selection(Set.of(), edge);
    }

    /// The node, when it is one and nothing else.
    public Optional<NodeId> only() {
        return nodes.size() == 1 ? nodes.stream().findFirst() : Optional.empty();
    }

    public boolean isEmpty() {
        return nodes.isEmpty() && edge == null;
    }

    /// With the node when it was without, else without it.
    public Selection toggle(NodeId id) {
        Set<NodeId> now = new LinkedHashSet<>(nodes);
        if (!now.remove(id)) {
            now.add(id);
        }
        return of(now);
    }
}
