package io.quartermaster.model.topology.run;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// Moves a run on, as far as it goes by itself: nodes whose turn has come begin, ways not taken are passed by,
// topologies
/// that nothing goes on in end. Made for one input.
final class Advance {
    private record Look(Frame frame, NodeId node) {}

    private final RunState state;
    private final Log log;
    private final Ways ways;
    private final Work work;
    private final Deque<Look> looks = new ArrayDeque<>();

    Advance(RunState state, Log log) {
        this.state = state;
        this.log = log;
        this.ways = new Ways(state);
        this.work = new Work(state, log, this);
    }

    Work work() {
        return work;
    }

    /// What comes after a node is to be looked at.
    void lookAfter(NodeKey key) {
        Frame frame = state.frame(key.frame());
        for (Edge edge : frame.graph().outOf(key.node())) {
            if (frame.closesThis(edge.to())) {
                look(outerOf(frame), edge.to());
            } else if (!frame.node(key.node()).part().copies() || closes(frame, key.node(), edge.to())) {
                look(frame, edge.to());
            }
        }
    }

    /// What a gateway's copies begin with; without a copy its other half has its turn.
    void lookInto(NodeKey gateway) {
        Frame frame = state.frame(gateway.frame());
        NodeId close = frame.graph().closeOf(gateway.node()).orElseThrow();
        for (Frame copy : state.opened(gateway)) {
            for (Edge edge : frame.graph().outOf(gateway.node())) {
                if (!edge.to().equals(close)) {
                    look(copy, edge.to());
                }
            }
        }
        look(frame, close);
    }

    void look(Frame frame, NodeId node) {
        looks.addLast(new Look(frame, node));
    }

    /// Looks at every node there is: after what changed much at once.
    void lookEverywhere() {
        for (Frame frame : List.copyOf(state.frames())) {
            frame.members().forEach(node -> look(frame, node));
        }
    }

    /// Goes on until nothing moves any more.
    void run() {
        do {
            while (!looks.isEmpty()) {
                Look look = looks.removeFirst();
                look(look);
            }
        } while (endBodies() || !looks.isEmpty());
    }

    /// Ends the waits that are over.
    void tick() {
        for (NodeKey key : state.waiting()) {
            Instant until = state.node(key).until();
            if (until != null && !until.isAfter(log.now()) && mayBegin(state.frame(key.frame()))) {
                work.waited(key);
            }
        }
    }

    private void look(Look look) {
        Frame frame = look.frame();
        NodeKey key = frame.key(look.node());
        NodeState now = state.node(key);
        boolean untouched = now.status() == NodeStatus.NOT_EXECUTED && !now.bypassed();
        if (!untouched || frame.body().leavesOut(look.node()) || !state.has(key)) {
            return;
        }
        switch (ways.before(frame, look.node())) {
            case OPEN, CUT -> {}
            case NOT_TAKEN -> {
                log.add(new Fact.Bypassed(List.of(key)));
                passBy(key);
            }
            case ARRIVED -> {
                if (mayBegin(frame)) {
                    work.begin(key);
                }
            }
        }
    }

    /// Between the halves of a gateway that was not taken there are no copies to pass by.
    private void passBy(NodeKey key) {
        Frame frame = state.frame(key.frame());
        if (frame.node(key.node()).part().copies()) {
            look(frame, frame.graph().closeOf(key.node()).orElseThrow());
        } else {
            lookAfter(key);
        }
    }

    /// Whether something of a frame may begin now.
    boolean mayBegin(Frame frame) {
        if (state.status() != RunStatus.EXECUTING || frame.body().stops > 0) {
            return false;
        }
        NodeKey owner = frame.body().owner();
        Frame outer = frame.body().outer();
        if (owner == null || outer == null) {
            return true;
        }
        // what goes on in a topology within goes on, whatever failed outside; a pause or an end of its node holds it
        return state.node(owner).status() == NodeStatus.EXECUTING && !pausedAbove(outer);
    }

    private boolean pausedAbove(Frame frame) {
        NodeKey owner = frame.body().owner();
        Frame outer = frame.body().outer();
        return owner != null
                && outer != null
                && (state.node(owner).status() == NodeStatus.PAUSED || pausedAbove(outer));
    }

    /// The innermost first, as the end of one may be what another waits for.
    private boolean endBodies() {
        if (state.status() != RunStatus.EXECUTING) {
            return false;
        }
        for (Body body : quiet()) {
            giveUpWaits(body);
            if (body.active == 0 && end(body)) {
                return true;
            }
        }
        return false;
    }

    private List<Body> quiet() {
        List<Body> found = new ArrayList<>();
        for (Frame frame : state.frames()) {
            Body body = frame.body();
            boolean first = !frame.isCopy();
            if (first && (body.active == 0 || body.stops > 0) && isOpen(body)) {
                found.add(body);
            }
        }
        found.sort(Comparator.comparingInt((Body body) -> body.id().length()).reversed());
        return found;
    }

    private boolean isOpen(Body body) {
        NodeKey owner = body.owner();
        if (owner == null) {
            return state.status() == RunStatus.EXECUTING;
        }
        NodeState now = state.node(owner);
        return now.status() == NodeStatus.EXECUTING && body.id().equals(owner + "~" + now.pass() + "." + now.attempt());
    }

    /// In a topology that has failed, what waits for its time will not begin.
    private void giveUpWaits(Body body) {
        if (body.stops == 0) {
            return;
        }
        for (NodeKey key : state.waiting()) {
            if (state.frame(key.frame()).body() == body) {
                // one that waits to be tried again has failed
                boolean failed = state.node(key).ended() != null;
                log.add(new Fact.Turned(key, failed ? NodeStatus.FAILED : NodeStatus.NOT_EXECUTED));
            }
        }
    }

    private boolean end(Body body) {
        boolean done = body.definition()
                .graph()
                .end()
                .map(end -> state.node(new NodeKey(body.id(), end)).settled() || body.leavesOut(end))
                .orElse(false);
        boolean well = done && body.broken == 0;
        NodeKey owner = body.owner();
        if (owner == null) {
            log.add(new Fact.RunTurned(well ? RunStatus.SUCCEED : RunStatus.FAILED));
        } else if (well) {
            work.worked(owner, "", "");
        } else {
            work.end(owner, NodeStatus.FAILED, "TOPOLOGY", "");
        }
        return true;
    }

    private boolean closes(Frame frame, NodeId gateway, NodeId node) {
        return frame.graph().closeOf(gateway).filter(node::equals).isPresent();
    }

    private static Frame outerOf(Frame frame) {
        Frame outer = frame.outer();
        if (outer == null) {
            throw new IllegalStateException("A copy stands in a frame");
        }
        return outer;
    }
}
