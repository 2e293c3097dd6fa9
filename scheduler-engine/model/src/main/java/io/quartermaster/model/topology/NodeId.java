package io.quartermaster.model.topology;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names a node within its topology, for good: renaming the node does not change it.
///
/// @param value 1 to 60 letters, digits, `_` or `-`
public record NodeId(@JsonValue String value) implements Comparable<NodeId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    /// @throws IllegalArgumentException when the text has another form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NodeId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A node's id is 1 to 60 letters, digits, _ or -, not " + value);
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
