package io.quartermaster.app.topologies;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why an edge cannot be drawn. The texts know each by its name.
enum EdgeRefusal {
    SELF,
    INTO_START,
    OUT_OF_END,
    TWICE,
    CYCLE,
    /// A condition has its two branches already.
    ANSWERED;

    /// Null when the edge may be drawn.
    static @Nullable EdgeRefusal of(Topology topology, NodeId from, NodeId to) {
        Graph graph = Graph.of(topology);
        if (from.equals(to)) {
            return SELF;
        }
        if (graph.node(to).part() instanceof Part.Start) {
            return INTO_START;
        }
        if (graph.node(from).part() instanceof Part.End) {
            return OUT_OF_END;
        }
        boolean asks = graph.node(from).part() instanceof Part.Condition;
        if (asks && answers(graph, from) >= 2) {
            return ANSWERED;
        }
        // both answers of a condition may lead to the same node
        if (!asks && graph.outOf(from).stream().anyMatch(edge -> edge.to().equals(to))) {
            return TWICE;
        }
        return graph.after(to).contains(from) ? CYCLE : null;
    }

    private static long answers(Graph graph, NodeId condition) {
        return graph.outOf(condition).stream()
                .map(Edge::when)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }
}
