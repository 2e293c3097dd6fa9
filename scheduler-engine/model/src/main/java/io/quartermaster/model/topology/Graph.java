package io.quartermaster.model.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes and edges of a topology, indexed: who comes before whom, and what lies between the halves of a gateway.
///
/// Made of any topology, also of a half-drawn one: edges to nowhere are left out, and of nodes of one id the first
/// counts. Immutable.
public final class Graph {
    private final Map<NodeId, Node> nodes = new LinkedHashMap<>();
    private final Map<NodeId, List<Edge>> into = new HashMap<>();
    private final Map<NodeId, List<Edge>> outOf = new HashMap<>();
    private final Map<NodeId, NodeId> closes = new HashMap<>();
    private final Map<NodeId, NodeId> copiers = new HashMap<>();
    private final List<NodeId> order;

    private Graph(Topology topology) {
        topology.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
        for (Edge edge : topology.edges()) {
            if (nodes.containsKey(edge.from()) && nodes.containsKey(edge.to())) {
                outOf.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge);
                into.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge);
            }
        }
        nodes.values().forEach(node -> {
            if (node.part() instanceof Part.Close close) {
                closes.putIfAbsent(close.of(), node.id());
            }
        });
        order = inOrder();
        findCopiers();
    }

    public static Graph of(Topology topology) {
        return new Graph(topology);
    }

    /// @throws IllegalArgumentException when there is no such node
    public Node node(NodeId id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("There is no node " + id);
        }
        return node;
    }

    public boolean has(NodeId id) {
        return nodes.containsKey(id);
    }

    /// In the order they were drawn.
    public Set<NodeId> ids() {
        return nodes.keySet();
    }

    public List<Edge> into(NodeId id) {
        return into.getOrDefault(id, List.of());
    }

    public List<Edge> outOf(NodeId id) {
        return outOf.getOrDefault(id, List.of());
    }

    /// Every node after all that come before it; those on a cycle, and what only a cycle leads to, are missing.
    public List<NodeId> order() {
        return order;
    }

    public Optional<NodeId> start() {
        return first(Part.Start.class);
    }

    public Optional<NodeId> end() {
        return first(Part.End.class);
    }

    /// The other half of a gateway.
    public Optional<NodeId> closeOf(NodeId gateway) {
        return Optional.ofNullable(closes.get(gateway));
    }

    /// The innermost gateway that runs the node in copies, null when the node runs once.
    public @Nullable NodeId copierOf(NodeId id) {
        return copiers.get(id);
    }

    /// What lies between a gateway and its other half.
    public Set<NodeId> between(NodeId gateway) {
        NodeId close = closes.get(gateway);
        if (close == null) {
            return Set.of();
        }
        Set<NodeId> ahead = walk(gateway, close, outOf, true);
        ahead.retainAll(walk(close, gateway, into, false));
        return ahead;
    }

    /// Everything after the node.
    public Set<NodeId> after(NodeId id) {
        return walk(id, null, outOf, true);
    }

    /// Everything before the node.
    public Set<NodeId> before(NodeId id) {
        return walk(id, null, into, false);
    }

    private Optional<NodeId> first(Class<? extends Part> kind) {
        return nodes.values().stream()
                .filter(node -> kind.isInstance(node.part()))
                .map(Node::id)
                .findFirst();
    }

    private static Set<NodeId> walk(
            NodeId from, @Nullable NodeId until, Map<NodeId, List<Edge>> edges, boolean forward) {
        Set<NodeId> seen = new HashSet<>();
        Deque<NodeId> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (Edge edge : edges.getOrDefault(open.removeFirst(), List.of())) {
                NodeId next = forward ? edge.to() : edge.from();
                if (!next.equals(until) && seen.add(next)) {
                    open.addLast(next);
                }
            }
        }
        return seen;
    }

    private List<NodeId> inOrder() {
        Map<NodeId, Integer> waiting = new HashMap<>();
        Deque<NodeId> ready = new ArrayDeque<>();
        for (NodeId id : nodes.keySet()) {
            int edges = into(id).size();
            waiting.put(id, edges);
            if (edges == 0) {
                ready.addLast(id);
            }
        }
        List<NodeId> found = new ArrayList<>(nodes.size());
        while (!ready.isEmpty()) {
            NodeId id = ready.removeFirst();
            found.add(id);
            for (Edge edge : outOf(id)) {
                if (waiting.merge(edge.to(), -1, Integer::sum) == 0) {
                    ready.addLast(edge.to());
                }
            }
        }
        return List.copyOf(found);
    }

    // in order, so that an inner gateway overwrites what an outer one said
    private void findCopiers() {
        for (NodeId id : order) {
            if (node(id).part().copies()) {
                between(id).forEach(inner -> copiers.put(inner, id));
            }
        }
    }
}
