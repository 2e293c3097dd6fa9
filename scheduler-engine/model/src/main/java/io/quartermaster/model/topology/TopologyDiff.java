package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What has to be done to one topology to have another. A node that was only moved is no change. Immutable.
///
/// Nodes and parameters are the same when their id or name is; of several with one id the first counts, as everywhere.
///
/// @param changes nodes first, then edges, then parameters
public record TopologyDiff(Topology before, Topology after, List<Change> changes) {
    /// One difference.
    public sealed interface Change {
        record NodeAdded(Node node) implements Change {}

        record NodeRemoved(Node node) implements Change {}

        /// @param fields those that differ, at least one
        record NodeChanged(Node before, Node after, List<NodeField> fields) implements Change {}

        record EdgeAdded(Edge edge) implements Change {}

        record EdgeRemoved(Edge edge) implements Change {}

        record ParameterAdded(Param parameter) implements Change {}

        record ParameterRemoved(Param parameter) implements Change {}

        record ParameterChanged(Param before, Param after) implements Change {}
    }

    public TopologyDiff {
        changes = List.copyOf(changes);
    }

    public static TopologyDiff of(Topology before, Topology after) {
        List<Change> changes = new ArrayList<>();
        nodes(before, after, changes);
        edges(before, after, changes);
        parameters(before, after, changes);
        return new TopologyDiff(before, after, changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// The nodes of both, with all their edges: what a picture of the difference shows. Where a node is in both, it is
    /// the one that is after.
    public Topology both() {
        Set<NodeId> there = after.nodes().stream().map(Node::id).collect(Collectors.toSet());
        List<Node> nodes = new ArrayList<>(after.nodes());
        before.nodes().stream().filter(node -> !there.contains(node.id())).forEach(nodes::add);
        Set<Edge> edges = new LinkedHashSet<>(after.edges());
        edges.addAll(before.edges());
        return new Topology(after.format(), nodes, List.copyOf(edges), after.parameters());
    }

    private static void nodes(Topology before, Topology after, List<Change> changes) {
        Map<NodeId, Node> was = byId(before);
        Map<NodeId, Node> is = byId(after);
        is.forEach((id, node) -> {
            Node old = was.get(id);
            if (old == null) {
                changes.add(new Change.NodeAdded(node));
            } else {
                List<NodeField> fields = NodeField.differing(old, node);
                if (!fields.isEmpty()) {
                    changes.add(new Change.NodeChanged(old, node, fields));
                }
            }
        });
        was.forEach((id, node) -> {
            if (!is.containsKey(id)) {
                changes.add(new Change.NodeRemoved(node));
            }
        });
    }

    static Map<NodeId, Node> byId(Topology topology) {
        Map<NodeId, Node> found = new LinkedHashMap<>();
        topology.nodes().forEach(node -> found.putIfAbsent(node.id(), node));
        return found;
    }

    private static void edges(Topology before, Topology after, List<Change> changes) {
        Set<Edge> was = new LinkedHashSet<>(before.edges());
        Set<Edge> is = new LinkedHashSet<>(after.edges());
        is.stream().filter(edge -> !was.contains(edge)).forEach(edge -> changes.add(new Change.EdgeAdded(edge)));
        was.stream().filter(edge -> !is.contains(edge)).forEach(edge -> changes.add(new Change.EdgeRemoved(edge)));
    }

    private static void parameters(Topology before, Topology after, List<Change> changes) {
        Map<String, Param> was = byName(before.parameters());
        Map<String, Param> is = byName(after.parameters());
        is.forEach((name, parameter) -> {
            Param old = was.get(name);
            if (old == null) {
                changes.add(new Change.ParameterAdded(parameter));
            } else if (!old.equals(parameter)) {
                changes.add(new Change.ParameterChanged(old, parameter));
            }
        });
        was.forEach((name, parameter) -> {
            if (!is.containsKey(name)) {
                changes.add(new Change.ParameterRemoved(parameter));
            }
        });
    }

    private static Map<String, Param> byName(List<Param> parameters) {
        Map<String, Param> found = new LinkedHashMap<>();
        parameters.forEach(each -> found.putIfAbsent(each.name(), each));
        return found;
    }
}
