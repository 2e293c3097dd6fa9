package io.quartermaster.model.topology.run;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a run's log adds up to. Changed by [#apply] alone, and so the same after the same log.
final class RunState {
    private final Definitions definitions;
    private final Map<String, Frame> frames = new LinkedHashMap<>();
    private final Map<NodeKey, NodeState> nodes = new HashMap<>();
    private final Map<NodeKey, Fact.Sent> sent = new HashMap<>();
    private final Map<NodeKey, Long> lines = new HashMap<>();
    private final Map<NodeKey, Given> given = new HashMap<>();
    private final Set<NodeKey> waiting = new TreeSet<>(java.util.Comparator.comparing(NodeKey::toString));
    private RunStatus status = RunStatus.PLANNED;
    private Fact.@Nullable Began began;
    private long seq;
    private Instant at = Instant.MIN;

    RunState(Definitions definitions) {
        this.definitions = definitions;
    }

    RunStatus status() {
        return status;
    }

    Fact.Began began() {
        return Objects.requireNonNull(began, "the run has not begun");
    }

    long seq() {
        return seq;
    }

    Instant at() {
        return at;
    }

    Definitions definitions() {
        return definitions;
    }

    Collection<Frame> frames() {
        return frames.values();
    }

    /// @throws IllegalArgumentException when the run has no such frame
    Frame frame(String id) {
        Frame frame = frames.get(id);
        if (frame == null) {
            throw new IllegalArgumentException("The run has no frame " + id);
        }
        return frame;
    }

    boolean has(NodeKey key) {
        Frame frame = frames.get(key.frame());
        return frame != null && frame.graph().has(key.node());
    }

    NodeState node(NodeKey key) {
        return nodes.getOrDefault(key, NodeState.FRESH);
    }

    Map<NodeKey, NodeState> nodes() {
        return nodes;
    }

    /// Where the newest attempt of a node that reached a client was sent; null when none did.
    Fact.@Nullable Sent sent(NodeKey key) {
        Fact.Sent found = sent.get(key);
        NodeState now = node(key);
        return found != null && found.pass() == now.pass() && found.attempt() == now.attempt() ? found : null;
    }

    /// The line of the log that began the newest attempt of a node; 0 before the first. It names an attempt for good,
    /// as pass and attempt count from 1 again after a reset.
    long line(NodeKey key) {
        return lines.getOrDefault(key, 0L);
    }

    /// What a node's handler was given when it began, or would be given now.
    Given given(NodeKey key) {
        Given found = given.get(key);
        return found == null ? Given.to(this, key) : found;
    }

    /// Nodes that wait, for time or for a person.
    List<NodeKey> waiting() {
        return List.copyOf(waiting);
    }

    /// The frames a node opened, in their order.
    List<Frame> opened(NodeKey by) {
        NodeState state = node(by);
        List<Frame> found = new ArrayList<>();
        for (int i = 0; i < state.copies(); i++) {
            found.add(frame(by + "#" + i));
        }
        return found;
    }

    /// All frames below a node, however deep.
    List<Frame> below(NodeKey by) {
        return frames.values().stream()
                .filter(frame -> frame.id().startsWith(by + "#") || frame.id().startsWith(by + "~"))
                .toList();
    }

