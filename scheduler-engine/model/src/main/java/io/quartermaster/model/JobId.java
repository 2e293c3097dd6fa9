package io.quartermaster.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The number the database gave to a job. Immutable.
///
/// @param value positive
public record JobId(@JsonValue long value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
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
