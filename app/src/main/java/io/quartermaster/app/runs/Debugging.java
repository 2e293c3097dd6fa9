package io.quartermaster.app.runs;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.RunEvent;
import java.util.List;
import java.util.Map;

/// Where a run is taken to be gone through step by step. FX thread only.
@FunctionalInterface
public interface Debugging {
    /// @param name       of the topology
    /// @param jobs       how the jobs of its nodes are called
    /// @param events     the run's log as far as it is known
    /// @param from       where it comes from, for people: which run, and of which environment
    void open(String name, Definitions definitions, Map<JobId, String> jobs, List<RunEvent> events, String from);
}
