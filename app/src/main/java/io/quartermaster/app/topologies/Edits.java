package io.quartermaster.app.topologies;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What can be done to a drawing: functions from one topology to the next.
final class Edits {
    private Edits() {}

    /// A topology, and the nodes that came with the change.
    record Grown(Topology topology, List<NodeId> fresh) {}

    /// Adds a node that nothing leads to yet.
    static Grown add(Topology topology, Part part, String name, Node.@Nullable Place place) {
        Fresh fresh = new Fresh(topology);
        Node node = Node.of(fresh.id().value(), part).withName(fresh.name(name)).withPlace(place);
        return new Grown(withNode(topology, node), List.of(node.id()));
    }

    /// Adds a node in the middle of an edge.
    static Grown split(Topology topology, Edge edge, Part part, String name) {
        Grown grown = add(topology, part, name, null);
        NodeId id = grown.fresh().getFirst();
        List<Edge> edges = new ArrayList<>();
        for (Edge each : topology.edges()) {
            if (each.equals(edge)) {
                edges.add(new Edge(edge.from(), id, edge.when()));
                edges.add(new Edge(id, edge.to(), null));
            } else {
                edges.add(each);
            }
        }
        return new Grown(grown.topology().withEdges(edges), grown.fresh());
    }

    /// Adds a node after another: into the edge that leaves it where that is the only one, at its end where none does.
    static Grown after(Topology topology, NodeId before, Part part, String name) {
        List<Edge> outOf = Graph.of(topology).outOf(before);
        if (outOf.size() == 1) {
            return split(topology, outOf.getFirst(), part, name);
        }
        Grown grown = add(topology, part, name, null);
        return outOf.isEmpty()
                ? new Grown(connect(grown.topology(), before, grown.fresh().getFirst()), grown.fresh())
                : grown;
    }

    /// Draws an edge; that of a condition takes the answer that is free, true first.
    static Topology connect(Topology topology, NodeId from, NodeId to) {
        boolean asks = topology.node(from)
                .map(node -> node.part() instanceof Part.Condition)
                .orElse(false);
        boolean taken = topology.edges().stream()
                .anyMatch(edge -> edge.from().equals(from) && Boolean.TRUE.equals(edge.when()));
        return withEdge(topology, new Edge(from, to, asks ? Boolean.valueOf(!taken) : null));
    }

    static Topology without(Topology topology, Edge edge) {
        return topology.withEdges(
                topology.edges().stream().filter(each -> !each.equals(edge)).toList());
    }

    /// True becomes false on the edges of a condition, and the other way round.
    static Topology swapAnswers(Topology topology, NodeId condition) {
        return topology.withEdges(topology.edges().stream()
                .map(edge -> edge.from().equals(condition) && edge.when() != null
                        ? new Edge(edge.from(), edge.to(), !edge.when())
                        : edge)
                .toList());
    }

    static Topology change(Topology topology, NodeId id, UnaryOperator<Node> change) {
        return topology.withNodes(topology.nodes().stream()
                .map(node -> node.id().equals(id) ? change.apply(node) : node)
                .toList());
    }

    static Topology places(Topology topology, Map<NodeId, Node.Place> places) {
        return topology.withNodes(topology.nodes().stream()
                .map(node -> places.containsKey(node.id()) ? node.withPlace(places.get(node.id())) : node)
                .toList());
    }

    /// Gives every node back to the automatic layout.
    static Topology unplaced(Topology topology) {
        return topology.withNodes(
                topology.nodes().stream().map(node -> node.withPlace(null)).toList());
    }

    /// The nodes that go when these are deleted: a gateway goes with its other half, start and end stay.
    static Set<NodeId> doomed(Topology topology, Collection<NodeId> ids) {
        Graph graph = Graph.of(topology);
        Set<NodeId> doomed = new LinkedHashSet<>();
        for (NodeId id : ids) {
            if (!graph.has(id)) {
                continue;
            }
            Part part = graph.node(id).part();
            if (part instanceof Part.Start || part instanceof Part.End) {
                continue;
            }
            doomed.add(id);
            if (part instanceof Part.Close close && graph.has(close.of())) {
                doomed.add(close.of());
            } else {
                graph.closeOf(id).ifPresent(doomed::add);
            }
        }
        return doomed;
    }

    /// Deletes nodes. Where one stood in a row, its neighbours are joined, so that the way stays whole.
    static Topology delete(Topology topology, Collection<NodeId> ids) {
        Topology now = topology;
        for (NodeId id : doomed(topology, ids)) {
            now = deleteOne(now, id);
        }
        return now;
    }

