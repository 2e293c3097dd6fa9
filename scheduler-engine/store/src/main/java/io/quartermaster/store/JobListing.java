package io.quartermaster.store;

import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as a list shows it: what the operator said, beside what the engine made of it. Immutable.
///
/// @param nextDue when it fires next; null when never, or while no server has computed it
/// @param scheduled whether a server has seen this version of the job
/// @param last its latest firing; null before the first
/// @param clientsOnline how many connected clients have its handler now
/// @param owner the living server that fires it; null while nobody does
public record JobListing(
        Job job,
        @Nullable Instant nextDue,
        boolean scheduled,
        @Nullable Last last,
        int clientsOnline,
        @Nullable String owner) {
    /// The latest firing of a job.
    public record Last(
            RecordId record, RunStatus status, Instant due, @Nullable Instant fired, @Nullable Instant finished) {}
}
