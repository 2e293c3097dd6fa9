package io.quartermaster.model;

/// What a client's handler implements; clients announce it, so that a wrong kind is found when a job is edited and
/// not when it runs.
public enum HandlerKind {
    /// `ISimpleJobHandler`
    SIMPLE,
    /// `IClusterJobSplitHandler`
    CLUSTER_SPLIT,
    /// `IClusterJobExecuteHandler`
    CLUSTER_EXECUTE;

    /// What the handler at `index` of the `count` that a job of `type` calls has to be, see [WorkPlan#handlers].
    public static HandlerKind needed(JobType type, int index, int count) {
        if (type != JobType.CLUSTER) {
            return SIMPLE;
        }
        return index < count - 1 ? CLUSTER_SPLIT : CLUSTER_EXECUTE;
    }
}