    void apply(RunEvent event) {
        if (event.seq() != seq + 1) {
            throw new IllegalArgumentException("After event " + seq + " comes " + (seq + 1) + ", not " + event.seq());
        }
        seq = event.seq();
        at = event.at();
        switch (event.fact()) {
            case Fact.Began fact -> begin(fact);
            case Fact.Opened fact -> open(fact);
            case Fact.Wrote fact ->
                frame(fact.frame())
                        .body()
                        .write(fact.name(), new Body.Held(fact.value(), fact.version(), fact.writer()));
            case Fact.Reset fact -> reset(fact);
            case Fact.Bypassed fact ->
                fact.nodes().forEach(key -> put(key, node(key).bypass()));
            case Fact.RunTurned fact -> status = fact.to();
            case Fact.Clashed fact -> {}
            case Fact.Sent fact -> sent.put(fact.node(), fact);
            case Fact.Did fact -> {}
            case Fact.Waits fact -> put(fact.node(), node(fact.node()).await(fact.what(), fact.until()));
            case Fact.Started fact -> {
                // as it is now: what is reported later is compared with what was given, not with what is then
                given.put(fact.node(), Given.to(this, fact.node()));
                lines.put(fact.node(), event.seq());
                sent.remove(fact.node());
                put(fact.node(), node(fact.node()).begin(fact.pass(), fact.attempt(), at));
            }
            case Fact.Answered fact -> put(fact.node(), node(fact.node()).answered(fact.answer(), 0));
            case Fact.Ended fact -> {
                given.remove(fact.node());
                put(fact.node(), node(fact.node()).end(fact.status(), at, fact.code(), fact.message()));
            }
            case Fact.Held fact -> put(fact.node(), node(fact.node()).hold(true));
            case Fact.Confirmed fact -> put(fact.node(), node(fact.node()).hold(false));
            case Fact.Turned fact -> put(fact.node(), node(fact.node()).turn(fact.to()));
            case Fact.Locked fact -> put(fact.node(), node(fact.node()).lock(fact.locked()));
        }
    }

    private void begin(Fact.Began fact) {
        began = fact;
        status = RunStatus.EXECUTING;
        Definitions.Body top = definitions.top();
        Frame frame = Frame.top(top, fact.range().leftOut(top.graph()));
        fact.parameters().forEach((name, value) -> frame.body().write(name, new Body.Held(value, 1, null)));
        frames.put(frame.id(), frame);
    }

    private void open(Fact.Opened fact) {
        Frame outer = frame(fact.node().frame());
        NodeState state = node(fact.node());
        if (outer.node(fact.node().node()).part() instanceof Part.Nested nested) {
            Frame inner = outer.within(fact.node(), state, definitions.of(nested.job()));
            frames.put(inner.id(), inner);
            return;
        }
        for (int i = 0; i < fact.copies().size(); i++) {
            Frame copy = outer.copy(fact.node(), fact.copies().get(i), i);
            frames.put(copy.id(), copy);
        }
        put(fact.node(), state.answered(null, fact.copies().size()));
    }

    private void reset(Fact.Reset fact) {
        for (NodeKey key : fact.nodes()) {
            List<Frame> below = below(key);
            // through put, as it also keeps the counts of the body the copies belong to
            below.forEach(frame -> frame.members().forEach(node -> put(frame.key(node), NodeState.FRESH)));
            below.forEach(frame -> frames.remove(frame.id()));
            if (frames.containsKey(key.frame())) {
                put(key, node(key).reset());
            }
        }
    }

    private void put(NodeKey key, NodeState now) {
        NodeState before = node(key);
        Frame frame = frame(key.frame());
        Body body = frame.body();
        Node node = frame.node(key.node());
        body.active += count(goesOn(now)) - count(goesOn(before));
        body.stops += count(stops(node, now)) - count(stops(node, before));
        body.broken += count(breaks(node, now)) - count(breaks(node, before));
        if (now.equals(NodeState.FRESH)) {
            nodes.remove(key);
        } else {
            nodes.put(key, now);
        }
        if (now.status() == NodeStatus.WAITING) {
            waiting.add(key);
        } else {
            waiting.remove(key);
        }
    }

    private static int count(boolean holds) {
        return holds ? 1 : 0;
    }

    private static boolean goesOn(NodeState state) {
        return state.status().active() || state.held();
    }

    /// A gateway that breaks cannot be passed over: nobody would know which way to go.
    static boolean breaks(Node node, NodeState state) {
        return state.status().broken() && (node.failure() != FailureScope.NONE || node.part() instanceof Part.Gateway);
    }

    private static boolean stops(Node node, NodeState state) {
        return breaks(node, state) && node.failure() != FailureScope.BRANCH;
    }
}
