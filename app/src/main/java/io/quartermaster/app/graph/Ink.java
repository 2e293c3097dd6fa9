package io.quartermaster.app.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;

/// The theme's colours for what is painted and not built of nodes: one swatch a token, dressed by the style sheet and
/// never seen. FX thread only.
public final class Ink extends Group {
    static final List<String> TOKENS = List.of(
            "surface",
            "sunken",
            "raised",
            "line",
            "line-strong",
            "text",
            "muted",
            "faint",
            "accent",
            "accent-soft",
            "accent-text",
            "ok",
            "ok-soft",
            "running",
            "running-soft",
            "waiting",
            "waiting-soft",
            "failed",
            "failed-soft",
            "skipped",
            "skipped-soft",
            "neutral",
            "neutral-soft");

    private final Map<String, Rectangle> swatches = new LinkedHashMap<>();

    public Ink(Runnable changed) {
        setManaged(false);
        setMouseTransparent(true);
        setOpacity(0);
        for (String token : TOKENS) {
            Rectangle swatch = new Rectangle(1, 1);
            swatch.getStyleClass().setAll("ink", "ink-" + token);
            swatch.fillProperty().subscribe((before, now) -> changed.run());
            swatches.put(token, swatch);
            getChildren().add((Node) swatch);
        }
    }

    public Paint of(String token) {
        Rectangle swatch = swatches.get(token);
        return swatch == null || swatch.getFill() == null ? Color.TRANSPARENT : swatch.getFill();
    }

    /// Draws one of the pack's icons, its middle at the point.
    public void icon(GraphicsContext gc, String literal, double x, double y, double size, String token) {
        Painter.icon(gc, literal, x, y, size, of(token));
    }

    /// As a web colour, for what is written to a file.
    public String web(String token) {
        if (!(of(token) instanceof Color color)) {
            return "none";
        }
        return String.format(
                java.util.Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255),
                Math.round(color.getBlue() * 255));
    }
}
