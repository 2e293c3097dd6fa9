package io.quartermaster.model.topology;

/// How far the failure of a node reaches.
public enum FailureScope {
    /// Nothing more begins in the whole run; what runs is let finish.
    RUN,
    /// What comes after the node does not begin; other branches go on, and the run fails when they have ended.
    BRANCH,
    /// Told, and passed over as if it had succeeded.
    NONE
}
