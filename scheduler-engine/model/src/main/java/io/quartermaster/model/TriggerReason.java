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
    RETRY,
    /// Not stored: a word this version does not know, written by hand or by a newer server.
    UNKNOWN;

    /// The reason a row tells.
    public static TriggerReason of(String word) {
        for (TriggerReason each : values()) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        return UNKNOWN;
    }
}
