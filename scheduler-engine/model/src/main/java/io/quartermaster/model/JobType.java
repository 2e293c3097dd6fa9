package io.quartermaster.model;

/// What a job is. DOMAIN: simple runs one handler, message sends one event per trigger, a topology runs a graph of
// jobs.
public enum JobType {
    /// One handler on one client.
    SIMPLE,
    /// One message per trigger; who listens is the broker's affair.
    MESSAGE,
    /// A graph of other jobs, see [io.quartermaster.model.topology.Topology]; the version published when it fires runs.
    TOPOLOGY
}
