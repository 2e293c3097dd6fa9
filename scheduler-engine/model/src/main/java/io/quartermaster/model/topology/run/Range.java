package io.quartermaster.model.topology.run;

import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.NodeId;
import java.util.HashSet;
import java.util.Optional;
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

    /// Why a run of the topology cannot have this range; empty when it can.
    public Optional<String> refusal(Graph graph) {
        NodeId at = node;
        if (kind == Kind.ALL) {
            return Optional.empty();
        }
        if (at == null) {
            return Optional.of("a run of a part of a topology needs a node to begin or end at");
        }
        if (!graph.has(at)) {
            return Optional.of("A run cannot begin or end at " + at + ": the topology has no such activity");
        }
        // one could not say which of the copies is meant
        return graph.copierOf(at) == null
                ? Optional.empty()
                : Optional.of(
                        "A run cannot begin or end at " + at + ": it runs in the copies of " + graph.copierOf(at));
    }

    /// The nodes that it does not run.
    ///
    /// @throws IllegalArgumentException when the range is refused
    public Set<NodeId> leftOut(Graph graph) {
        NodeId at = node;
        Optional<String> refusal = refusal(graph);
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
        if (kind == Kind.ALL || at == null) {
            return Set.of();
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
