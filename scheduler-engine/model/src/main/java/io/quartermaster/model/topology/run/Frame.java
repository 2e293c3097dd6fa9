package io.quartermaster.model.topology.run;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place where nodes of a definition run: the topology itself, one copy of a branch, or a topology within.
final class Frame {
    private final String id;
    private final @Nullable Frame outer;
    private final @Nullable NodeKey owner;
    private final Body body;
    private final String copy;
    private final int number;

    private Frame(String id, @Nullable Frame outer, @Nullable NodeKey owner, Body body, String copy, int number) {
        this.id = id;
        this.outer = outer;
        this.owner = owner;
        this.body = body;
        this.copy = copy;
        this.number = number;
    }

    static Frame top(Definitions.Body definition, Set<NodeId> leftOut) {
        return new Frame("", null, null, new Body("", definition, leftOut, null, null), "", 0);
    }

    /// One copy of the branch that `gateway` opens in this frame.
    Frame copy(NodeKey gateway, String element, int index) {
        return new Frame(gateway + "#" + index, this, gateway, body, element, index);
    }

    /// The topology that `node` of this frame runs.
    Frame within(NodeKey node, NodeState state, Definitions.Body definition) {
        String name = node + "~" + state.pass() + "." + state.attempt();
        return new Frame(name, this, node, new Body(name, definition, Set.of(), this, node), "", 0);
    }

    String id() {
        return id;
    }

    @Nullable
    Frame outer() {
        return outer;
    }

    /// The node that opened it, null for the topology itself.
    @Nullable
    NodeKey owner() {
        return owner;
    }

    Body body() {
        return body;
    }

    Graph graph() {
        return body.definition().graph();
    }

    /// What this copy stands for, empty outside copies.
    String copy() {
        return copy;
    }

    int number() {
        return number;
    }

    boolean isCopy() {
        return owner != null && body.owner() != owner;
    }

    Node node(NodeId node) {
        return graph().node(node);
    }

    NodeKey key(NodeId node) {
        return new NodeKey(id, node);
    }

    /// The gateway whose copy this is, null outside copies.
    @Nullable
    NodeId copier() {
        return isCopy() && owner != null ? owner.node() : null;
    }

    /// The nodes that run here and not in copies within.
    List<NodeId> members() {
        NodeId copier = copier();
        return graph().order().stream()
                .filter(node -> java.util.Objects.equals(graph().copierOf(node), copier))
                .toList();
    }

    /// The edges into a node that are walked here.
    List<Edge> into(NodeId node) {
        return graph().into(node);
    }

    /// Whether the node closes the gateway whose copy this is: it stands one frame further out.
    boolean closesThis(NodeId node) {
        return node(node).part() instanceof Part.Close close && close.of().equals(copier());
    }
}
