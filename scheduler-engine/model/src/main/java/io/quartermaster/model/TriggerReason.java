package io.quartermaster.model;

/// Why a firing came to be.
public enum TriggerReason {
    /// A person asked for it.
    MANUAL,
    /// Its time had come.
    TIMING,
    /// A call asked for it.
    EVENT,
    /// A failed or timed-out run is tried again.
    RETRY
}
