package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Draws topologies for tests: `chain("start", "a", "end")`.
public final class Draw {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Param> params = new ArrayList<>();

    public Draw() {
        node("start", new Part.Start()).node("end", new Part.End());
    }

    public static Topology line(String... tasks) {
        Draw draw = new Draw().tasks(tasks);
        String before = "start";
        for (String task : tasks) {
            draw.chain(before, task);
            before = task;
        }
        return draw.chain(before, "end").done();
    }

    public Draw node(String id, Part part) {
        nodes.add(Node.of(id, part));
        return this;
    }

    public Draw tasks(String... ids) {
        for (String id : ids) {
            node(id, Part.task(nodes.size()));
        }
        return this;
    }

    public Draw pair(String id, Part.Gateway gateway) {
        return node(id, gateway).node(id + "-end", new Part.Close(new NodeId(id)));
    }

    public Draw chain(String... ids) {
        for (int i = 1; i < ids.length; i++) {
            edges.add(Edge.of(ids[i - 1], ids[i]));
        }
        return this;
    }

    public Draw when(boolean answer, String from, String to) {
        edges.add(Edge.when(answer, from, to));
        return this;
    }

    public Draw param(String name, Param.Type type, String value) {
        params.add(new Param(name, type, value));
        return this;
    }

    public Draw change(String id, UnaryOperator<Node> change) {
        nodes.replaceAll(node -> node.id().value().equals(id) ? change.apply(node) : node);
        return this;
    }

    public Topology done() {
        return Topology.of(nodes, edges, params);
    }
}
