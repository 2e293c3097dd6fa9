package io.quartermaster.model;

/// What a job is.
public enum JobType {
    /// One handler, or several in order, in one piece or in several at once.
    SIMPLE,
    /// Split into chunks that the clients take as they have room.
    CLUSTER,
    /// One message per trigger; who listens is the broker's affair.
    MESSAGE,
    /// A graph of other jobs, see [io.quartermaster.model.topology.Topology]; the version published when it fires runs.
    TOPOLOGY
}
