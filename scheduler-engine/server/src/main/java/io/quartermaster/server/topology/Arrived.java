package io.quartermaster.server.topology;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.run.Input;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Something for a run, waiting for its turn.
sealed interface Arrived {
    /// A topology fell due.
    record Start(TriggerRecord record, Job job, long epoch) implements Arrived {}

    /// A client's report of a node.
    ///
    /// @param reporter the client's instance
    /// @param stored   completes when it is in the log, or before the server that owns the run
    record Reported(
            InstanceId reporter, NodeTrigger from, Input.Report report, CompletableFuture<@Nullable Void> stored)
            implements Arrived {}

    /// Something for a run that began.
    ///
    /// @param asked  the row it came by, 0 for none
    /// @param stored completes when it is in the log
    record For(RecordId run, Input input, long asked, CompletableFuture<@Nullable Void> stored) implements Arrived {
        static For of(RecordId run, Input input) {
            return new For(run, input, 0, new CompletableFuture<>());
        }
    }
}
