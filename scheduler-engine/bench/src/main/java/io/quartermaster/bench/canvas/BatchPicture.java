package io.quartermaster.bench.canvas;

import io.quartermaster.app.graph.Badge;
import io.quartermaster.app.graph.NodeStatusLook;
import io.quartermaster.app.graph.Picture;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.graph.Tone;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.NodeStatus;
import java.util.HashMap;
import java.util.Map;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A run in full swing: every node in some state. FX thread only.
final class BatchPicture implements Picture {
    private final Topology topology;
    private final Placement placement;
    private final Map<NodeId, Badge> badges = new HashMap<>();
    private Selection selection = Selection.NOTHING;

    BatchPicture(Topology topology, Placement placement, Texts texts) {
        this.topology = topology;
        this.placement = placement;
        NodeStatus[] statuses = NodeStatus.values();
        int at = 0;
        for (Node node : topology.nodes()) {
            Badge badge = NodeStatusLook.of(statuses[at++ % statuses.length]).badge(texts);
            badges.put(node.id(), badge.withNote("41 s").withProgress(at % 10 / 10.0));
        }
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public Placement placement() {
        return placement;
    }

    @Override
    public Selection selection() {
        return selection;
    }

    @Override
    public void select(Selection wanted) {
        selection = wanted;
    }

    @Override
    public @Nullable Badge badge(NodeId id) {
        return badges.get(id);
    }

    @Override
    public Tone tone(Edge edge) {
        return edge.hashCode() % 2 == 0 ? Tone.TAKEN : Tone.NOT_TAKEN;
    }

    @Override
    public String job(Part.Work work) {
        return "settle";
    }

    @Override
    public Subscription onChange(Runnable changed) {
        return Subscription.EMPTY;
    }
}
