package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.NodeKey;
import java.util.Optional;

/// Reads from the name of a frame where in a run it stands, also of one that a reset has taken away.
public final class Levels {
    private Levels() {}

    /// The topology, the run's own or one within, that a frame belongs to: a copy of a branch is no level of its own.
    public static String bodyOf(String frame) {
        int slash = frame.lastIndexOf('/');
        boolean copy = frame.indexOf('#', slash + 1) >= 0;
        if (!copy) {
            return frame;
        }
        return slash < 0 ? "" : bodyOf(frame.substring(0, slash));
    }

    /// The node that runs a topology within; empty for the run's own.
    public static Optional<NodeKey> ownerOf(String body) {
        return body.isEmpty() ? Optional.empty() : Optional.of(NodeKey.of(body.substring(0, body.lastIndexOf('~'))));
    }

    /// Whether a level is the other or lies within it, however deep.
    public static boolean within(String body, String outer) {
        if (body.equals(outer)) {
            return true;
        }
        return ownerOf(body)
                .filter(owner -> within(bodyOf(owner.frame()), outer))
                .isPresent();
    }
}
