package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.app.graph.Placement.Point;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;

/// Paints the edges of a picture. FX thread only.
final class EdgePainter {
    private static final double RADIUS = 6;

    private final Ink ink;
    private final Texts texts;
    private final Font small = Font.font("System", 11);

    EdgePainter(Ink ink, Texts texts) {
        this.ink = ink;
        this.texts = texts;
    }

    /// Those that a run went past lie below: where edges share their way, the one that was taken is seen.
    void paint(GraphicsContext gc, Picture picture, Box view, double scale) {
        Placement placement = picture.placement();
        List<Runnable> above = new ArrayList<>();
        for (Edge edge : picture.topology().edges()) {
            List<Point> route = placement.route(edge);
            if (route.isEmpty() || !meets(route, view)) {
                continue;
            }
            Tone tone = picture.tone(edge);
            boolean near = touches(picture.selection(), edge);
            if (tone == Tone.NOT_TAKEN) {
                edge(gc, edge, route, tone, near, scale);
            } else {
                above.add(() -> edge(gc, edge, route, tone, near, scale));
            }
        }
        above.forEach(Runnable::run);
    }

    private static boolean touches(Selection selection, Edge edge) {
        return edge.equals(selection.edge())
                || selection.nodes().contains(edge.from())
                || selection.nodes().contains(edge.to());
    }

    private static boolean meets(List<Point> route, Box view) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Point point : route) {
            left = Math.min(left, point.x());
            right = Math.max(right, point.x());
            top = Math.min(top, point.y());
            bottom = Math.max(bottom, point.y());
        }
        return new Box(left, top, right - left, bottom - top).meets(view);
    }

    private void edge(GraphicsContext gc, Edge edge, List<Point> route, Tone tone, boolean near, double scale) {
        boolean usual = tone == Tone.USUAL;
        Paint paint = ink.of(near && usual ? "accent-text" : tone.token());
        gc.setStroke(paint);
        gc.setLineWidth(Math.max(near ? tone.width() + 0.8 : tone.width(), 0.6 / scale));
        if (tone.dash() > 0) {
            gc.setLineDashes(tone.dash(), tone.dash());
        }
        if (scale < Painter.READABLE) {
            // nobody sees its corners, and there are thousands
            polyline(gc, route);
        } else {
            line(gc, route);
        }
        gc.setLineDashes();
        Point end = route.getLast();
        gc.setFill(paint);
        gc.fillPolygon(
                new double[] {end.x(), end.x() - 8, end.x() - 8},
                new double[] {end.y(), end.y() - 4.5, end.y() + 4.5},
                3);
        Boolean when = edge.when();
        if (when != null && scale >= Painter.READABLE) {
            answer(gc, route, when);
        }
    }

    private static void polyline(GraphicsContext gc, List<Point> route) {
        gc.strokePolyline(
                route.stream().mapToDouble(Point::x).toArray(),
                route.stream().mapToDouble(Point::y).toArray(),
                route.size());
    }

    private static void line(GraphicsContext gc, List<Point> route) {
        gc.beginPath();
        gc.moveTo(route.getFirst().x(), route.getFirst().y());
        for (int i = 1; i < route.size() - 1; i++) {
            Point at = route.get(i);
            Point next = route.get(i + 1);
            Point before = route.get(i - 1);
            double radius = Math.min(RADIUS, Math.min(distance(before, at), distance(at, next)) / 2);
            gc.arcTo(at.x(), at.y(), next.x(), next.y(), radius);
        }
        gc.lineTo(route.getLast().x() - 4, route.getLast().y());
        gc.stroke();
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    /// The answer of a condition, as icon and word, where its branch begins.
    private void answer(GraphicsContext gc, List<Point> route, boolean when) {
        Point last = route.getLast();
        double width = 46;
        double x = last.x() - width - 12;
        double y = last.y();
        String token = when ? "ok" : "neutral";
        gc.setFill(ink.of("surface"));
        gc.fillRoundRect(x - 2, y - 10, width + 4, 20, 10, 10);
        gc.setFill(ink.of(token + "-soft"));
        gc.fillRoundRect(x, y - 8, width, 16, 8, 8);
        Painter.icon(gc, when ? "fth-check" : "fth-x", x + 9, y, 11, ink.of(token));
        Painter.text(gc, texts.get("graph.answer." + when), x + 17, y, width - 18, small, ink.of(token), false);
    }
}
