package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Problem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is wrong with a topology by itself, each at its node. A topology without an error can be run to its end; what
/// only the jobs and clients tell is for others to find.
public final class TopologyRules {
    private final Topology topology;
    private final Graph graph;
    private final List<Problem> found = new ArrayList<>();

    private TopologyRules(Topology topology) {
        this.topology = topology;
        this.graph = Graph.of(topology);
    }

    public static List<Problem> check(Topology topology) {
        TopologyRules rules = new TopologyRules(topology);
        rules.names();
        rules.ends();
        rules.edges();
        rules.ways();
        rules.gateways();
        rules.found.addAll(NodeRules.check(topology, rules.graph));
        return List.copyOf(rules.found);
    }

    /// Whether it can be published.
    public static boolean sound(List<Problem> problems) {
        return problems.stream().allMatch(problem -> problem.kind().warning());
    }

    private void add(NodeId node, Kind kind, Object... args) {
        found.add(Problem.at(node, kind, args));
    }

    private void names() {
        if (topology.format() > Topology.FORMAT) {
            found.add(Problem.at(null, Kind.NEWER_FORMAT, topology.format()));
        }
        Set<NodeId> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Node node : topology.nodes()) {
            if (!ids.add(node.id())) {
                add(node.id(), Kind.SAME_ID, node.id());
            } else if (!names.add(node.name())) {
                add(node.id(), Kind.SAME_NAME, node.name());
            }
        }
        Set<String> parameters = new HashSet<>();
        for (Param parameter : topology.parameters()) {
            if (!parameters.add(parameter.name())) {
                found.add(Problem.at(null, Kind.SAME_PARAMETER, parameter.name()));
            }
            try {
                parameter.typed();
            } catch (IllegalArgumentException e) {
                found.add(Problem.at(null, Kind.BAD_PARAMETER, parameter.name(), parameter.type(), parameter.value()));
            }
        }
    }

    private void ends() {
        only(Part.Start.class, Kind.NO_START, Kind.MANY_STARTS);
        only(Part.End.class, Kind.NO_END, Kind.MANY_ENDS);
    }

    private void only(Class<? extends Part> kind, Kind none, Kind many) {
        List<Node> all = topology.nodes().stream()
                .filter(node -> kind.isInstance(node.part()))
                .toList();
        if (all.isEmpty()) {
            found.add(Problem.at(null, none));
        }
        all.stream().skip(1).forEach(node -> add(node.id(), many));
    }

    private void edges() {
        Set<Edge> seen = new HashSet<>();
        for (Edge edge : topology.edges()) {
            boolean whole = graph.has(edge.from()) && graph.has(edge.to());
            if (!whole) {
                found.add(Problem.at(
                        graph.has(edge.from()) ? edge.from() : graph.has(edge.to()) ? edge.to() : null,
                        Kind.EDGE_TO_NOWHERE,
                        edge.from(),
                        edge.to()));
                continue;
            }
            // both answers of a condition may lead to the same node; the same edge twice says nothing
            if (!seen.add(edge)) {
                add(edge.to(), Kind.EDGE_TWICE, edge.from(), edge.to());
            }
            if (graph.node(edge.to()).part() instanceof Part.Start) {
                add(edge.to(), Kind.EDGE_INTO_START);
            }
            if (graph.node(edge.from()).part() instanceof Part.End) {
                add(edge.from(), Kind.EDGE_OUT_OF_END);
            }
            if (edge.when() != null && !(graph.node(edge.from()).part() instanceof Part.Condition)) {
                add(edge.from(), Kind.ANSWER_WITHOUT_CONDITION, edge.to());
            }
        }
    }

    private void ways() {
        Set<NodeId> ordered = new HashSet<>(graph.order());
        Set<NodeId> fromStart = graph.start().map(graph::after).orElse(Set.of());
        Set<NodeId> toEnd = graph.end().map(graph::before).orElse(Set.of());
        for (NodeId id : graph.ids()) {
            Part part = graph.node(id).part();
            if (!ordered.contains(id) && graph.after(id).contains(id)) {
                add(id, Kind.CYCLE);
            }
            if (!(part instanceof Part.Start) && !fromStart.contains(id)) {
                add(id, Kind.UNREACHABLE);
            } else if (!(part instanceof Part.End) && !toEnd.contains(id)) {
                add(id, Kind.DEAD_BRANCH);
            }
        }
    }

    private void gateways() {
        Map<NodeId, Integer> closed = new HashMap<>();
        for (Node node : topology.nodes()) {
            if (node.part() instanceof Part.Close close) {
                int times = closed.merge(close.of(), 1, Integer::sum);
                boolean opens = graph.has(close.of()) && graph.node(close.of()).part() instanceof Part.Gateway;
                if (!opens || times > 1) {
                    add(node.id(), Kind.UNPAIRED, close.of());
                }
            }
        }
        for (Node node : topology.nodes()) {
            if (node.part() instanceof Part.Gateway) {
                graph.closeOf(node.id())
                        .ifPresentOrElse(close -> block(node, close), () -> add(node.id(), Kind.UNPAIRED, node.name()));
            }
        }
    }

    /// One way in, one way out.
    private void block(Node open, NodeId close) {
        Set<NodeId> inner = graph.between(open.id());
        for (NodeId id : inner) {
            graph.into(id).stream()
                    .filter(edge -> !edge.from().equals(open.id()) && !inner.contains(edge.from()))
                    .forEach(edge -> add(id, Kind.LEAK, open.name(), edge.from()));
            graph.outOf(id).stream()
                    .filter(edge -> !edge.to().equals(close) && !inner.contains(edge.to()))
                    .forEach(edge -> add(id, Kind.LEAK, open.name(), edge.to()));
        }
        graph.into(close).stream()
                .filter(edge -> !edge.from().equals(open.id()) && !inner.contains(edge.from()))
                .forEach(edge -> add(close, Kind.LEAK, open.name(), edge.from()));
        graph.outOf(open.id()).stream()
                .filter(edge -> !edge.to().equals(close) && !inner.contains(edge.to()))
                .forEach(edge -> add(open.id(), Kind.LEAK, open.name(), edge.to()));
    }
}
