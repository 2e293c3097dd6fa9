package io.quartermaster.model.work;

import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of work that is cut up. Immutable.
///
/// @param record the trigger record it belongs to; a topology's record may have several, one for each such node
/// @param trigger the record's id, or that of the node's attempt
/// @param handlers in the order in which they are called, see [io.quartermaster.model.WorkPlan#handlers]
/// @param stage which of them it is at, from 0
/// @param status EXECUTING, PAUSED, SUCCEED, FAILED or CANCEL
/// @param error why it failed
public record WorkRun(
        long id,
        RecordId record,
        String trigger,
        JobId job,
        JobType type,
        List<String> handlers,
        int stage,
        RunStatus status,
        @Nullable String error,
        Instant started,
        @Nullable Instant finished) {
    public WorkRun {
        handlers = List.copyOf(handlers);
    }
}
