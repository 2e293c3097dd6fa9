package io.quartermaster.bench.canvas;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/// A topology as a night batch is: stages one after the other, each a parallel gateway with chains that here and there
/// wait for a neighbour.
final class NightBatch {
    private static final int CHAINS = 8;
    private static final int STEPS = 6;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    private NightBatch() {}

    /// @param size about how many nodes
    static Topology of(int size) {
        NightBatch batch = new NightBatch();
        batch.nodes.add(Node.of("start", new Part.Start()));
        String last = "start";
        for (int stage = 0; batch.nodes.size() + CHAINS * STEPS + 2 < size; stage++) {
            last = batch.stage(stage, last);
        }
        for (int rest = 0; batch.nodes.size() < size - 1; rest++) {
            last = batch.task("rest" + rest, last);
        }
        batch.nodes.add(Node.of("end", new Part.End()));
        batch.edges.add(Edge.of(last, "end"));
        return Topology.of(batch.nodes, batch.edges, List.of());
    }

    private String stage(int stage, String before) {
        String open = "open" + stage;
        String close = "close" + stage;
        nodes.add(Node.of(open, new Part.Parallel()));
        nodes.add(Node.of(close, new Part.Close(new NodeId(open))));
        edges.add(Edge.of(before, open));
        for (int chain = 0; chain < CHAINS; chain++) {
            String last = open;
            for (int step = 0; step < STEPS; step++) {
                last = task(name(stage, chain, step), last);
                if (chain > 0 && step == 3) {
                    edges.add(Edge.of(name(stage, chain - 1, 2), last));
                }
            }
            edges.add(Edge.of(last, close));
        }
        return close;
    }

    private static String name(int stage, int chain, int step) {
        return "settle-" + stage + "-" + chain + "-" + step;
    }

    private String task(String name, String before) {
        nodes.add(Node.of(name, new Part.Task(new JobId(1), List.of(), List.of())));
        edges.add(Edge.of(before, name));
        return name;
    }
}
