package io.quartermaster.model.topology.desk;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Policies;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is laid on the desk: a topology to run, or a run to run again. Immutable, and all there is: nothing of it leads
/// back to where it came from.
///
/// @param at      the virtual clock at the beginning
/// @param policies of the jobs: how often, and after how long, a node that failed is tried again
public record DeskCase(
        Definitions definitions,
        Input.Begin begin,
        Instant at,
        Optional<Recording> recording,
        Map<JobId, Policies> policies) {
    public DeskCase {
        policies = Map.copyOf(policies);
    }

    public static DeskCase of(Definitions definitions, Input.Begin begin, Instant at) {
        return new DeskCase(definitions, begin, at, Optional.empty(), Map.of());
    }

    /// A recorded run, begun as it was.
    ///
    /// @throws IllegalArgumentException when the log is no run's
    public static DeskCase recorded(Definitions definitions, List<RunEvent> log) {
        Recording recording = Recording.of(definitions, log);
        return new DeskCase(definitions, recording.begin(), recording.began(), Optional.of(recording), Map.of());
    }

    public DeskCase withPolicies(Map<JobId, Policies> newPolicies) {
        return new DeskCase(definitions, begin, at, recording, newPolicies);
    }

    public DeskCase withBegin(Input.Begin newBegin) {
        return new DeskCase(definitions, newBegin, at, recording, policies);
    }
}
