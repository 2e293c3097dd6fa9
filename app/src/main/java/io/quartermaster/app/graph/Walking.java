package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.NodeId;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// Where the arrow keys lead from the selected node.
final class Walking {
    private Walking() {}

    /// Null when there is nothing that way.
    static @Nullable NodeId next(Picture picture, KeyCode way) {
        Graph graph = Graph.of(picture.topology());
        Placement placement = picture.placement();
        @Nullable NodeId at = picture.selection().only().orElse(null);
        Box box = at == null ? null : placement.box(at);
        if (at == null || box == null) {
            return graph.start().orElse(null);
        }
        return switch (way) {
            case RIGHT -> nearest(placement, box, graph.outOf(at).stream().map(Edge::to));
            case LEFT -> nearest(placement, box, graph.into(at).stream().map(Edge::from));
            case UP ->
                nearest(placement, box, column(placement, box).filter(id -> centre(placement, id) < box.centreY()));
            case DOWN ->
                nearest(placement, box, column(placement, box).filter(id -> centre(placement, id) > box.centreY()));
            default -> null;
        };
    }

    private static Stream<NodeId> column(Placement placement, Box box) {
        return placement.boxes().entrySet().stream()
                .filter(entry ->
                        entry.getValue().x() <= box.right() && entry.getValue().right() >= box.x())
                .map(Map.Entry::getKey);
    }

    private static double centre(Placement placement, NodeId id) {
        return Objects.requireNonNull(placement.box(id)).centreY();
    }

    private static @Nullable NodeId nearest(Placement placement, Box from, Stream<NodeId> candidates) {
        return candidates
                .filter(id -> placement.box(id) != null)
                .min(Comparator.comparingDouble(id -> {
                    Box box = Objects.requireNonNull(placement.box(id));
                    return Math.abs(box.centreY() - from.centreY()) + Math.abs(box.centreX() - from.centreX()) / 4;
                }))
                .orElse(null);
    }
}
