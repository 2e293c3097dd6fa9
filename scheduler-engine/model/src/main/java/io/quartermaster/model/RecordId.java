package io.quartermaster.model;

/// The number the database gave to a trigger record, that is one firing of a job. Immutable.
///
/// @param value positive
public record RecordId(long value) {
    public RecordId {
        if (value <= 0) {
            throw new IllegalArgumentException("Not an id the database gives: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
