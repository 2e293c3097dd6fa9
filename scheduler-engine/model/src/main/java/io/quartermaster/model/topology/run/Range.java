package io.quartermaster.model.topology.run;

import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.NodeId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much of a topology a run runs. What is left out counts as done.
///
/// @param node null for all
public record Range(Kind kind, @Nullable NodeId node) {
    public static final Range ALL = new Range(Kind.ALL, null);

    public enum Kind {
        ALL,
        ONLY,
        FROM,
        UP_TO
    }

    /// @throws IllegalArgumentException when the node runs in copies: then one cannot say which of them is meant
    Set<NodeId> leftOut(Graph graph) {
        NodeId at = node;
        if (kind == Kind.ALL || at == null) {
            return Set.of();
        }
        if (!graph.has(at) || graph.copierOf(at) != null) {
            throw new IllegalArgumentException("A run cannot begin or end at " + at);
        }
        Set<NodeId> kept =
                switch (kind) {
                    case ALL, ONLY -> new HashSet<>();
                    case FROM -> graph.after(at);
                    case UP_TO -> graph.before(at);
                };
        kept.add(at);
        Set<NodeId> leftOut = new HashSet<>(graph.ids());
        leftOut.removeAll(kept);
        return leftOut;
    }
}
