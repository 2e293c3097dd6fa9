package io.quartermaster.model.topology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two people who each add a node are likely to give it the same id, as the editor takes the next one that is free.
/// Those
/// are two nodes: mine gets another id, and another name where theirs has it too. Immutable.
///
/// @param mine    with the new ids
/// @param renamed the new id by the old one
record KeptApart(Topology mine, Map<NodeId, NodeId> renamed) {
    static KeptApart of(Topology base, Topology mine, Topology theirs) {
        Map<NodeId, Node> was = TopologyDiff.byId(base);
        Map<NodeId, Node> their = TopologyDiff.byId(theirs);
        Set<NodeId> both = mine.nodes().stream()
                .map(Node::id)
                .filter(id -> !was.containsKey(id) && their.containsKey(id))
                .collect(Collectors.toSet());
        Set<String> taken = Stream.of(base, mine, theirs)
                .flatMap(each -> each.nodes().stream())
                .flatMap(node -> Stream.of(node.id().value(), node.name()))
                .collect(Collectors.toCollection(HashSet::new));
        KeptApart apart = new KeptApart(mine, Map.of());
        // a gateway that becomes another one makes its other half another one too, and so on along the edges
        while (true) {
            Set<NodeId> others = others(apart.mine, theirs, both);
            if (others.isEmpty()) {
                return apart;
            }
            both.removeAll(others);
            apart = apart.rename(others, theirs, taken);
        }
    }

    /// Those of one id that are not one node: what they are differs, or what they are joined to.
    private static Set<NodeId> others(Topology mine, Topology theirs, Set<NodeId> both) {
        Map<NodeId, Node> my = TopologyDiff.byId(mine);
        Map<NodeId, Node> their = TopologyDiff.byId(theirs);
        Map<NodeId, Set<Edge>> myEdges = around(mine);
        Map<NodeId, Set<Edge>> theirEdges = around(theirs);
        return both.stream()
                .filter(id -> !unplaced(my, id).equals(unplaced(their, id))
                        || !myEdges.getOrDefault(id, Set.of()).equals(theirEdges.getOrDefault(id, Set.of())))
                .collect(Collectors.toSet());
    }

    private static Node unplaced(Map<NodeId, Node> nodes, NodeId id) {
        return Objects.requireNonNull(nodes.get(id)).withPlace(null);
    }

    static Map<NodeId, Set<Edge>> around(Topology topology) {
        Map<NodeId, Set<Edge>> found = new HashMap<>();
        for (Edge edge : topology.edges()) {
            found.computeIfAbsent(edge.from(), id -> new HashSet<>()).add(edge);
            found.computeIfAbsent(edge.to(), id -> new HashSet<>()).add(edge);
        }
        return found;
    }

    private KeptApart rename(Set<NodeId> ids, Topology theirs, Set<String> taken) {
        Set<String> names = theirs.nodes().stream().map(Node::name).collect(Collectors.toSet());
        Map<NodeId, NodeId> fresh = new HashMap<>();
        ids.stream().sorted().forEach(id -> fresh.put(id, new NodeId(free("n", 1, "", taken))));
        List<Node> nodes = mine.nodes().stream()
                .map(node -> {
                    NodeId id = fresh.get(node.id());
                    Part part = node.part() instanceof Part.Close close && fresh.containsKey(close.of())
                            ? new Part.Close(fresh.get(close.of()))
                            : node.part();
                    String name =
                            id != null && names.contains(node.name()) ? free(node.name(), 2, " ", taken) : node.name();
                    return new Node(
                            id == null ? node.id() : id,
                            name,
                            part,
                            node.events(),
                            node.failure(),
                            node.join(),
                            node.place());
                })
                .toList();
        List<Edge> edges = mine.edges().stream()
                .map(edge -> new Edge(
                        fresh.getOrDefault(edge.from(), edge.from()),
                        fresh.getOrDefault(edge.to(), edge.to()),
                        edge.when()))
                .toList();
        Map<NodeId, NodeId> all = new HashMap<>(renamed);
        all.putAll(fresh);
        return new KeptApart(mine.withNodes(nodes).withEdges(edges), Map.copyOf(all));
    }

    private static String free(String stem, int from, String between, Set<String> taken) {
        int number = from;
        while (!taken.add(stem + between + number)) {
            number++;
        }
        return stem + between + number;
    }
}
