package io.quartermaster.model;

/// Ties every log line, row and message of one firing together. It is made once, when the firing is planned or
/// asked for,
/// and travels to the client and back. Immutable.
///
/// @param value 8 to 64 printable characters without blanks or commas, so that it can stand in a column of a log line
public record TraceId(String value) {
    public TraceId {
        if (value.length() < 8 || value.length() > 64 || !value.chars().allMatch(c -> c > ' ' && c < 127 && c != ',')) {
            throw new IllegalArgumentException("Not a trace id: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
