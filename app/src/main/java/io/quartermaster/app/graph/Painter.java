package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Paints a picture. What is outside the view is not painted, and small print only where it can be read. FX thread
/// only.
final class Painter {
    static final double READABLE = 0.4;
    private static final double FAINT = 0.45;
    /// The family of the one icon pack; its font is loaded with its first icon.
    private static final String ICONS = "FeatherIcons";
    private static final Map<String, String> GLYPHS = new HashMap<>();

    private final Ink ink;
    private final Texts texts;
    private final EdgePainter edges;
    private final Font name = Font.font("System", FontWeight.BOLD, 13);
    private final Font small = Font.font("System", 11);

    Painter(Ink ink, Texts texts) {
        this.ink = ink;
        this.texts = texts;
        this.edges = new EdgePainter(ink, texts);
    }

    /// @param view the part of the picture that is seen, in its own units
    void paint(GraphicsContext gc, Picture picture, Box view, double scale) {
        Placement placement = picture.placement();
        gc.setTextBaseline(VPos.CENTER);
        edges.paint(gc, picture, view, scale);
        Box wide = new Box(view.x() - 60, view.y() - 40, view.width() + 120, view.height() + 80);
        for (Node node : picture.topology().nodes()) {
            Box box = placement.box(node.id());
            if (box != null && box.meets(wide)) {
                node(gc, picture, node, box, scale);
            }
        }
    }

    /// One node and all it takes to paint it.
    private record Shown(Node node, Box box, Look look, @Nullable Badge badge, boolean selected, double scale) {
        boolean legible() {
            return scale >= READABLE;
        }

        String token() {
            return badge == null ? look.token() : badge.token();
        }

        /// Of its body, under what is written.
        String soft() {
            return selected ? "accent-soft" : token() + "-soft";
        }

        double opacity() {
            return badge != null && badge.faint() ? FAINT : 1;
        }
    }

    private void node(GraphicsContext gc, Picture picture, Node node, Box box, double scale) {
        boolean selected = picture.selection().nodes().contains(node.id());
        Shown shown = new Shown(node, box, Look.of(node), picture.badge(node.id()), selected, scale);
        Corner corner = picture.corner(node.id());
        gc.setGlobalAlpha(shown.opacity());
        gc.setStroke(ink.of(border(shown, corner)));
        gc.setLineWidth(selected || shown.badge() != null ? 2 : Math.max(1, 0.5 / scale));
        gc.setFill(ink.of("surface"));
        switch (node.part()) {
            case Part.Work work -> work(gc, shown, picture.job(work));
            case Part.Gateway gateway -> diamond(gc, shown);
            case Part.Close close -> diamond(gc, shown);
            case Part.Start start -> circle(gc, shown);
            case Part.End end -> circle(gc, shown);
        }
        gc.setGlobalAlpha(1);
        if (selected) {
            halo(gc, node, box);
        }
        corner(gc, corner, box.right(), box.y());
        corner(gc, picture.stop(node.id()), box.x(), box.y());
    }

