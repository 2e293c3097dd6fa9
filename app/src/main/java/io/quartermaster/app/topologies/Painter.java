package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.topologies.Placement.Box;
import io.quartermaster.app.topologies.Placement.Point;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/// Paints a drawing. What is outside the view is not painted, and small print only where it can be read. FX thread
/// only.
final class Painter {
    private static final double READABLE = 0.4;
    private static final double RADIUS = 6;
    /// The family of the one icon pack; its font is loaded with its first icon.
    private static final String ICONS = "FeatherIcons";
    private static final Map<String, String> GLYPHS = new HashMap<>();

    private final Ink ink;
    private final Texts texts;
    private final Function<Part.Work, String> jobs;
    private final Font name = Font.font("System", FontWeight.BOLD, 13);
    private final Font small = Font.font("System", 11);

    /// What of a drawing is painted, and how it stands out.
    record Scene(Drawing drawing, Set<NodeId> flawed, Set<NodeId> warned) {
        static Scene of(Drawing drawing) {
            Set<NodeId> flawed = new HashSet<>();
            Set<NodeId> warned = new HashSet<>();
            for (Problem problem : drawing.findingsProperty().get().problems()) {
                NodeId node = problem.node();
                if (node != null) {
                    (problem.kind().warning() ? warned : flawed).add(node);
                }
            }
            return new Scene(drawing, flawed, warned);
        }
    }

    Painter(Ink ink, Texts texts, Function<Part.Work, String> jobs) {
        this.ink = ink;
        this.texts = texts;
        this.jobs = jobs;
    }