    private static Topology deleteOne(Topology topology, NodeId id) {
        Graph graph = Graph.of(topology);
        List<Edge> into = graph.into(id);
        List<Edge> outOf = graph.outOf(id);
        Set<Edge> edges = topology.edges().stream()
                .filter(edge -> !edge.from().equals(id) && !edge.to().equals(id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (into.size() == 1 || outOf.size() == 1) {
            for (Edge before : into) {
                outOf.forEach(after -> edges.add(new Edge(before.from(), after.to(), before.when())));
            }
        }
        return topology.withNodes(topology.nodes().stream()
                        .filter(node -> !node.id().equals(id))
                        .toList())
                .withEdges(List.copyOf(edges));
    }

    /// The nodes, what joins them, and the parameters they name, for the clipboard.
    static Topology part(Topology topology, Set<NodeId> ids) {
        List<Node> nodes = topology.nodes().stream()
                .filter(node -> ids.contains(node.id()))
                .toList();
        return Topology.of(
                nodes,
                topology.edges().stream()
                        .filter(edge -> ids.contains(edge.from()) && ids.contains(edge.to()))
                        .toList(),
                topology.parameters().stream()
                        .filter(param -> nodes.stream().anyMatch(node -> names(node, param.name())))
                        .toList());
    }

    private static boolean names(Node node, String parameter) {
        String text =
                switch (node.part()) {
                    case Part.Condition condition -> condition.expression();
                    case Part.Sharding sharding -> sharding.rule();
                    case Part.Work work -> work.writes() + " " + work.overrides();
                    case Part.Start start -> "";
                    case Part.End end -> "";
                    case Part.Parallel parallel -> "";
                    case Part.CrossZone zones -> "";
                    case Part.Close close -> "";
                };
        Events.Loop loop = node.events().loop();
        return Pattern.compile("\\b" + Pattern.quote(parameter) + "\\b")
                .matcher(loop == null ? text : text + " " + loop.exit())
                .find();
    }

    /// The parameters, and those of the copied that are not among them.
    private static List<Param> parameters(List<Param> there, List<Param> copied) {
        List<Param> all = new ArrayList<>(there);
        Set<String> names = there.stream().map(Param::name).collect(Collectors.toSet());
        copied.stream().filter(param -> names.add(param.name())).forEach(all::add);
        return all;
    }

    /// Adds a copy of what another topology holds but its start and end, and the parameters that are missing.
    static Grown paste(Topology topology, Topology copied) {
        Fresh fresh = new Fresh(topology);
        Map<NodeId, NodeId> ids = copied.nodes().stream()
                .filter(node -> !(node.part() instanceof Part.Start || node.part() instanceof Part.End))
                .collect(Collectors.toMap(
                        Node::id, node -> fresh.id(), (one, other) -> one, java.util.LinkedHashMap::new));
        Topology now = topology.withParameters(parameters(topology.parameters(), copied.parameters()));
        for (Node node : copied.nodes()) {
            NodeId id = ids.get(node.id());
            if (id != null) {
                Part part = node.part();
                if (part instanceof Part.Close close) {
                    part = new Part.Close(ids.getOrDefault(close.of(), close.of()));
                }
                now = withNode(
                        now,
                        new Node(id, fresh.name(node.name()), part, node.events(), node.failure(), node.join(), null));
            }
        }
        for (Edge edge : copied.edges()) {
            NodeId from = ids.get(edge.from());
            NodeId to = ids.get(edge.to());
            if (from != null && to != null) {
                now = withEdge(now, new Edge(from, to, edge.when()));
            }
        }
        return new Grown(now, List.copyOf(ids.values()));
    }

    static Topology withNode(Topology topology, Node node) {
        List<Node> nodes = new ArrayList<>(topology.nodes());
        nodes.add(node);
        return topology.withNodes(nodes);
    }

    static Topology withEdge(Topology topology, Edge edge) {
        List<Edge> edges = new ArrayList<>(topology.edges());
        edges.add(edge);
        return topology.withEdges(edges);
    }

    /// Ids and names that nobody bears yet.
    static final class Fresh {
        private final Set<String> ids = new HashSet<>();
        private final Set<String> names = new HashSet<>();

        Fresh(Topology topology) {
            topology.nodes().forEach(node -> {
                ids.add(node.id().value());
                names.add(node.name());
            });
        }

        NodeId id() {
            int number = 1;
            while (!ids.add("n" + number)) {
                number++;
            }
            return new NodeId("n" + number);
        }

        String name(String wanted) {
            String name = wanted;
            for (int number = 2; !names.add(name); number++) {
                name = wanted + " " + number;
            }
            return name;
        }
    }
}
