package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.store.SaveResult;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One attempt to store what stands in the form. Immutable.
///
/// @param from the version it was made from; null for a new job
record SaveAttempt(@Nullable Job from, JobSpec spec, boolean enabled) {
    /// Asks the database; blocks, so in a background task.
    SaveResult run(Workspace workspace) {
        return from == null
                ? workspace.database().jobs().create(spec, enabled, workspace.actor())
                : workspace.database().jobs().update(from.id(), from.version(), spec, enabled, workspace.actor());
    }

    /// What a person has to decide when somebody else saved meanwhile. A version that changed nothing of the form (its
    /// calendar was edited) is none to decide about: then empty.
    Optional<JobConflict> against(Job current) {
        Job mine = Objects.requireNonNull(from);
        boolean same = current.spec().equals(mine.spec()) && current.enabled() == mine.enabled();
        return same ? Optional.empty() : Optional.of(new JobConflict(mine, spec, enabled, current));
    }
}
