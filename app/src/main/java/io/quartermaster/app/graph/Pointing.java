package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.app.graph.Placement.Point;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// What the pointer does on the canvas: selects, moves nodes, pans, draws a rubber band, and draws an edge from a
/// node's port while saying whether it may be drawn. FX thread only.
final class Pointing {
    private static final double PORT = 11;
    private static final double NEAR = 6;

    /// What is being dragged.
    private enum Drag {
        NOTHING,
        PAN,
        BAND,
        MOVE,
        EDGE
    }

    private final GraphCanvas canvas;
    private final Picture picture;
    private final Hands hands;
    private Drag drag = Drag.NOTHING;
    private Point2D pressed = Point2D.ZERO;
    private Point2D last = Point2D.ZERO;
    private Point2D at = Point2D.ZERO;
    private boolean moved;
    private @Nullable NodeId from;
    private @Nullable NodeId target;
    private @Nullable String refusal;

    Pointing(GraphCanvas canvas, Picture picture, Hands hands) {
        this.canvas = canvas;
        this.picture = picture;
        this.hands = hands;
        canvas.setOnMousePressed(this::press);
        canvas.setOnMouseDragged(this::drag);
        canvas.setOnMouseReleased(this::release);
        canvas.setOnMouseMoved(this::hover);
    }

    /// Lets go of what is dragged, and nothing comes of it.
    void drop() {
        drag = Drag.NOTHING;
        from = null;
        target = null;
        refusal = null;
        canvas.requestLayout();
    }

    private Placement placement() {
        return picture.placement();
    }

    private void press(MouseEvent event) {
        canvas.requestFocus();
        pressed = new Point2D(event.getX(), event.getY());
        last = pressed;
        at = canvas.toDrawing(event.getX(), event.getY());
        moved = false;
        Optional<NodeId> node = placement().at(at.getX(), at.getY());
        if (event.getButton() != MouseButton.PRIMARY) {
            // a menu that opens here is about what is here
            node.ifPresent(id -> select(id, false));
            drag = Drag.PAN;
            return;
        }
        if (event.getClickCount() == 2 && node.isPresent()) {
            hands.open(node.get());
        }
        Optional<NodeId> port = hands.editable() ? port(at) : Optional.empty();
        if (port.isPresent()) {
            from = port.get();
            drag = Drag.EDGE;
        } else if (node.isPresent()) {
            select(node.get(), event.isShortcutDown() || event.isShiftDown());
            drag = hands.editable() ? Drag.MOVE : Drag.PAN;
        } else if (event.isShiftDown()) {
            drag = Drag.BAND;
        } else {
            drag = Drag.PAN;
        }
        event.consume();
    }

    private boolean onNode() {
        return placement().at(at.getX(), at.getY()).isPresent();
    }

    private void select(NodeId id, boolean more) {
        if (more) {
            picture.select(picture.selection().toggle(id));
        } else if (!picture.selection().nodes().contains(id)) {
            picture.select(Selection.of(id));
        }
    }

    private void drag(MouseEvent event) {
        Point2D now = new Point2D(event.getX(), event.getY());
        moved |= now.distance(pressed) > 3;
        at = canvas.toDrawing(event.getX(), event.getY());
        if (drag == Drag.PAN && moved) {
            canvas.pan(now.getX() - last.getX(), now.getY() - last.getY());
        } else if (drag == Drag.EDGE) {
            aim();
        }
        last = now;
        canvas.requestLayout();
        event.consume();
    }

    private void aim() {
        NodeId start = Objects.requireNonNull(from);
        target = placement().at(at.getX(), at.getY()).orElse(null);
        refusal = target == null || target.equals(start) ? null : hands.refusal(start, target);
    }

    private void release(MouseEvent event) {
        Drag was = drag;
        NodeId start = from;
        NodeId end = target;
        String why = refusal;
        drop();
        switch (was) {
            case EDGE -> {
                if (start != null && end != null && !end.equals(start) && why == null) {
                    hands.connect(start, end);
                } else if (start != null && !moved) {
                    picture.select(Selection.of(start));
                }
            }
            case MOVE -> {
                if (moved) {
                    hands.move(places(canvas.toDrawing(event.getX(), event.getY())));
                } else if (!event.isShortcutDown() && !event.isShiftDown()) {
                    placement().at(at.getX(), at.getY()).ifPresent(id -> picture.select(Selection.of(id)));
                }
            }
            case BAND -> picture.select(Selection.of(Set.copyOf(canvas.within(band()))));
            case PAN -> {
                if (!moved && event.getButton() == MouseButton.PRIMARY && !onNode()) {
                    picture.select(edge(at).map(Selection::of).orElse(Selection.NOTHING));
                }
            }
            case NOTHING -> {}
        }
    }

