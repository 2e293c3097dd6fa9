package io.quartermaster.model;

import java.util.List;

/// One thing that is wrong with what somebody typed. Immutable.
///
/// @param field which field, by its record component's name
/// @param rule what is wrong, as a stable word the texts know
/// @param args what the text needs to say it
public record Violation(String field, String rule, List<Object> args) {
    public Violation {
        args = List.copyOf(args);
    }

    public static Violation of(String field, String rule, Object... args) {
        return new Violation(field, rule, List.of(args));
    }
}
