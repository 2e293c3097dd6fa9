package io.quartermaster.app.jobs;

import io.quartermaster.model.Job;

/// What came of the latest attempt to save the job in the form. Immutable.
sealed interface SaveOutcome {
    /// It is stored; the form can go.
    record Saved(Job job) implements SaveOutcome {}

    /// Somebody else saved meanwhile.
    record Conflict(JobConflict conflict) implements SaveOutcome {}

    /// The job was deleted meanwhile; saving again makes a new one.
    record Gone() implements SaveOutcome {}

    /// Another job has the name.
    record NameTaken(String name) implements SaveOutcome {}

    /// The database did not do it.
    record Failed(Throwable why) implements SaveOutcome {}
}
