package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.model.topology.NodeId;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// All of a drawing in a corner, and which part of it is seen; a press goes there. Hidden while everything is in view.
/// FX thread only.
final class Minimap extends Region {
    static final double WIDTH = 180;
    static final double HEIGHT = 110;

    private final GraphCanvas graph;
    private final Picture picture;
    private final Ink ink;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private double scale = 1;
    private double leftAt;
    private double topAt;

    Minimap(GraphCanvas graph, Picture picture, Ink ink) {
        this.graph = graph;
        this.picture = picture;
        this.ink = ink;
        setManaged(false);
        getStyleClass().add("topology-minimap");
        getChildren().setAll(canvas);
        setOnMousePressed(this::go);
        setOnMouseDragged(this::go);
    }

    void paint() {
        Placement placement = picture.placement();
        Box all = placement.bounds();
        Box view = graph.view();
        boolean whole = view.x() <= all.x() + 40
                && view.y() <= all.y() + 40
                && view.right() >= all.right() - 40
                && view.bottom() >= all.bottom() - 40;
        setVisible(!whole && !placement.boxes().isEmpty());
        if (!isVisible()) {
            return;
        }
        scale = Math.min(WIDTH / all.width(), HEIGHT / all.height());
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.setTransform(1, 0, 0, 1, 0, 0);
        gc.setFill(ink.of("surface"));
        gc.fillRect(0, 0, WIDTH, HEIGHT);
        leftAt = (WIDTH - all.width() * scale) / 2 - all.x() * scale;
        topAt = (HEIGHT - all.height() * scale) / 2 - all.y() * scale;
        gc.setTransform(scale, 0, 0, scale, leftAt, topAt);
        for (java.util.Map.Entry<NodeId, Box> entry : placement.boxes().entrySet()) {
            Box box = entry.getValue();
            gc.setFill(ink.of(token(entry.getKey())));
            double least = 1.5 / scale;
            gc.fillRect(box.x(), box.y(), Math.max(box.width(), least), Math.max(box.height(), least));
        }
        gc.setStroke(ink.of("accent"));
        gc.setLineWidth(1.5 / scale);
        gc.strokeRect(view.x(), view.y(), view.width(), view.height());
        gc.setTransform(1, 0, 0, 1, 0, 0);
        gc.setLineWidth(1);
        gc.setStroke(ink.of("line-strong"));
        gc.strokeRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1);
    }

    private String token(NodeId id) {
        Badge badge = picture.badge(id);
        if (picture.selection().nodes().contains(id)) {
            return "accent";
        }
        return badge == null || badge.faint() ? "faint" : badge.token();
    }

    private void go(MouseEvent event) {
        graph.centre((event.getX() - leftAt) / scale, (event.getY() - topAt) / scale);
        event.consume();
    }
}
