package io.quartermaster.model.topology.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All that is known of one node of a run. Immutable.
///
/// @param locked   it does not begin until a person unlocks it
/// @param held     it succeeded and the run halts after it until a person confirms
/// @param bypassed the way to it was not taken, or the run was told to leave it out
/// @param waitsFor why it is WAITING, null otherwise
/// @param until    when the waiting is over by itself, null when a person must end it
/// @param pass     of its loop, from 1; 0 before it ran
/// @param attempt  of the pass, from 1; 0 before it ran
/// @param answer   what a condition answered, null before and for other nodes
/// @param copies   how many copies of its branch a gateway opened
/// @param began    of the newest attempt
/// @param code     the result's code, empty when there is none
public record NodeState(
        NodeStatus status,
        boolean locked,
        boolean held,
        boolean bypassed,
        @Nullable WaitsFor waitsFor,
        @Nullable Instant until,
        int pass,
        int attempt,
        @Nullable Boolean answer,
        int copies,
        @Nullable Instant began,
        @Nullable Instant ended,
        String code,
        String message) {
    /// Why a node waits.
    public enum WaitsFor {
        /// Its wait event.
        DELAY,
        /// The interval of its loop.
        NEXT_PASS,
        /// The back-off after an attempt that failed; what was said of it is still in code and message.
        RETRY,
        /// Somebody to unlock it.
        UNLOCK
    }

    /// Of a node the run has not come to.
    public static final NodeState FRESH =
            new NodeState(NodeStatus.NOT_EXECUTED, false, false, false, null, null, 0, 0, null, 0, null, null, "", "");

    /// Whether what comes after it need not wait for it any more.
    public boolean settled() {
        return bypassed || (status.ended() && !held);
    }

    NodeState lock(boolean now) {
        return new NodeState(
                status, now, held, bypassed, waitsFor, until, pass, attempt, answer, copies, began, ended, code,
                message);
    }

    NodeState hold(boolean now) {
        return new NodeState(
                status, locked, now, bypassed, waitsFor, until, pass, attempt, answer, copies, began, ended, code,
                message);
    }

    NodeState bypass() {
        return new NodeState(
                status, locked, held, true, waitsFor, until, pass, attempt, answer, copies, began, ended, code,
                message);
    }

    NodeState await(WaitsFor what, @Nullable Instant then) {
        return new NodeState(
                NodeStatus.WAITING,
                locked,
                held,
                false,
                what,
                then,
                pass,
                attempt,
                answer,
                copies,
                began,
                ended,
                code,
                message);
    }

    NodeState begin(int newPass, int newAttempt, Instant at) {
        return new NodeState(
                NodeStatus.EXECUTING, locked, false, false, null, null, newPass, newAttempt, null, 0, at, null, "", "");
    }

    NodeState turn(NodeStatus to) {
        return new NodeState(
                to, locked, held, bypassed, null, null, pass, attempt, answer, copies, began, ended, code, message);
    }

    NodeState answered(@Nullable Boolean newAnswer, int newCopies) {
        return new NodeState(
                status, locked, held, bypassed, waitsFor, until, pass, attempt, newAnswer, newCopies, began, ended,
                code, message);
    }

    NodeState end(NodeStatus how, Instant at, String newCode, String newMessage) {
        return new NodeState(
                how, locked, false, false, null, null, pass, attempt, answer, copies, began, at, newCode, newMessage);
    }

    NodeState reset() {
        return FRESH.lock(locked);
    }
}