    /// @param view the part of the drawing that is seen, in its own units
    void paint(GraphicsContext gc, Scene scene, Box view, double scale) {
        Placement placement = scene.drawing().findingsProperty().get().placement();
        Drawing.Selection selection = scene.drawing().selection();
        gc.setTextBaseline(VPos.CENTER);
        for (Edge edge : scene.drawing().topology().edges()) {
            List<Point> route = placement.route(edge);
            if (!route.isEmpty() && meets(route, view)) {
                boolean near = edge.equals(selection.edge())
                        || selection.nodes().contains(edge.from())
                        || selection.nodes().contains(edge.to());
                edge(gc, edge, route, near, scale);
            }
        }
        Box wide = new Box(view.x() - 60, view.y() - 40, view.width() + 120, view.height() + 80);
        for (Node node : scene.drawing().topology().nodes()) {
            Box box = placement.box(node.id());
            if (box != null && box.meets(wide)) {
                node(gc, scene, node, box, scale);
            }
        }
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

    private void edge(GraphicsContext gc, Edge edge, List<Point> route, boolean near, double scale) {
        Paint paint = ink.of(near ? "accent-text" : "faint");
        gc.setStroke(paint);
        gc.setLineWidth(near ? 2 : Math.max(1.2, 0.6 / scale));
        line(gc, route);
        Point end = route.getLast();
        gc.setFill(paint);
        gc.fillPolygon(
                new double[] {end.x(), end.x() - 8, end.x() - 8},
                new double[] {end.y(), end.y() - 4.5, end.y() + 4.5},
                3);
        Boolean when = edge.when();
        if (when != null && scale >= READABLE) {
            answer(gc, route, when);
        }
    }

    static void line(GraphicsContext gc, List<Point> route) {
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
        icon(gc, when ? "fth-check" : "fth-x", x + 9, y, 11, ink.of(token));
        text(gc, texts.get("topologies.answer." + when), x + 17, y, width - 18, small, ink.of(token), false);
    }

    private void node(GraphicsContext gc, Scene scene, Node node, Box box, double scale) {
        Look look = Look.of(node);
        boolean selected = scene.drawing().selection().nodes().contains(node.id());
        Paint border = scene.flawed().contains(node.id())
                ? ink.of("failed")
                : scene.warned().contains(node.id())
                        ? ink.of("waiting")
                        : selected ? ink.of("accent-text") : ink.of("line-strong");
        gc.setStroke(border);
        gc.setLineWidth(selected ? 2 : Math.max(1, 0.5 / scale));
        gc.setFill(ink.of("surface"));
        switch (node.part()) {
            case Part.Work work -> work(gc, node, work, box, look, selected, scale);
            case Part.Gateway gateway -> diamond(gc, node, box, look, selected, scale);
            case Part.Close close -> diamond(gc, node, box, look, selected, scale);
            case Part.Start start -> circle(gc, node, box, look, selected, scale);
            case Part.End end -> circle(gc, node, box, look, selected, scale);
        }
        if (selected) {
            halo(gc, node, box);
        }
        if (scene.flawed().contains(node.id())) {
            badge(gc, box, "fth-alert-circle", "failed");
        } else if (scene.warned().contains(node.id())) {
            badge(gc, box, "fth-alert-triangle", "waiting");
        }
    }

    private void halo(GraphicsContext gc, Node node, Box box) {
        gc.setStroke(ink.of("accent"));
        gc.setLineWidth(1);
        gc.setLineDashes(3, 3);
        gc.strokeRoundRect(box.x() - 4, box.y() - 4, box.width() + 8, box.height() + 8, 10, 10);
        gc.setLineDashes();
        if (!(node.part() instanceof Part.End)) {
            gc.setFill(ink.of("accent-text"));
            gc.fillOval(box.right() - 5, box.centreY() - 5, 10, 10);
        }
    }

    private void badge(GraphicsContext gc, Box box, String icon, String token) {
        gc.setFill(ink.of("surface"));
        gc.fillOval(box.right() - 10, box.y() - 10, 20, 20);
        icon(gc, icon, box.right(), box.y(), 15, ink.of(token));
    }

    private void work(
            GraphicsContext gc, Node node, Part.Work work, Box box, Look look, boolean selected, double scale) {
        gc.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 10, 10);
        gc.setFill(ink.of(selected ? "accent-soft" : look.token() + "-soft"));
        gc.fillRoundRect(box.x() + 1, box.y() + 1, 38, box.height() - 2, 9, 9);
        gc.fillRect(box.x() + 28, box.y() + 1, 11, box.height() - 2);
        gc.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), 10, 10);
        if (scale < READABLE) {
            return;
        }
        icon(gc, look.icon(), box.x() + 20, box.centreY(), 18, ink.of(look.token()));
        double room = box.width() - 52;
        text(gc, node.name(), box.x() + 46, box.y() + 16, room, name, ink.of("text"), false);
        String below = texts.get(look.word()) + " · " + jobs.apply(work);
        double events = events(gc, node, box);
        text(gc, below, box.x() + 46, box.y() + 34, room - events, small, ink.of("muted"), false);
    }

    /// @return how much room the marks took
    private double events(GraphicsContext gc, Node node, Box box) {
        double x = box.right() - 12;
        if (node.events().loop() != null) {
            icon(gc, "fth-repeat", x, box.y() + 35, 12, ink.of("waiting"));
            x -= 16;
        }
        if (node.events().breakpoint()) {
            icon(gc, "fth-pause-circle", x, box.y() + 35, 12, ink.of("failed"));
            x -= 16;
        }
        if (node.events().delay() != null) {
            icon(gc, "fth-clock", x, box.y() + 35, 12, ink.of("waiting"));
            x -= 16;
        }
        return box.right() - 12 - x;
    }

    private void diamond(GraphicsContext gc, Node node, Box box, Look look, boolean selected, double scale) {
        double[] xs = {box.x(), box.centreX(), box.right(), box.centreX()};
        double[] ys = {box.centreY(), box.y(), box.centreY(), box.bottom()};
        gc.setFill(ink.of(selected ? "accent-soft" : look.token().equals("waiting") ? "waiting-soft" : "sunken"));
        gc.fillPolygon(xs, ys, 4);
        gc.strokePolygon(xs, ys, 4);
        below(gc, node, box, look, scale);
    }

    private void circle(GraphicsContext gc, Node node, Box box, Look look, boolean selected, double scale) {
        gc.setFill(ink.of(selected ? "accent-soft" : look.token() + "-soft"));
        gc.fillOval(box.x(), box.y(), box.width(), box.height());
        gc.strokeOval(box.x(), box.y(), box.width(), box.height());
        below(gc, node, box, look, scale);
    }

    private void below(GraphicsContext gc, Node node, Box box, Look look, double scale) {
        if (scale < READABLE) {
            return;
        }
        icon(gc, look.icon(), box.centreX(), box.centreY(), 16, ink.of(look.token()));
        boolean end = node.part() instanceof Part.Start || node.part() instanceof Part.End;
        String words = end ? texts.get(look.word()) : caption(node, texts);
        text(gc, words, box.centreX(), box.bottom() + 9, 118, small, ink.of("muted"), true);
    }

    /// What stands below a gateway.
    static String caption(Node node, Texts texts) {
        return switch (node.part()) {
            case Part.Condition condition -> condition.expression().isBlank() ? node.name() : condition.expression();
            case Part.Sharding sharding -> texts.get("topologies.times", sharding.rule());
            case Part.CrossZone zones -> zones.zones().isEmpty() ? node.name() : String.join(", ", zones.zones());
            case Part.Close close -> texts.get(Look.of(node).word());
            case Part.Parallel parallel -> texts.get(Look.of(node).word());
            case Part.Start start -> node.name();
            case Part.End end -> node.name();
            case Part.Work work -> node.name();
        };
    }

    private static void text(
            GraphicsContext gc,
            String words,
            double x,
            double y,
            double width,
            Font font,
            Paint paint,
            boolean centred) {
        gc.setFont(font);
        gc.setFill(paint);
        gc.setTextAlign(centred ? TextAlignment.CENTER : TextAlignment.LEFT);
        gc.fillText(Fitting.cut(words, font, width), x, y);
    }

    static void icon(GraphicsContext gc, String literal, double x, double y, double size, Paint paint) {
        // made once: making an icon is what loads its font
        String glyph = GLYPHS.computeIfAbsent(literal, each -> new FontIcon(each).getText());
        gc.setFont(Font.font(ICONS, size));
        gc.setFill(paint);
        gc.setTextAlign(TextAlignment.CENTER);
        gc.fillText(glyph, x, y);
    }
}
