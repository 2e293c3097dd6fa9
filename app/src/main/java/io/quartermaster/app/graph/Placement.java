package io.quartermaster.app.graph;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where everything of a drawing is, in the canvas's units. Immutable.
///
/// @param routes by edge, from its first point to its last; an edge without one is drawn straight
public record Placement(Map<NodeId, Box> boxes, Map<Edge, List<Point>> routes) {
    public static final Placement NONE = new Placement(Map.of(), Map.of());

    public static final double WORK_WIDTH = 188;
    public static final double WORK_HEIGHT = 48;
    public static final double GATEWAY = 48;
    public static final double END = 40;

    public record Point(double x, double y) {}

    public record Box(double x, double y, double width, double height) {
        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }

        public double centreX() {
            return x + width / 2;
        }

        public double centreY() {
            return y + height / 2;
        }

        public boolean holds(double atX, double atY) {
            return atX >= x && atX <= right() && atY >= y && atY <= bottom();
        }

        public boolean meets(Box other) {
            return x <= other.right() && right() >= other.x && y <= other.bottom() && bottom() >= other.y;
        }
    }

    public Placement {
        boxes = Map.copyOf(boxes);
        routes = Map.copyOf(routes);
    }

    /// The size of a node where nobody has placed it yet.
    public static Box sized(Node node, double x, double y) {
        return switch (node.part()) {
            case Part.Work work -> new Box(x, y, WORK_WIDTH, WORK_HEIGHT);
            case Part.Gateway gateway -> new Box(x, y, GATEWAY, GATEWAY);
            case Part.Close close -> new Box(x, y, GATEWAY, GATEWAY);
            case Part.Start start -> new Box(x, y, END, END);
            case Part.End end -> new Box(x, y, END, END);
        };
    }

    public @Nullable Box box(NodeId id) {
        return boxes.get(id);
    }

    /// What holds all boxes, with the names that stand below some.
    public Box bounds() {
        if (boxes.isEmpty()) {
            return new Box(0, 0, 1, 1);
        }
        double left = boxes.values().stream().mapToDouble(Box::x).min().orElse(0);
        double top = boxes.values().stream().mapToDouble(Box::y).min().orElse(0);
        double right = boxes.values().stream().mapToDouble(Box::right).max().orElse(1);
        double bottom = boxes.values().stream().mapToDouble(Box::bottom).max().orElse(1);
        return new Box(left - 40, top - 32, right - left + 80, bottom - top + 80);
    }

    /// The points of an edge; empty when one of its nodes has no place.
    public List<Point> route(Edge edge) {
        List<Point> found = routes.get(edge);
        Box from = boxes.get(edge.from());
        Box to = boxes.get(edge.to());
        if (found != null) {
            return found;
        }
        if (from == null || to == null) {
            return List.of();
        }
        Point start = new Point(from.right(), from.centreY());
        Point end = new Point(to.x(), to.centreY());
        double bend = Math.max(16, Math.min(40, Math.abs(end.x() - start.x()) / 3));
        return List.of(start, new Point(start.x() + bend, start.y()), new Point(end.x() - bend, end.y()), end);
    }

    public Optional<NodeId> at(double x, double y) {
        return boxes.entrySet().stream()
                .filter(entry -> entry.getValue().holds(x, y))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
