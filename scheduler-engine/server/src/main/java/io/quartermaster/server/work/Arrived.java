package io.quartermaster.server.work;

import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.work.Said;
import io.quartermaster.model.work.WorkOrder;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Something for a run, waiting for its turn.
sealed interface Arrived {
    /// Work fell due.
    ///
    /// @param epoch in which its record was fired
    record Start(WorkOrder order, long epoch) implements Arrived {}

    /// What a client says of a chunk, or of its part in a run.
    ///
    /// @param reporter the client's instance, null where this server itself says so
    /// @param stored completes when it is stored
    record Reported(
            @Nullable InstanceId reporter, WorkTrigger trigger, Said said, CompletableFuture<@Nullable Void> stored)
            implements Arrived {}

    /// How far a handler says it is.
    record Progressed(InstanceId reporter, WorkTrigger.OfChunk trigger, long total, long succeed) implements Arrived {}

    /// A person asks for something.
    record Asked(Command command, RecordId record) implements Arrived {}

    /// Whoever wanted the run wants it no more.
    record Stop(String trigger, JobId owner) implements Arrived {}
}
