package io.quartermaster.model;

/// A job's own parameter, as an operator typed it. Immutable.
///
/// @param value as text; what it must look like depends on the type (a LIST has one element a line)
public record Param(String name, Type type, String value) {
    /// What a handler gets: `String`, `Integer`, `Boolean` or `List<String>`.
    public enum Type {
        STRING,
        INT,
        BOOLEAN,
        LIST
    }

    /// The value in the type a handler sees.
    ///
    /// @throws IllegalArgumentException when the text is not of the type
    public Object typed() {
        return switch (type) {
            case STRING -> value;
            case INT -> Integer.valueOf(value.strip());
            case BOOLEAN -> bool(value.strip());
            case LIST -> value.lines().toList();
        };
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("Neither true nor false: " + text);
    }
}
