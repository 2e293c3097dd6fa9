package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Conditions.BadCondition;
import io.quartermaster.model.topology.Problem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is wrong within the nodes: conditions, sharding rules, events, writers.
final class NodeRules {
    private static final Pattern COPIES = Pattern.compile("[1-9]\\d{0,3}");

    private final Topology topology;
    private final Graph graph;
    private final Conditions conditions;
    private final List<Problem> found = new ArrayList<>();

    private NodeRules(Topology topology, Graph graph) {
        this.topology = topology;
        this.graph = graph;
        this.conditions = new Conditions(topology.parameters());
    }

    static List<Problem> check(Topology topology, Graph graph) {
        NodeRules rules = new NodeRules(topology, graph);
        topology.nodes().forEach(node -> {
            rules.gateway(node);
            rules.events(node);
        });
        rules.writers();
        return rules.found;
    }

    private void add(Node node, Kind kind, Object... args) {
        found.add(Problem.at(node.id(), kind, args));
    }

    private void gateway(Node node) {
        switch (node.part()) {
            case Part.Condition condition -> {
                condition(node, condition.expression());
                List<Boolean> answers = graph.outOf(node.id()).stream()
                        .map(Edge::when)
                        .filter(Objects::nonNull)
                        .toList();
                boolean both = answers.size() == 2 && answers.contains(true) && answers.contains(false);
                if (!both || graph.outOf(node.id()).size() != 2) {
                    add(node, Kind.CONDITION_BRANCHES);
                }
            }
            case Part.Sharding sharding -> {
                if (!COPIES.matcher(sharding.rule()).matches() && !namesList(sharding.rule())) {
                    add(node, Kind.SHARDING_RULE, sharding.rule());
                }
            }
            case Part.CrossZone zones -> {
                if (zones.zones().isEmpty() && zones.zoneType() == null) {
                    add(node, Kind.NO_ZONES);
                }
            }
            case Part.Start start -> {}
            case Part.End end -> {}
            case Part.Parallel parallel -> {}
            case Part.Close close -> {}
            case Part.Work work -> {}
        }
    }

    private boolean namesList(String name) {
        return topology.parameters().stream()
                .anyMatch(each -> each.name().equals(name) && each.type() == Param.Type.LIST);
    }

    private void events(Node node) {
        Events events = node.events();
        if (!(node.part() instanceof Part.Work)) {
            if (events.breakpoint() || events.loop() != null) {
                add(node, Kind.GATEWAY_EVENT);
            }
            return;
        }
        Events.Loop loop = events.loop();
        if (loop != null) {
            if (loop.passes() < 1 || loop.passes() > Events.Loop.MOST_PASSES) {
                add(node, Kind.LOOP_PASSES, loop.passes(), Events.Loop.MOST_PASSES);
            }
            if (loop.exit().isBlank()) {
                add(node, Kind.LOOP_EXIT);
            } else {
                condition(node, loop.exit());
            }
        }
    }

    private void condition(Node node, String expression) {
        try {
            conditions.check(expression);
        } catch (BadCondition e) {
            add(node, Kind.BAD_CONDITION, expression, String.valueOf(e.getMessage()));
        }
    }

    /// Two nodes that may run at once, and are said to write the same.
    private void writers() {
        Map<String, List<NodeId>> writers = new HashMap<>();
        topology.nodes().forEach(node -> {
            if (node.part() instanceof Part.Work work) {
                work.writes().forEach(name -> writers.computeIfAbsent(name, each -> new ArrayList<>())
                        .add(node.id()));
            }
        });
        writers.forEach((name, nodes) -> {
            Map<NodeId, Set<NodeId>> after =
                    nodes.stream().distinct().collect(Collectors.toMap(id -> id, graph::after));
            Set<NodeId> told = new HashSet<>();
            for (NodeId one : nodes) {
                for (NodeId other : nodes) {
                    boolean ordered = one.equals(other)
                            || after.getOrDefault(one, Set.of()).contains(other)
                            || after.getOrDefault(other, Set.of()).contains(one)
                            || alternatives(one, other);
                    if (!ordered && told.add(one)) {
                        found.add(Problem.at(one, Kind.UNORDERED_WRITERS, name, other));
                    }
                }
            }
        });
    }

    /// Whether a condition lets only one of the two run.
    private boolean alternatives(NodeId one, NodeId other) {
        return graph.order().stream()
                .filter(id -> graph.node(id).part() instanceof Part.Condition)
                .anyMatch(id -> {
                    Set<NodeId> block = graph.between(id);
                    return block.contains(one)
                            && block.contains(other)
                            && (branchOf(id, one) & branchOf(id, other)) == 0;
                });
    }

    private int branchOf(NodeId condition, NodeId node) {
        int branches = 0;
        for (Edge edge : graph.outOf(condition)) {
            boolean on = edge.to().equals(node) || graph.after(edge.to()).contains(node);
            branches |= on ? Boolean.TRUE.equals(edge.when()) ? 1 : 2 : 0;
        }
        return branches;
    }
}