    private static String border(Shown shown, @Nullable Corner corner) {
        if (corner != null) {
            return corner.token();
        }
        Badge badge = shown.badge();
        if (badge != null) {
            return badge.token().equals("neutral") ? "line-strong" : badge.token();
        }
        return shown.selected() ? "accent-text" : "line-strong";
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

    private void corner(GraphicsContext gc, @Nullable Corner corner, double x, double y) {
        if (corner != null) {
            gc.setFill(ink.of("surface"));
            gc.fillOval(x - 10, y - 10, 20, 20);
            icon(gc, corner.icon(), x, y, 15, ink.of(corner.token()));
        }
    }

    private void work(GraphicsContext gc, Shown shown, String job) {
        Box box = shown.box();
        Badge badge = shown.badge();
        if (!shown.legible()) {
            gc.setFill(ink.of(shown.soft()));
            gc.fillRect(box.x(), box.y(), box.width(), box.height());
            gc.strokeRect(box.x(), box.y(), box.width(), box.height());
            return;
        }
        gc.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 10, 10);
        gc.setFill(ink.of(shown.soft()));
        gc.fillRoundRect(box.x() + 1, box.y() + 1, 38, box.height() - 2, 9, 9);
        gc.fillRect(box.x() + 28, box.y() + 1, 11, box.height() - 2);
        progress(gc, shown);
        gc.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), 10, 10);
        Paint colour = ink.of(shown.token());
        String glyph = badge == null ? shown.look().icon() : badge.icon();
        icon(gc, glyph, box.x() + 20, box.centreY(), 18, colour);
        double room = box.width() - 52;
        text(gc, shown.node().name(), box.x() + 46, box.y() + 16, room, name, ink.of("text"), false);
        String below = badge == null ? texts.get(shown.look().word()) + " · " + job : badge.words();
        Paint words = badge == null ? ink.of("muted") : colour;
        text(gc, below, box.x() + 46, box.y() + 34, room - events(gc, shown.node(), box), small, words, false);
    }

    private void progress(GraphicsContext gc, Shown shown) {
        Badge badge = shown.badge();
        if (badge != null && badge.progress() >= 0) {
            Box box = shown.box();
            double whole = box.width() - 46;
            gc.setFill(ink.of("line"));
            gc.fillRect(box.x() + 42, box.bottom() - 4, whole, 3);
            gc.setFill(ink.of(badge.token()));
            gc.fillRect(box.x() + 42, box.bottom() - 4, whole * Math.min(1, badge.progress()), 3);
        }
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

    private void diamond(GraphicsContext gc, Shown shown) {
        Box box = shown.box();
        double[] xs = {box.x(), box.centreX(), box.right(), box.centreX()};
        double[] ys = {box.centreY(), box.y(), box.centreY(), box.bottom()};
        boolean plain =
                shown.badge() == null && !shown.selected() && !shown.token().equals("waiting");
        gc.setFill(ink.of(plain ? "sunken" : shown.soft()));
        gc.fillPolygon(xs, ys, 4);
        gc.strokePolygon(xs, ys, 4);
        below(gc, shown);
    }

    private void circle(GraphicsContext gc, Shown shown) {
        Box box = shown.box();
        gc.setFill(ink.of(shown.soft()));
        gc.fillOval(box.x(), box.y(), box.width(), box.height());
        gc.strokeOval(box.x(), box.y(), box.width(), box.height());
        below(gc, shown);
    }

    private void below(GraphicsContext gc, Shown shown) {
        if (!shown.legible()) {
            return;
        }
        Box box = shown.box();
        Node node = shown.node();
        Badge badge = shown.badge();
        icon(gc, shown.look().icon(), box.centreX(), box.centreY(), 16, ink.of(shown.token()));
        if (badge != null) {
            corner(gc, new Corner(badge.token(), badge.icon()), box.right() - 4, box.y() + 6);
        }
        boolean end = node.part() instanceof Part.Start || node.part() instanceof Part.End;
        String words = end ? texts.get(shown.look().word()) : caption(node, texts);
        text(gc, words, box.centreX(), box.bottom() + 9, 118, small, ink.of("muted"), true);
        if (badge != null && !badge.note().isEmpty()) {
            text(gc, badge.note(), box.centreX(), box.bottom() + 24, 118, small, ink.of(badge.token()), true);
        }
    }

    /// What stands below a gateway.
    static String caption(Node node, Texts texts) {
        return switch (node.part()) {
            case Part.Condition condition -> condition.expression().isBlank() ? node.name() : condition.expression();
            case Part.Sharding sharding -> texts.get("graph.times", sharding.rule());
            case Part.CrossZone zones -> zones.zones().isEmpty() ? node.name() : String.join(", ", zones.zones());
            case Part.Close close -> texts.get(Look.of(node).word());
            case Part.Parallel parallel -> texts.get(Look.of(node).word());
            case Part.Start start -> node.name();
            case Part.End end -> node.name();
            case Part.Work work -> node.name();
        };
    }

    static void text(
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
