package io.quartermaster.model;

/// The number the database gave to a job. Immutable.
///
/// @param value positive
public record JobId(long value) {
    public JobId {
        if (value <= 0) {
            throw new IllegalArgumentException("Not an id the database gives: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
