package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import java.util.List;
import java.util.Optional;

/// A graph of jobs as data: what the editor draws, the store keeps, and a run is bound to. Immutable; it may be
/// half-drawn, and [TopologyRules] tells what is wrong with it.
///
/// @param format     of the JSON, see [#FORMAT]
/// @param parameters the topology's own, typed, with the value a run begins with
public record Topology(int format, List<Node> nodes, List<Edge> edges, List<Param> parameters) {
    /// The newest form of the JSON that this version reads and the one it writes.
    public static final int FORMAT = 1;

    public Topology {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        edges = edges == null ? List.of() : List.copyOf(edges);
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
    }

    public static Topology of(List<Node> nodes, List<Edge> edges, List<Param> parameters) {
        return new Topology(FORMAT, nodes, edges, parameters);
    }

    /// Start and end joined by an edge: what a new topology is.
    public static Topology blank() {
        return of(
                List.of(Node.of("start", new Part.Start()), Node.of("end", new Part.End())),
                List.of(Edge.of("start", "end")),
                List.of());
    }

    public Optional<Node> node(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    public Topology withNodes(List<Node> newNodes) {
        return new Topology(format, newNodes, edges, parameters);
    }

    public Topology withEdges(List<Edge> newEdges) {
        return new Topology(format, nodes, newEdges, parameters);
    }

    public Topology withParameters(List<Param> newParameters) {
        return new Topology(format, nodes, edges, newParameters);
    }
}
