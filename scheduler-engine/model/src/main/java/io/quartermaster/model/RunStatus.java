package io.quartermaster.model;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Where a firing stands. The words are DOMAIN §2's, with PLANNED before them: a row of the ledger whose time has
/// not come.
public enum RunStatus {
    PLANNED,
    EXECUTING,
    PAUSED,
    SUCCEED,
    FAILED,
    TIMEOUT,
    SKIPPED,
    CANCEL,
    /// Not stored: a word this version does not know, written by hand or by a newer server. Nothing is done to it.
    UNKNOWN;

    /// Which status may follow which; what is not here never happens. The SQL that moves a record names the left
    /// side in its condition.
    private static final Map<RunStatus, Set<RunStatus>> NEXT = Map.of(
            PLANNED, EnumSet.of(EXECUTING, FAILED, SKIPPED, CANCEL),
            EXECUTING, EnumSet.of(PAUSED, SUCCEED, FAILED, TIMEOUT, CANCEL),
            PAUSED, EnumSet.of(EXECUTING, CANCEL),
            SUCCEED, EnumSet.noneOf(RunStatus.class),
            FAILED, EnumSet.noneOf(RunStatus.class),
            TIMEOUT, EnumSet.noneOf(RunStatus.class),
            SKIPPED, EnumSet.noneOf(RunStatus.class),
            CANCEL, EnumSet.noneOf(RunStatus.class));

    public boolean mayBecome(RunStatus next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /// The status a row tells.
    public static RunStatus of(String word) {
        for (RunStatus each : values()) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        return UNKNOWN;
    }

    /// Whether nothing can follow.
    public boolean closed() {
        return this != UNKNOWN && NEXT.getOrDefault(this, Set.of()).isEmpty();
    }

    /// Whether the run holds its job: an exclusive job's next due time is skipped meanwhile.
    public boolean running() {
        return this == EXECUTING || this == PAUSED;
    }
}
