package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try of a node's work. Immutable.
///
/// @param sent   where it was sent, null when it did not reach a client
/// @param ended  null while it goes on
/// @param status how it ended, null while it goes on, and when it was given up before a client answered
record Attempt(
        int pass,
        int number,
        Instant began,
        Fact.@Nullable Sent sent,
        @Nullable Instant ended,
        @Nullable NodeStatus status,
        String code,
        String message) {
    static Attempt begun(Fact.Started fact, Instant at) {
        return new Attempt(fact.pass(), fact.attempt(), at, null, null, null, "", "");
    }

    Attempt sentTo(Fact.Sent where) {
        return new Attempt(pass, number, began, where, ended, status, code, message);
    }

    Attempt over(Instant at, @Nullable NodeStatus how, String newCode, String newMessage) {
        return new Attempt(pass, number, began, sent, at, how, newCode, newMessage);
    }
}
