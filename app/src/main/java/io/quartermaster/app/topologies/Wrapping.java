package io.quartermaster.app.topologies;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts pairs of gateways around nodes.
final class Wrapping {
    private Wrapping() {}

    /// Null when a pair of gateways may be put around these nodes.
    static @Nullable WrapRefusal refusal(Topology topology, Set<NodeId> inner, boolean condition) {
        Graph graph = Graph.of(topology);
        if (inner.isEmpty()) {
            return WrapRefusal.NOTHING;
        }
        Set<NodeId> after = new HashSet<>();
        Set<NodeId> before = new HashSet<>();
        for (NodeId id : inner) {
            Part part = graph.node(id).part();
            if (part instanceof Part.Start || part instanceof Part.End) {
                return WrapRefusal.ENDS;
            }
            boolean half = part instanceof Part.Close close
                    ? !inner.contains(close.of())
                    : graph.closeOf(id).map(other -> !inner.contains(other)).orElse(false);
            if (half) {
                return WrapRefusal.HALF;
            }
            after.addAll(graph.after(id));
            before.addAll(graph.before(id));
        }
        // a way out of the selection and back into it would become a cycle through the pair
        after.retainAll(before);
        if (!inner.containsAll(after)) {
            return WrapRefusal.APART;
        }
        return condition && entries(graph, inner).size() > 2 ? WrapRefusal.THREE : null;
    }

    /// Puts a pair of gateways around nodes.
    static Edits.Grown around(
            Topology topology, Set<NodeId> inner, Part.Gateway gateway, String openName, String closeName) {
        Graph graph = Graph.of(topology);
        Edits.Fresh fresh = new Edits.Fresh(topology);
        Node open = Node.of(fresh.id().value(), gateway).withName(fresh.name(openName));
        Node close = Node.of(fresh.id().value(), new Part.Close(open.id())).withName(fresh.name(closeName));
        Set<Edge> edges = new LinkedHashSet<>();
        for (Edge edge : topology.edges()) {
            boolean from = inner.contains(edge.from());
            boolean to = inner.contains(edge.to());
            if (!from && to) {
                edges.add(new Edge(edge.from(), open.id(), edge.when()));
            } else if (from && !to) {
                edges.add(new Edge(close.id(), edge.to(), null));
            } else {
                edges.add(edge);
            }
        }
        branches(edges, gateway, open.id(), close.id(), entries(graph, inner));
        for (NodeId last : lasts(graph, inner)) {
            edges.add(new Edge(last, close.id(), null));
        }
        Topology wrapped = Edits.withNode(Edits.withNode(topology, open), close).withEdges(List.copyOf(edges));
        return new Edits.Grown(wrapped, List.of(open.id(), close.id()));
    }

    /// Puts an empty pair of gateways on an edge.
    static Edits.Grown onto(Topology topology, Edge edge, Part.Gateway gateway, String openName, String closeName) {
        Edits.Grown opened = Edits.split(topology, edge, gateway, openName);
        NodeId open = opened.fresh().getFirst();
        Edge rest = new Edge(open, edge.to(), null);
        Edits.Grown closed = Edits.split(opened.topology(), rest, new Part.Close(open), closeName);
        NodeId close = closed.fresh().getFirst();
        Topology done = closed.topology();
        if (gateway instanceof Part.Condition) {
            done = Edits.without(done, new Edge(open, close, null));
            done = Edits.withEdge(Edits.withEdge(done, new Edge(open, close, true)), new Edge(open, close, false));
        }
        return new Edits.Grown(done, List.of(open, close));
    }

    private static void branches(
            Set<Edge> edges, Part.Gateway gateway, NodeId open, NodeId close, List<NodeId> entries) {
        if (!(gateway instanceof Part.Condition)) {
            entries.forEach(entry -> edges.add(new Edge(open, entry, null)));
            return;
        }
        edges.add(new Edge(open, entries.getFirst(), true));
        edges.add(new Edge(open, entries.size() > 1 ? entries.get(1) : close, false));
    }

    private static List<NodeId> entries(Graph graph, Set<NodeId> inner) {
        return graph.ids().stream()
                .filter(inner::contains)
                .filter(id -> graph.into(id).isEmpty()
                        || graph.into(id).stream().anyMatch(edge -> !inner.contains(edge.from())))
                .toList();
    }

    private static List<NodeId> lasts(Graph graph, Set<NodeId> inner) {
        return graph.ids().stream()
                .filter(inner::contains)
                .filter(id -> graph.outOf(id).isEmpty()
                        || graph.outOf(id).stream().anyMatch(edge -> !inner.contains(edge.to())))
                .toList();
    }
}
