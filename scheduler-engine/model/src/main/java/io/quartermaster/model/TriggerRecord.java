package io.quartermaster.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One firing of a job: a row of the ledger. Unique on (job, due). Immutable.
///
/// @param jobName as it was when the firing was planned, so that the record outlives the job
/// @param due when it had to fire; [#fired] is when it did
/// @param attempt 1 for the first try
/// @param zone where the work landed, after a zone switch was applied
/// @param client address and application of the client that got it
/// @param result what the client reported, or what is known instead
/// @param error why it did not succeed
/// @param progress the latest progress line of the handler
/// @param server who fired it
public record TriggerRecord(
        RecordId id,
        InstanceId instance,
        JobId job,
        String jobName,
        TraceId trace,
        TriggerReason reason,
        RunStatus status,
        int attempt,
        Instant due,
        @Nullable Instant fired,
        @Nullable Instant finished,
        @Nullable String zone,
        @Nullable String client,
        @Nullable String result,
        @Nullable String error,
        @Nullable String progress,
        @Nullable String server) {

    /// How late it fired; empty when it has not.
    public Optional<Duration> lateness() {
        return Optional.ofNullable(fired).map(at -> Duration.between(due, at));
    }

    /// How long it ran; empty while it runs or when it never did.
    public Optional<Duration> duration() {
        return fired == null || finished == null ? Optional.empty() : Optional.of(Duration.between(fired, finished));
    }
}
