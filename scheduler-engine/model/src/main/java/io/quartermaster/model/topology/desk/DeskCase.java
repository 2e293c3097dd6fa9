package io.quartermaster.model.topology.desk;

import io.quartermaster.model.JobId;
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
/// @param retries how often each job's policy tries again, none where it says nothing
public record DeskCase(
        Definitions definitions,
        Input.Begin begin,
        Instant at,
        Optional<Recording> recording,
        Map<JobId, Integer> retries) {
    public DeskCase {
        retries = Map.copyOf(retries);
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

    public DeskCase withRetries(Map<JobId, Integer> newRetries) {
        return new DeskCase(definitions, begin, at, recording, newRetries);
    }

    public DeskCase withBegin(Input.Begin newBegin) {
        return new DeskCase(definitions, newBegin, at, recording, retries);
    }
}
