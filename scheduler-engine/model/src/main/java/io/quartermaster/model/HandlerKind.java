package io.quartermaster.model;

/// What a client's handler implements; clients announce it, so that a wrong kind is found when a job is edited and
/// not when it runs.
public enum HandlerKind {
    /// `ISimpleJobHandler`
    SIMPLE,
    /// `IClusterJobSplitHandler`
    CLUSTER_SPLIT,
    /// `IClusterJobExecuteHandler`
    CLUSTER_EXECUTE
}
