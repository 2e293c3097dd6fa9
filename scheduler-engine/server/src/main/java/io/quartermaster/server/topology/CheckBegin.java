package io.quartermaster.server.topology;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.topology.run.RunJson;
import io.quartermaster.store.Database;
import java.util.Optional;

/// Says at once why a topology cannot begin as somebody wants it, before there is a run that would fail. Thread-safe;
/// blocks.
public final class CheckBegin {
    private final Bindings bindings;

    public CheckBegin(Database database) {
        bindings = new Bindings(database.topologies(), database.config());
    }

    /// Why not; empty when it can, as far as the versions published now tell.
    ///
    /// @param options a [io.quartermaster.model.topology.run.BeginWith] as JSON
    public Optional<String> refusal(Job job, String options) {
        if (job.spec().type() != JobType.TOPOLOGY) {
            return Optional.of("job " + job.spec().name() + " is no topology");
        }
        try {
            return RunJson.beginWith(options)
                    .refusal(bindings.of(job).top(), job.spec().params());
        } catch (Bindings.Unbound e) {
            return Optional.ofNullable(e.getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of("what was asked cannot be read: " + e.getMessage());
        }
    }
}
