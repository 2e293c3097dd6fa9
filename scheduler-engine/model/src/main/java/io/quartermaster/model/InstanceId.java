package io.quartermaster.model;

import java.util.regex.Pattern;

/// One workspace of one tenant: the scope of every job, client, configuration row and record.
/// Letters, digits, `_`, `-` and `.`, at most 64 characters. Immutable.
///
/// @param value for example `000001`
public record InstanceId(String value) {
    /// The longest value the schema holds, in characters.
    public static final int MAX_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1," + MAX_LENGTH + "}");

    public InstanceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "An instance id is 1 to 64 letters, digits, '_', '-' or '.', not '" + value + "'");
        }
    }

    /// Whether `text` can be an instance id; one written into the database by hand need not be.
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
