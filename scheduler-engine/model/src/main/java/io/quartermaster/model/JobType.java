package io.quartermaster.model;

/// What a job is. DOMAIN: simple runs one handler, message sends one event per trigger.
public enum JobType {
    /// One handler on one client.
    SIMPLE,
    /// One message per trigger; who listens is the broker's affair.
    MESSAGE
}
