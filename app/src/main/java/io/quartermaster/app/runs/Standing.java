package io.quartermaster.app.runs;

import io.quartermaster.app.graph.NodeStatusLook;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import org.jspecify.annotations.Nullable;

/// How a node of a run is shown: its status, and what else there is to see of it. The worst first: of many copies the
/// worst one stands for all.
enum Standing {
    FAILED(NodeStatus.FAILED),
    TIMEOUT(NodeStatus.TIMEOUT),
    CANCEL(NodeStatus.CANCEL),
    /// Done, and the run halts after it until a person confirms.
    HELD(new NodeStatusLook("waiting", "fth-octagon", "runs.standing.held")),
    PAUSED(NodeStatus.PAUSED),
    EXECUTING(NodeStatus.EXECUTING),
    WAITING(NodeStatus.WAITING),
    NOT_EXECUTED(NodeStatus.NOT_EXECUTED),
    SKIPPED(NodeStatus.SKIPPED),
    SUCCEED(NodeStatus.SUCCEED),
    /// A condition chose another way.
    NOT_TAKEN(new NodeStatusLook("neutral", "fth-corner-down-right", "runs.standing.not_taken")),
    /// The run was told to leave it out.
    LEFT_OUT(new NodeStatusLook("neutral", "fth-minus", "runs.standing.left_out"));

    private final NodeStatusLook look;

    Standing(NodeStatus status) {
        this(NodeStatusLook.of(status));
    }

    Standing(NodeStatusLook look) {
        this.look = look;
    }

    static Standing of(NodeState state, boolean leftOut) {
        if (leftOut && state.status() == NodeStatus.NOT_EXECUTED) {
            return LEFT_OUT;
        }
        if (state.bypassed()) {
            return NOT_TAKEN;
        }
        return state.held() ? HELD : of(state.status());
    }

    static Standing of(@Nullable NodeStatus status) {
        return status == null ? NOT_EXECUTED : valueOf(status.name());
    }

    NodeStatusLook look() {
        return look;
    }

    /// Whether nobody need wait for it any more.
    boolean over() {
        return this == SUCCEED || this == SKIPPED || broken();
    }

    boolean broken() {
        return this == FAILED || this == TIMEOUT || this == CANCEL;
    }

    boolean active() {
        return this == EXECUTING || this == WAITING || this == PAUSED || this == HELD;
    }

    /// Whether the run does not come to it.
    boolean beside() {
        return this == NOT_TAKEN || this == LEFT_OUT;
    }
}
