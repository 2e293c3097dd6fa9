package io.quartermaster.model.topology;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One node comes before another.
///
/// @param when the answer of a condition this edge is taken on; null on every edge that leaves no condition
public record Edge(NodeId from, NodeId to, @Nullable Boolean when) {
    public Edge {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    public static Edge of(String from, String to) {
        return new Edge(new NodeId(from), new NodeId(to), null);
    }

    public static Edge when(boolean answer, String from, String to) {
        return new Edge(new NodeId(from), new NodeId(to), answer);
    }
}
