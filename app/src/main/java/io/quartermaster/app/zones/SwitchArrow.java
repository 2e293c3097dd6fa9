package io.quartermaster.app.zones;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Polygon;

/// An arrow from one cell to another. The line leaves and enters at the sides that face each other.
final class SwitchArrow extends Group {
    /// What an arrow stands for.
    enum Kind {
        /// In force and kept.
        STANDS("stands"),
        /// Typed or drawn, not applied.
        DRAFT("draft"),
        /// In force, and gone after an apply.
        GOING("going");

        private final String styleClass;

        Kind(String styleClass) {
            this.styleClass = styleClass;
        }

        String styleClass() {
            return styleClass;
        }
    }

    private static final double HEAD = 9;
    private static final double CLEAR = 3;
    private static final double DIP = 44;

    private final CubicCurve curve = new CubicCurve();
    private final Polygon head = new Polygon();

    SwitchArrow(Kind kind) {
        setManaged(false);
        setMouseTransparent(true);
        curve.getStyleClass().addAll("switch-line", kind.styleClass());
        head.getStyleClass().addAll("switch-head", kind.styleClass());
        getChildren().addAll(curve, head);
    }

    /// Between two cards; `neighbours` when nothing lies between them in their row.
    void connect(Bounds from, Bounds to, boolean neighbours) {
        boolean sameRow = Math.abs(from.getMinY() - to.getMinY()) < 1;
        if (sameRow && neighbours) {
            boolean right = from.getMinX() < to.getMinX();
            double y = from.getCenterY();
            Point2D start = new Point2D(right ? from.getMaxX() + CLEAR : from.getMinX() - CLEAR, y);
            Point2D end = new Point2D(right ? to.getMinX() - CLEAR : to.getMaxX() + CLEAR, y);
            double pull = (end.getX() - start.getX()) / 3;
            draw(start, start.add(pull, 0), end.subtract(pull, 0), end);
        } else if (sameRow) {
            Point2D start = new Point2D(from.getCenterX(), from.getMaxY() + CLEAR);
            Point2D end = new Point2D(to.getCenterX(), to.getMaxY() + CLEAR);
            draw(start, start.add(0, DIP), end.add(0, DIP), end);
        } else {
            boolean down = from.getMinY() < to.getMinY();
            Point2D start = new Point2D(from.getCenterX(), down ? from.getMaxY() + CLEAR : from.getMinY() - CLEAR);
            Point2D end = new Point2D(to.getCenterX(), down ? to.getMinY() - CLEAR : to.getMaxY() + CLEAR);
            double pull = down ? DIP : -DIP;
            draw(start, start.add(0, pull), end.subtract(0, pull), end);
        }
    }

    /// To the mouse, while it is being drawn.
    void pull(Bounds from, Point2D to) {
        Point2D start = new Point2D(from.getCenterX(), from.getCenterY());
        Point2D third = to.subtract(start).multiply(1.0 / 3);
        draw(start, start.add(third), to.subtract(third), to);
    }

    private void draw(Point2D start, Point2D first, Point2D second, Point2D end) {
        Point2D away = end.subtract(second).magnitude() < 1 ? end.subtract(start) : end.subtract(second);
        Point2D along = away.normalize();
        Point2D base = end.subtract(along.multiply(HEAD));
        Point2D side = new Point2D(-along.getY(), along.getX()).multiply(HEAD / 2);
        curve.setStartX(start.getX());
        curve.setStartY(start.getY());
        curve.setControlX1(first.getX());
        curve.setControlY1(first.getY());
        curve.setControlX2(second.getX());
        curve.setControlY2(second.getY());
        curve.setEndX(base.getX());
        curve.setEndY(base.getY());
        head.getPoints()
                .setAll(
                        end.getX(),
                        end.getY(),
                        base.getX() + side.getX(),
                        base.getY() + side.getY(),
                        base.getX() - side.getX(),
                        base.getY() - side.getY());
    }
}