    private Map<NodeId, Node.Place> places(Point2D to) {
        Point2D began = canvas.toDrawing(pressed.getX(), pressed.getY());
        Map<NodeId, Node.Place> places = new HashMap<>();
        for (NodeId id : picture.selection().nodes()) {
            Box box = placement().box(id);
            if (box != null) {
                // on the grid, so that what is put in a row by hand is in a row
                places.put(
                        id,
                        new Node.Place(
                                Math.round((box.x() + to.getX() - began.getX()) / 4) * 4,
                                Math.round((box.y() + to.getY() - began.getY()) / 4) * 4));
            }
        }
        return places;
    }

    private void hover(MouseEvent event) {
        Point2D here = canvas.toDrawing(event.getX(), event.getY());
        boolean port = hands.editable() && port(here).isPresent();
        boolean node = placement().at(here.getX(), here.getY()).isPresent();
        canvas.setCursor(port ? Cursor.CROSSHAIR : node ? Cursor.HAND : Cursor.DEFAULT);
    }

    /// The node whose port, at the middle of its right side, is here.
    private Optional<NodeId> port(Point2D here) {
        return picture.topology().nodes().stream()
                .filter(node -> !(node.part() instanceof Part.End))
                .map(Node::id)
                .filter(id -> {
                    Box box = placement().box(id);
                    return box != null && here.distance(box.right(), box.centreY()) <= PORT;
                })
                .findFirst();
    }

    /// The edge that is here.
    Optional<Edge> edge(Point2D here) {
        double near = NEAR / canvas.scale();
        return picture.topology().edges().stream()
                .filter(edge -> distance(placement().route(edge), here) <= near)
                .findFirst();
    }

    private static double distance(List<Point> route, Point2D here) {
        double least = Double.MAX_VALUE;
        for (int i = 1; i < route.size(); i++) {
            Point one = route.get(i - 1);
            Point other = route.get(i);
            double dx = other.x() - one.x();
            double dy = other.y() - one.y();
            double length = dx * dx + dy * dy;
            double share = length == 0
                    ? 0
                    : Math.clamp(((here.getX() - one.x()) * dx + (here.getY() - one.y()) * dy) / length, 0, 1);
            least = Math.min(least, here.distance(one.x() + share * dx, one.y() + share * dy));
        }
        return least;
    }

    private Box band() {
        Point2D began = canvas.toDrawing(pressed.getX(), pressed.getY());
        return new Box(
                Math.min(began.getX(), at.getX()),
                Math.min(began.getY(), at.getY()),
                Math.abs(began.getX() - at.getX()),
                Math.abs(began.getY() - at.getY()));
    }

    void paint(GraphicsContext gc, Ink ink) {
        gc.setLineWidth(2);
        if (drag == Drag.BAND && moved) {
            Box band = band();
            gc.setStroke(ink.of("accent"));
            gc.setLineWidth(1);
            gc.strokeRect(band.x(), band.y(), band.width(), band.height());
        } else if (drag == Drag.MOVE && moved) {
            ghosts(gc, ink);
        } else if (drag == Drag.EDGE && from != null) {
            growing(gc, ink, Objects.requireNonNull(from));
        }
    }

    private void ghosts(GraphicsContext gc, Ink ink) {
        gc.setStroke(ink.of("accent"));
        gc.setLineDashes(4, 4);
        Set<NodeId> ids = new HashSet<>(picture.selection().nodes());
        places(at).forEach((id, place) -> {
            Box box = placement().box(id);
            if (box != null && ids.contains(id)) {
                gc.strokeRoundRect(place.x(), place.y(), box.width(), box.height(), 10, 10);
            }
        });
        gc.setLineDashes();
    }

    private void growing(GraphicsContext gc, Ink ink, NodeId start) {
        Box box = placement().box(start);
        if (box == null) {
            return;
        }
        String why = refusal;
        String token = why != null ? "failed" : target != null ? "ok" : "accent";
        gc.setStroke(ink.of(token));
        gc.setLineDashes(6, 4);
        gc.strokeLine(box.right(), box.centreY(), at.getX(), at.getY());
        gc.setLineDashes();
        Box aimed = target == null ? null : placement().box(target);
        if (aimed != null) {
            gc.strokeRoundRect(aimed.x() - 4, aimed.y() - 4, aimed.width() + 8, aimed.height() + 8, 12, 12);
        }
        if (why != null) {
            Font font = Font.font("System", 12);
            gc.setFill(ink.of("failed-soft"));
            gc.fillRoundRect(at.getX() + 12, at.getY() + 12, 330, 24, 8, 8);
            gc.setFont(font);
            gc.setTextAlign(javafx.scene.text.TextAlignment.LEFT);
            gc.setFill(ink.of("failed"));
            gc.fillText(Fitting.cut(why, font, 316), at.getX() + 20, at.getY() + 24);
        }
    }
}
