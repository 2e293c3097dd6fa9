package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Corner;
import io.quartermaster.app.graph.Layered;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.topology.Nesting;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Problem;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a look at a drawing found: its problems, errors first, and where everything goes. Immutable.
record Findings(List<Problem> problems, Placement placement, Map<NodeId, Corner> corners) {
    static final Findings NONE = new Findings(List.of(), Placement.NONE);

    Findings {
        problems = List.copyOf(problems);
        corners = Map.copyOf(corners);
    }

    Findings(List<Problem> problems, Placement placement) {
        this(problems, placement, corners(problems));
    }

    static Findings of(Topology topology, Known known) {
        List<Problem> problems = new ArrayList<>(TopologyRules.check(topology));
        topology.nodes().forEach(node -> member(node, known, problems));
        Nesting.circles(known.self(), topology, known.within())
                .forEach((node, way) -> problems.add(new Problem(
                        node,
                        Problem.Kind.RECURSION,
                        List.of(way.stream().map(known::name).collect(Collectors.joining(" → "))))));
        problems.sort((one, other) ->
                Boolean.compare(one.kind().warning(), other.kind().warning()));
        return new Findings(problems, Layered.of(topology));
    }

    private static void member(Node node, Known known, List<Problem> problems) {
        if (!(node.part() instanceof Part.Work work)) {
            return;
        }
        Member member = known.members().get(work.job());
        if (member == null) {
            problems.add(new Problem(
                    node.id(),
                    Problem.Kind.MEMBER_GONE,
                    List.of(Long.toString(work.job().value()))));
        } else if (member.why() != null) {
            // of itself the circles tell
            if (member.why() != Problem.Kind.RECURSION) {
                problems.add(new Problem(node.id(), member.why(), List.of(member.name())));
            }
        } else {
            Problem.Kind flaw = known.offers().flaw(member.job());
            if (flaw != null) {
                JobSpec spec = member.job().spec();
                problems.add(new Problem(node.id(), flaw, List.of(member.name(), spec.target(), spec.application())));
            }
        }
    }

    /// What each node is marked with, at its worst.
    private static Map<NodeId, Corner> corners(List<Problem> problems) {
        Map<NodeId, Corner> corners = new HashMap<>();
        for (Problem problem : problems) {
            NodeId node = problem.node();
            if (node != null) {
                // errors come first, and stay
                corners.putIfAbsent(node, problem.kind().warning() ? Corner.WARNING : Corner.ERROR);
            }
        }
        return corners;
    }

    boolean sound() {
        return TopologyRules.sound(problems);
    }

    long errors() {
        return problems.stream().filter(problem -> !problem.kind().warning()).count();
    }
}
