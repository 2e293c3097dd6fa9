package io.quartermaster.app.debugger;

import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Policies;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.RunEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A topology laid on the desk: a copy of all that is needed, and no way back to where it came from. Immutable.
///
/// @param name     of the topology, or of the run
/// @param jobs     the jobs of its nodes, as far as they are known
/// @param zones    the zones of each type, for cross-zone gateways
/// @param recorded the log of a real run, to be run again; empty to run the topology from nothing
public record Opening(
        String name,
        Definitions definitions,
        Map<JobId, JobSpec> jobs,
        Map<String, List<String>> zones,
        Optional<List<RunEvent>> recorded,
        Origin origin) {
    public Opening {
        jobs = Map.copyOf(jobs);
        zones = Map.copyOf(zones);
        recorded = recorded.map(List::copyOf);
    }

    String job(JobId id) {
        JobSpec spec = jobs.get(id);
        return spec == null ? "#" + id : spec.name();
    }

    Map<JobId, Policies> policies() {
        Map<JobId, Policies> found = new HashMap<>();
        jobs.forEach((id, spec) -> found.put(id, spec.policies()));
        return found;
    }

    /// A job's own parameters, as its handler gets them.
    Map<String, Object> params(JobId id) {
        JobSpec spec = jobs.get(id);
        Map<String, Object> found = new HashMap<>();
        if (spec != null) {
            spec.params().forEach(each -> found.put(each.name(), each.typed()));
        }
        return found;
    }
}
