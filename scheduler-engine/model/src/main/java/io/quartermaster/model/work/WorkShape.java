package io.quartermaster.model.work;

import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.WorkPlan;
import java.time.Duration;
import java.util.List;

/// What a run needs to know of its job, as it was when the run began. Immutable.
///
/// @param handlers in the order in which they are called; the last of a cluster job's is the one that executes
/// @param shards how many pieces each step of a simple job runs in at once
/// @param retries how often a chunk that failed is sent again
/// @param backOff how long before that
/// @param remote whether items are read on one machine and processed on any
public record WorkShape(
        JobType type, List<String> handlers, int shards, int retries, Duration backOff, boolean remote) {
    public WorkShape {
        handlers = List.copyOf(handlers);
    }

    static WorkShape of(JobType type, String target, WorkPlan work, Policies policies) {
        return new WorkShape(
                type,
                work.handlers(type, target),
                type == JobType.SIMPLE ? work.shards() : 1,
                policies.retries(),
                policies.backOff(),
                type == JobType.CLUSTER && policies.communication() == Policies.Communication.ONEWAY);
    }

    public boolean isLast(int stage) {
        return stage == handlers.size() - 1;
    }

    /// What is first done with the chunks of a stage.
    public ChunkTask task(int stage) {
        if (type != JobType.CLUSTER) {
            return ChunkTask.STEP;
        }
        if (!isLast(stage)) {
            return ChunkTask.SPLIT;
        }
        return remote ? ChunkTask.READ : ChunkTask.EXECUTE;
    }
}
