package io.quartermaster.model.topology.run;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a person may do something to a run now, and what it would reach. What [Verb]'s table allows in a
/// node's state its surroundings may still forbid.
final class Guards {
    static final String NOT_NOW = "can not trigger activity when topology is PAUSED or CANCEL";
    static final String LATER_RUNS = "can not reset when executing post activity was existed";
    static final String LAST_HANDLER = "can not suspend job that is executing last handler";

    private final RunState state;

    Guards(RunState state) {
        this.state = state;
    }

    /// The text that refuses it, empty when it may be done.
    Optional<String> refusal(Verb verb, @Nullable NodeKey key) {
        if (verb.ofRun()) {
            return ofRun(verb);
        }
        if (key == null || !state.has(key)) {
            return Optional.of("there is no activity instance " + key);
        }
        return state.node(key).status() == NodeStatus.SUCCEED
                        && verb == Verb.CONFIRM
                        && !state.node(key).held()
                ? Verb.CONFIRM.refusal(NodeStatus.NOT_EXECUTED)
                : verb.refusal(state.node(key).status()).or(() -> ofSurroundings(verb, key));
    }

    private Optional<String> ofRun(Verb verb) {
        boolean allowed =
                switch (verb) {
                    case PAUSE_RUN -> state.status() == RunStatus.EXECUTING;
                    case RESUME_RUN -> state.status() == RunStatus.PAUSED;
                    default -> state.status().running();
                };
        String text =
                switch (verb) {
                    case PAUSE_RUN -> "only allowed to pause EXECUTING trigger instance";
                    case RESUME_RUN -> "only allowed to resume PAUSED trigger instance";
                    default -> "only allowed to cancel EXECUTING or PAUSED trigger instance";
                };
        return allowed ? Optional.empty() : Optional.of(text);
    }

    private Optional<String> ofSurroundings(Verb verb, NodeKey key) {
        boolean starts = verb == Verb.TRIGGER || verb == Verb.RETRY;
        boolean over = state.status() == RunStatus.CANCEL || state.status() == RunStatus.TIMEOUT;
        if (over || (starts && state.status() == RunStatus.PAUSED)) {
            return Optional.of(NOT_NOW);
        }
        if (verb == Verb.LOCK && state.node(key).locked()) {
            return Optional.of("activity instance is locked already");
        }
        if (verb == Verb.UNLOCK && !state.node(key).locked()) {
            return Optional.of("activity instance is not locked");
        }
        Frame frame = state.frame(key.frame());
        Part part = frame.node(key.node()).part();
        if (verb == Verb.PAUSE && part instanceof Part.Task) {
            // a simple job of one handler is always at its last
            return Optional.of(LAST_HANDLER);
        }
        if (verb == Verb.SKIP && part instanceof Part.Condition) {
            return Optional.of("a condition could not be skipped: nobody would know which branch to take");
        }
        if (verb == Verb.RESET && later(key).stream().anyMatch(this::executes)) {
            return Optional.of(LATER_RUNS);
        }
        boolean changes = starts || verb == Verb.SKIP || verb == Verb.RESET;
        if (changes && innerOfDone(frame)) {
            return Optional.of("the topology of this activity instance has ended");
        }
        return Optional.empty();
    }

    private boolean executes(NodeKey key) {
        NodeStatus status = state.node(key).status();
        return status == NodeStatus.EXECUTING || status == NodeStatus.PAUSED;
    }

    /// Within a topology that succeeded, or that a later attempt replaced, there is nothing to mend.
    private boolean innerOfDone(Frame frame) {
        NodeKey owner = frame.body().owner();
        Frame outer = frame.body().outer();
        if (owner == null || outer == null) {
            return false;
        }
        NodeState now = state.node(owner);
        boolean replaced = !frame.body().id().equals(owner + "~" + now.pass() + "." + now.attempt());
        boolean reopens = now.status() == NodeStatus.EXECUTING
                || now.status() == NodeStatus.PAUSED
                || now.status() == NodeStatus.FAILED;
        return replaced || !reopens || innerOfDone(outer);
    }

    /// Everything that comes after a node and has been touched, also further out; in the order of the definition.
    List<NodeKey> later(NodeKey key) {
        Set<NodeKey> found = new LinkedHashSet<>();
        later(state.frame(key.frame()), key.node(), found);
        found.remove(key);
        return new ArrayList<>(found);
    }

    private void later(Frame frame, NodeId from, Set<NodeKey> found) {
        Set<NodeId> after = new HashSet<>(frame.graph().after(from));
        for (NodeId id : frame.graph().order()) {
            if (after.contains(id)) {
                touched(frame.key(id), found);
            }
        }
        below(frame.key(from), found);
        Frame outer = frame.outer();
        NodeId copier = frame.copier();
        if (outer != null && copier != null) {
            for (Edge edge : frame.graph().outOf(copier)) {
                // further out only the gateway's other half and what follows it come after this copy
                NodeId close = frame.graph().closeOf(copier).orElse(edge.to());
                touched(outer.key(close), found);
                later(outer, close, found);
                break;
            }
        }
    }

    private void touched(NodeKey key, Set<NodeKey> found) {
        if (!state.node(key).equals(NodeState.FRESH)) {
            found.add(key);
            below(key, found);
        }
    }

    private void below(NodeKey key, Set<NodeKey> found) {
        state.below(key).forEach(frame -> frame.members().forEach(node -> {
            if (!state.node(frame.key(node)).equals(NodeState.FRESH)) {
                found.add(frame.key(node));
            }
        }));
    }

    /// Everything that goes on in the run.
    List<NodeKey> goingOn() {
        return state.nodes().keySet().stream()
                .filter(key -> state.node(key).status().active())
                .sorted(java.util.Comparator.comparing(NodeKey::toString))
                .toList();
    }

    /// What goes on in the frames that a node opened.
    List<NodeKey> goingOnBelow(NodeKey key) {
        List<Frame> below = state.below(key);
        return goingOn().stream()
                .filter(each -> below.stream().anyMatch(frame -> frame.id().equals(each.frame())))
                .toList();
    }
}
