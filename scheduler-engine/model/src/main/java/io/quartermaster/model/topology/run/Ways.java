package io.quartermaster.model.topology.run;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Join;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// Whether a node's turn has come: what its edges say, and how it joins them.
final class Ways {
    /// How an edge stands, and how a node's edges stand taken together.
    enum Way {
        /// What is before is not done.
        OPEN,
        ARRIVED,
        /// Nobody will come this way: a condition chose another.
        NOT_TAKEN,
        /// Somebody would have come, but failed.
        CUT
    }

    private final RunState state;

    Ways(RunState state) {
        this.state = state;
    }

    /// How things stand before a node of the frame.
    Way before(Frame frame, NodeId id) {
        Node node = frame.node(id);
        if (node.part() instanceof Part.Start) {
            return Way.ARRIVED;
        }
        if (node.part() instanceof Part.Close close
                && frame.node(close.of()).part().copies()) {
            return afterCopies(frame, close.of(), node.join());
        }
        return join(frame, id, node.join());
    }

    private Way afterCopies(Frame frame, NodeId gateway, Join join) {
        NodeKey key = frame.key(gateway);
        NodeState open = state.node(key);
        if (open.bypassed()) {
            return Way.NOT_TAKEN;
        }
        if (!open.settled()) {
            return frame.body().leavesOut(gateway) ? Way.ARRIVED : Way.OPEN;
        }
        if (open.status().broken()) {
            return Way.CUT;
        }
        NodeId close = frame.graph().closeOf(gateway).orElseThrow();
        Set<Way> ways = EnumSet.noneOf(Way.class);
        state.opened(key)
                .forEach(copy -> ways.add(join(copy, close, frame.node(close).join())));
        if (ways.isEmpty()) {
            return Way.ARRIVED;
        }
        Way all = together(ways, join);
        // a copy in which no way was taken to the end has been passed through all the same
        return all == Way.NOT_TAKEN ? Way.ARRIVED : all;
    }

    private Way join(Frame frame, NodeId id, Join join) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        for (Edge edge : frame.into(id)) {
            ways.add(along(frame, edge));
        }
        return together(ways, join);
    }

    private static Way together(Set<Way> ways, Join join) {
        if (join == Join.ANY && ways.contains(Way.ARRIVED)) {
            return Way.ARRIVED;
        }
        if (ways.contains(Way.OPEN)) {
            return Way.OPEN;
        }
        if (ways.contains(Way.CUT)) {
            return Way.CUT;
        }
        return ways.contains(Way.ARRIVED) ? Way.ARRIVED : Way.NOT_TAKEN;
    }

    private Way along(Frame frame, Edge edge) {
        if (frame.body().leavesOut(edge.from()) || edge.from().equals(frame.copier())) {
            return Way.ARRIVED;
        }
        NodeState before = state.node(frame.key(edge.from()));
        if (before.bypassed()) {
            return Way.NOT_TAKEN;
        }
        if (!before.settled()) {
            return Way.OPEN;
        }
        Node node = frame.node(edge.from());
        if (RunState.breaks(node, before)) {
            return Way.CUT;
        }
        boolean taken = !(node.part() instanceof Part.Condition) || Objects.equals(edge.when(), before.answer());
        return taken ? Way.ARRIVED : Way.NOT_TAKEN;
    }
}
