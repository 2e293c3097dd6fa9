package io.quartermaster.app.graph;

import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds nodes by a part of their name.
public final class Finding {
    private Finding() {}

    /// The next one after what is selected, beginning anew after the last.
    public static Optional<NodeId> next(Picture picture, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<NodeId> found = picture.topology().nodes().stream()
                .filter(node -> node.name().toLowerCase(Locale.ROOT).contains(wanted))
                .map(Node::id)
                .toList();
        if (wanted.isEmpty() || found.isEmpty()) {
            return Optional.empty();
        }
        int at = picture.selection().only().map(found::indexOf).orElse(-1);
        return Optional.of(found.get((at + 1) % found.size()));
    }
}
