package io.quartermaster.model.topology.run;

import static io.quartermaster.model.topology.run.NodeStatus.CANCEL;
import static io.quartermaster.model.topology.run.NodeStatus.EXECUTING;
import static io.quartermaster.model.topology.run.NodeStatus.FAILED;
import static io.quartermaster.model.topology.run.NodeStatus.NOT_EXECUTED;
import static io.quartermaster.model.topology.run.NodeStatus.PAUSED;
import static io.quartermaster.model.topology.run.NodeStatus.SKIPPED;
import static io.quartermaster.model.topology.run.NodeStatus.SUCCEED;
import static io.quartermaster.model.topology.run.NodeStatus.TIMEOUT;
import static io.quartermaster.model.topology.run.NodeStatus.WAITING;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a person can do to a node of a run, and in which of its states: the one table of the engine's guards, the
/// console's buttons and the help (DOMAIN §3). [Guards] adds what the node's surroundings forbid.
public enum Verb {
    /// Begin now, without waiting for what comes before, a delay or a lock.
    TRIGGER(EnumSet.of(NOT_EXECUTED, WAITING), "only allowed to trigger NOT_EXECUTED or WAITING activity instance"),
    /// Stop before the next step.
    PAUSE(EnumSet.of(EXECUTING), "only allowed to pause EXECUTING activity instance"),
    RESUME(EnumSet.of(PAUSED), "only allowed to resume PAUSED trigger instance"),
    /// Leave it out and go on as if it had succeeded.
    SKIP(
            EnumSet.of(NOT_EXECUTED, WAITING, PAUSED, FAILED, TIMEOUT, CANCEL),
            "activity instance could not be skipped which status is %s"),
    /// Do its work once more.
    RETRY(EnumSet.of(FAILED, TIMEOUT, CANCEL), "activity instance could not be retried which status is %s"),
    /// It and all after it are as if they had never run; then its turn comes again.
    RESET(
            EnumSet.of(WAITING, SUCCEED, FAILED, TIMEOUT, SKIPPED, CANCEL),
            "activity instance could not be reset which status is %s"),
    /// Do not begin until somebody unlocks it.
    LOCK(
            EnumSet.of(NOT_EXECUTED, WAITING, EXECUTING, PAUSED, FAILED, TIMEOUT, CANCEL),
            "activity instance could not be locked which status is SUCCEED or SKIPPED"),
    UNLOCK(EnumSet.allOf(NodeStatus.class), ""),
    CANCEL_NODE(EnumSet.of(EXECUTING, PAUSED), "only allowed to cancel EXECUTING or PAUSED trigger instance"),
    /// Go on after a breakpoint.
    CONFIRM(EnumSet.of(SUCCEED), "activity instance is not held by a breakpoint"),
    PAUSE_RUN(EnumSet.noneOf(NodeStatus.class), ""),
    RESUME_RUN(EnumSet.noneOf(NodeStatus.class), ""),
    CANCEL_RUN(EnumSet.noneOf(NodeStatus.class), ""),
    /// Give a parameter another value.
    SET_PARAMETER(EnumSet.noneOf(NodeStatus.class), "");

    private final Set<NodeStatus> in;
    private final String refusal;

    Verb(Set<NodeStatus> in, String refusal) {
        this.in = in;
        this.refusal = refusal;
    }

    /// Whether it is done to the whole run.
    public boolean ofRun() {
        return in.isEmpty();
    }

    /// What the table says.
    public boolean allowedIn(NodeStatus status) {
        return in.contains(status);
    }

    /// The text that refuses it, empty where the table allows it.
    public Optional<String> refusal(NodeStatus status) {
        return allowedIn(status) ? Optional.empty() : Optional.of(refusal.formatted(status));
    }
}
