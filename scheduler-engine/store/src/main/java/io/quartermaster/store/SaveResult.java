package io.quartermaster.store;

import io.quartermaster.model.Job;

/// What came of saving a job.
public sealed interface SaveResult {
    /// It is stored as `job`.
    record Saved(Job job) implements SaveResult {}

    /// Somebody saved a newer version meanwhile: nothing was written, `current` is theirs.
    record Stale(Job current) implements SaveResult {}

    /// The job was deleted meanwhile: nothing was written.
    record Gone() implements SaveResult {}

    /// Another job of the instance has that name: nothing was written.
    record NameTaken(String name) implements SaveResult {}

    /// It names a calendar that the instance does not have (any more): nothing was written.
    record NoCalendar(String name) implements SaveResult {}

    /// A run of it is EXECUTING or PAUSED, so it cannot be deleted now.
    record Running() implements SaveResult {}

    /// It is deleted.
    record Deleted() implements SaveResult {}
}
