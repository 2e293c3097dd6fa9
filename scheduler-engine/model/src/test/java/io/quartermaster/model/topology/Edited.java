package io.quartermaster.model.topology;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A person who changes a topology at random: anything the editor can do.
final class Edited {
    private final Random random;
    private final String prefix;
    private Topology topology;

    private Edited(Random random, String prefix, Topology topology) {
        this.random = random;
        this.prefix = prefix;
        this.topology = topology;
    }

    /// @param prefix of the ids of new nodes
    static Topology times(int edits, Random random, String prefix, Topology base) {
        Edited edited = new Edited(random, prefix, base);
        for (int i = 0; i < edits; i++) {
            edited.once();
        }
        return edited.topology;
    }

    private void once() {
        int any = random.nextInt(9);
        switch (random.nextInt(14)) {
            case 0 -> change(node -> node.withName("name" + any));
            case 1 -> change(node -> node.withFailure(FailureScope.values()[any % 3]));
            case 2 -> change(node -> node.withJoin(Join.values()[any % 2]));
            case 3 -> change(node -> node.withEvents(new Events(any % 2 == 0, null, Duration.ofMinutes(any))));
            case 4 -> change(node -> node.withPlace(new Node.Place(any, any)));
            case 5 -> change(node -> node.withPart(otherwise(node.part(), any)));
            case 6, 7 -> remove(node().id());
            case 8, 9 -> split(edge());
            case 10 ->
                topology = topology.withEdges(topology.edges().stream()
                        .filter(edge -> !edge.equals(edge()))
                        .toList());
            case 11 -> {
                List<Edge> edges = new ArrayList<>(topology.edges());
                edges.add(new Edge(node().id(), node().id(), null));
                topology = topology.withEdges(edges.stream().distinct().toList());
            }
            case 12 -> topology = topology.withParameters(parameters(topology.parameters(), any));
            default -> change(node -> node.withPart(dressed(node.part(), any)));
        }
    }

    private Part otherwise(Part part, int any) {
        return switch (part) {
            case Part.Task task -> new Part.Task(new JobId(any + 1), task.overrides(), task.writes());
            case Part.Condition condition -> new Part.Condition("ok == " + any);
            case Part.Sharding sharding -> new Part.Sharding(Integer.toString(any + 1));
            case Part.Nested nested -> any > 6 ? new Part.Task(nested.job(), List.of(), List.of()) : nested;
            default -> part;
        };
    }

    private Part dressed(Part part, int any) {
        return part instanceof Part.Work work
                ? NodeField.work(
                        work,
                        work.job(),
                        parameters(work.overrides(), any),
                        any % 2 == 0 ? List.of("p" + any) : work.writes())
                : part;
    }

    private List<Param> parameters(List<Param> now, int any) {
        List<Param> changed = new ArrayList<>(now);
        if (random.nextBoolean() && !changed.isEmpty()) {
            changed.removeFirst();
        }
        changed.removeIf(param -> param.name().equals("p" + any % 4));
        changed.add(new Param("p" + any % 4, Param.Type.INT, Integer.toString(random.nextInt(3))));
        return changed;
    }

    private Node node() {
        return topology.nodes().get(random.nextInt(topology.nodes().size()));
    }

    private Edge edge() {
        return topology.edges().isEmpty()
                ? Edge.of("start", "end")
                : topology.edges().get(random.nextInt(topology.edges().size()));
    }

    private void change(UnaryOperator<Node> change) {
        NodeId id = node().id();
        topology = topology.withNodes(topology.nodes().stream()
                .map(node -> node.id().equals(id) ? change.apply(node) : node)
                .toList());
    }

    private void split(Edge edge) {
        int number = 1;
        while (topology.node(new NodeId(prefix + number)).isPresent()) {
            number++;
        }
        Node fresh = Node.of(prefix + number, Part.task(1 + random.nextInt(2)));
        List<Node> nodes = new ArrayList<>(topology.nodes());
        nodes.add(fresh);
        List<Edge> edges = new ArrayList<>(topology.edges());
        edges.remove(edge);
        edges.add(new Edge(edge.from(), fresh.id(), edge.when()));
        edges.add(new Edge(fresh.id(), edge.to(), null));
        topology = topology.withNodes(nodes).withEdges(edges);
    }

    /// A gateway goes with its other half, and what stood before is joined to what stood after.
    private void remove(NodeId id) {
        Graph graph = Graph.of(topology);
        Part part = graph.node(id).part();
        if (part instanceof Part.Start || part instanceof Part.End) {
            return;
        }
        NodeId other = part instanceof Part.Close close
                ? close.of()
                : graph.closeOf(id).orElse(id);
        removeOne(id);
        if (!other.equals(id) && topology.node(other).isPresent()) {
            removeOne(other);
        }
    }

    private void removeOne(NodeId id) {
        Graph graph = Graph.of(topology);
        List<Edge> edges = new ArrayList<>(topology.edges());
        edges.removeIf(edge -> edge.from().equals(id) || edge.to().equals(id));
        if (graph.into(id).size() == 1 || graph.outOf(id).size() == 1) {
            for (Edge before : graph.into(id)) {
                graph.outOf(id).forEach(after -> edges.add(new Edge(before.from(), after.to(), before.when())));
            }
        }
        topology = topology.withNodes(topology.nodes().stream()
                        .filter(node -> !node.id().equals(id))
                        .toList())
                .withEdges(edges.stream().distinct().toList());
    }
}
