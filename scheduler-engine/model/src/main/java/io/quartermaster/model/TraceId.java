package io.quartermaster.model;

/// Ties every log line, row and message of one firing together. It is made once, when the firing is planned or
/// asked for,
/// and travels to the client and back. Immutable.
///
/// @param value 8 to 64 printable characters without blanks or commas, so that it can stand in a column of a log line
public record TraceId(String value) {
    public TraceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a trace id: '" + value + "'");
        }
    }

    /// Whether `text` can be a trace id; one written into the database by hand need not be.
    public static boolean isValid(String text) {
        return text.length() >= 8 && text.length() <= 64 && text.chars().allMatch(c -> c > ' ' && c < 127 && c != ',');
    }

    @Override
    public String toString() {
        return value;
    }
}
