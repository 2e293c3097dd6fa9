package io.quartermaster.bench.topology;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/// Topologies to be run: chains of one job, side by side.
final class Shapes {
    private Shapes() {}

    /// @param nodes how many instances of the job in all
    /// @param chains how many chains they stand in
    static Topology chains(JobId job, int nodes, int chains) {
        List<Node> all = new ArrayList<>(List.of(Node.of("start", new Part.Start()), Node.of("end", new Part.End())));
        List<Edge> edges = new ArrayList<>();
        NodeId[] last = new NodeId[chains];
        for (int i = 0; i < nodes; i++) {
            Node node = Node.of("n" + i, new Part.Task(job, List.of(), List.of()));
            all.add(node);
            NodeId before = last[i % chains];
            edges.add(new Edge(before == null ? new NodeId("start") : before, node.id(), null));
            last[i % chains] = node.id();
        }
        for (NodeId end : last) {
            edges.add(new Edge(end, new NodeId("end"), null));
        }
        return Topology.of(all, edges, List.of());
    }
}
