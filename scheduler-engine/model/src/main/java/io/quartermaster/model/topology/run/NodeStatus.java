package io.quartermaster.model.topology.run;

/// Where a node of a run stands (DOMAIN §2).
public enum NodeStatus {
    NOT_EXECUTED,
    /// Its turn has come and it waits, see [NodeState#waitsFor].
    WAITING,
    EXECUTING,
    PAUSED,
    SUCCEED,
    FAILED,
    TIMEOUT,
    SKIPPED,
    CANCEL;

    /// Whether something of it is still going on.
    public boolean active() {
        return this == WAITING || this == EXECUTING || this == PAUSED;
    }

    public boolean ended() {
        return !active() && this != NOT_EXECUTED;
    }

    /// Ended, and not well.
    public boolean broken() {
        return this == FAILED || this == TIMEOUT || this == CANCEL;
    }
}
