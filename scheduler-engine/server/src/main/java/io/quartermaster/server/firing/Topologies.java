package io.quartermaster.server.firing;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Whoever runs topologies: a firing of one goes there, and what clients say of its nodes. Thread-safe.
public interface Topologies {
    /// Begins a run.
    ///
    /// @param epoch in which it was fired
    void begin(TriggerRecord record, Job job, long epoch);

    /// Whether the trigger id is that of a node.
    boolean has(String triggerId);

    /// A client says how a node ended; the stage completes when that is stored.
    ///
    /// @param reporter the client's instance: nobody ends another's nodes
    CompletionStage<@Nullable Void> reported(InstanceId reporter, Report report);

    /// A client says how far it is with a node.
    void progressed(InstanceId reporter, Progress progress);
}
