package io.quartermaster.bench.chaos;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Draws a topology from its start to its end, a block at a time. Used once.
final class Sketch {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private String last = "start";

    Sketch() {
        node("start", new Part.Start());
    }

    Sketch task(String id, JobId job) {
        return task(id, job, node -> node);
    }

    Sketch task(String id, JobId job, UnaryOperator<Node> dressed) {
        nodes.add(dressed.apply(Node.of(id, work(job))));
        return then(id);
    }

    Sketch nested(String id, JobId topology) {
        node(id, Part.nested(topology.value()));
        return then(id);
    }

    /// Branches of one node each, at once.
    Sketch fork(Map<String, JobId> branches) {
        pair("fork", new Part.Parallel());
        branches.forEach((id, job) -> between("fork", id, job));
        last = "fork-end";
        return this;
    }

    /// Two nodes, one after the other, for each element of a LIST parameter.
    Sketch copies(String parameter, String first, JobId firstJob, String second, JobId secondJob) {
        pair("split", new Part.Sharding(parameter));
        node(first, work(firstJob));
        node(second, work(secondJob));
        edges.add(Edge.of("split", first));
        edges.add(Edge.of(first, second));
        edges.add(Edge.of(second, "split-end"));
        last = "split-end";
        return this;
    }

    /// One of two nodes.
    Sketch either(String condition, String yes, JobId yesJob, String no, JobId noJob) {
        pair("if", new Part.Condition(condition));
        node(yes, work(yesJob));
        node(no, work(noJob));
        edges.add(Edge.when(true, "if", yes));
        edges.add(Edge.when(false, "if", no));
        edges.add(Edge.of(yes, "if-end"));
        edges.add(Edge.of(no, "if-end"));
        last = "if-end";
        return this;
    }

    Topology done(List<Param> parameters) {
        node("end", new Part.End());
        then("end");
        return Topology.of(nodes, edges, parameters);
    }

    private void pair(String id, Part.Gateway gateway) {
        node(id, gateway);
        then(id);
        node(id + "-end", new Part.Close(new NodeId(id)));
    }

    private void between(String gateway, String id, JobId job) {
        node(id, work(job));
        edges.add(Edge.of(gateway, id));
        edges.add(Edge.of(id, gateway + "-end"));
    }

    private void node(String id, Part part) {
        nodes.add(Node.of(id, part));
    }

    private Sketch then(String id) {
        edges.add(Edge.of(last, id));
        last = id;
        return this;
    }

    private static Part.Task work(JobId job) {
        return new Part.Task(job, List.of(), List.of());
    }
}
