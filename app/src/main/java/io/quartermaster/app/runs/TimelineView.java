package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Fitting;
import io.quartermaster.app.graph.Ink;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The run over time: a line a node, a bar for each stretch it waited, worked or was paused. Painted, and only what is
// in
/// view, as a night may have thousands of lines. FX thread only.
final class TimelineView extends Region {
    private static final double ROW = 24;
    private static final double AXIS = 26;
    private static final double MARGIN = 10;
    private static final Font SMALL = Font.font("System", 12);

    private final RunViewModel model;
    private final Texts texts;
    private final Times times;
    private final Ink ink = new Ink(this::requestLayout);
    private final Canvas canvas = new Canvas();
    private final ScrollBar scroll = new ScrollBar();
    private final Tooltip tip = new Tooltip();

    TimelineView(RunViewModel model, Texts texts, Times times) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        setId("run-timeline");
        getStyleClass().add("run-timeline");
        setFocusTraversable(true);
        accessibleTextProperty().bind(texts.live("runs.timeline"));
        scroll.setOrientation(Orientation.VERTICAL);
        scroll.valueProperty().subscribe(now -> requestLayout());
        getChildren().setAll(ink, canvas, scroll);
        setMinSize(120, 120);
        setOnScroll(event -> {
            scroll.setValue(Math.clamp(scroll.getValue() - event.getDeltaY(), 0, Math.max(0, scroll.getMax())));
            event.consume();
        });
        setOnMousePressed(event -> {
            requestFocus();
            Timeline.Line line = lineAt(event.getY());
            if (line != null) {
                model.show(line.node());
            }
        });
        setOnMouseMoved(event -> hover(event.getX(), event.getY()));
        Tooltip.install(canvas, tip);
        setOnKeyPressed(this::walk);
        model.shownProperty().subscribe(now -> requestLayout());
        model.selectedProperty().subscribe(now -> requestLayout());
    }

    private Timeline timeline() {
        Shown now = model.shownProperty().get();
        return now == null ? Timeline.NONE : now.timeline();
    }

    private double names() {
        return Math.clamp(getWidth() * 0.3, 90, 280);
    }

    private Timeline.@Nullable Line lineAt(double y) {
        int index = (int) Math.floor((y - AXIS + scroll.getValue()) / ROW);
        return y < AXIS || index < 0 || index >= timeline().lines().size()
                ? null
                : timeline().lines().get(index);
    }

    private void walk(KeyEvent event) {
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (step == 0 || timeline().lines().isEmpty()) {
            return;
        }
        int now = selectedIndex();
        int next = Math.clamp(now + step, 0, timeline().lines().size() - 1);
        model.show(timeline().lines().get(next).node());
        double top = next * ROW;
        if (top < scroll.getValue() || top + ROW > scroll.getValue() + getHeight() - AXIS) {
            scroll.setValue(Math.clamp(top - (getHeight() - AXIS) / 2, 0, Math.max(0, scroll.getMax())));
        }
        event.consume();
    }

    private int selectedIndex() {
        NodeFold fold = model.selectedFold().orElse(null);
        for (int i = 0; fold != null && i < timeline().lines().size(); i++) {
            if (fold.keys().contains(timeline().lines().get(i).node())) {
                return i;
            }
        }
        return -1;
    }

    private void hover(double x, double y) {
        Timeline.Line line = lineAt(y);
        tip.setText(line == null ? "" : told(line));
        tip.setOpacity(line == null ? 0 : 1);
    }

    private String told(Timeline.Line line) {
        Duration worked = line.worked();
        StringBuilder said = new StringBuilder(line.name());
        if (worked != null) {
            said.append('\n').append(texts.get("runs.timeline.worked", times.duration(worked)));
        }
        line.bars().stream()
                .filter(bar -> bar.kind() != Bar.Kind.MOMENT)
                .limit(12)
                .forEach(bar -> said.append('\n')
                        .append(texts.get("runs.bar." + bar.kind().name()))
                        .append("  ")
                        .append(times.duration(Duration.between(bar.from(), end(bar))))
                        .append("  ")
                        .append(times.absolute(bar.from())));
        if (line.critical()) {
            said.append('\n').append(texts.get("runs.timeline.critical"));
        }
        return said.toString();
    }

    private Instant end(Bar bar) {
        Instant to = bar.to() == null ? timeline().to() : bar.to();
        return to.isBefore(bar.from()) ? bar.from() : to;
    }

    @Override
    protected void layoutChildren() {
        double bar = scroll.prefWidth(-1);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        double whole = timeline().lines().size() * ROW;
        double seen = Math.max(1, getHeight() - AXIS);
        scroll.setVisible(whole > seen);
        scroll.setMax(Math.max(0, whole - seen));
        scroll.setVisibleAmount(scroll.getMax() * seen / Math.max(seen, whole));
        scroll.setUnitIncrement(ROW);
        scroll.setBlockIncrement(seen);
        if (scroll.getValue() > scroll.getMax()) {
            scroll.setValue(scroll.getMax());
        }
        scroll.resizeRelocate(getWidth() - bar, AXIS, bar, seen);
        paint(canvas.getGraphicsContext2D(), getWidth() - bar);
    }

    private void paint(GraphicsContext gc, double width) {
        gc.setFill(ink.of("surface"));
        gc.fillRect(0, 0, getWidth(), getHeight());
        gc.setTextBaseline(VPos.CENTER);
        Timeline now = timeline();
        double left = names();
        Scale scale = new Scale(now, left + MARGIN, width - MARGIN);
        axis(gc, scale, width);
        gc.save();
        gc.beginPath();
        gc.rect(0, AXIS, width, getHeight() - AXIS);
        gc.clip();
        NodeFold fold = model.selectedFold().orElse(null);
        int first = (int) (scroll.getValue() / ROW);
        for (int i = first; i < now.lines().size(); i++) {
            double y = AXIS + i * ROW - scroll.getValue();
            if (y > getHeight()) {
                break;
            }
            Timeline.Line line = now.lines().get(i);
            boolean selected = fold != null && fold.keys().contains(line.node());
            line(gc, scale, line, y, width, selected);
        }
        gc.restore();
        gc.setStroke(ink.of("line"));
        gc.setLineWidth(1);
        gc.strokeLine(left + 0.5, 0, left + 0.5, getHeight());
    }

    /// Where an instant is.
    private record Scale(Timeline timeline, double from, double to) {
        double x(Instant at) {
            double share = (double) Duration.between(timeline.from(), at).toMillis()
                    / Math.max(1, timeline.length().toMillis());
            return from + Math.clamp(share, 0, 1) * Math.max(1, to - from);
        }
    }

    private void axis(GraphicsContext gc, Scale scale, double width) {
        gc.setFill(ink.of("sunken"));
        gc.fillRect(0, 0, getWidth(), AXIS);
        gc.setFont(SMALL);
        gc.setLineWidth(1);
        long step = Ticks.step(timeline().length().toMillis(), (int) Math.max(2, (scale.to() - scale.from()) / 110));
        for (long at = 0; at <= timeline().length().toMillis(); at += step) {
            double x = Math.round(scale.x(timeline().from().plusMillis(at))) + 0.5;
            gc.setStroke(ink.of("line"));
            gc.strokeLine(x, AXIS - 5, x, getHeight());
            gc.setFill(ink.of("muted"));
            gc.setTextAlign(TextAlignment.LEFT);
            if (x + 70 < width) {
                gc.fillText("+" + times.duration(Duration.ofMillis(at)), x + 4, AXIS / 2);
            }
        }
    }

    private void line(GraphicsContext gc, Scale scale, Timeline.Line line, double y, double width, boolean selected) {
        if (selected) {
            gc.setFill(ink.of("accent-soft"));
            gc.fillRect(0, y, width, ROW);
        }
        double left = names();
        gc.setFont(SMALL);
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setFill(ink.of(line.critical() ? "accent-text" : "text"));
        String mark = line.critical() ? "◆ " : "";
        gc.fillText(Fitting.cut(mark + line.name(), SMALL, left - 16), 8, y + ROW / 2);
        for (Bar bar : line.bars()) {
            bar(gc, scale, bar, y, line.critical());
        }
    }

    private void bar(GraphicsContext gc, Scale scale, Bar bar, double y, boolean critical) {
        double x = scale.x(bar.from());
        double wide = Math.max(2, scale.x(end(bar)) - x);
        String token = token(bar);
        boolean work = bar.kind() == Bar.Kind.WORK;
        double high = work ? 14 : 6;
        double top = y + (ROW - high) / 2;
        gc.setFill(ink.of(work ? token : token + "-soft"));
        gc.fillRoundRect(x, top, wide, high, 4, 4);
        gc.setStroke(ink.of(work && critical ? "accent-text" : token));
        gc.setLineWidth(work && critical ? 2 : 1);
        if (!work || critical) {
            gc.strokeRoundRect(x + 0.5, top, Math.max(1, wide - 1), high, 4, 4);
        }
    }

    private static String token(Bar bar) {
        return switch (bar.kind()) {
            case WAIT, PAUSE, HOLD -> "waiting";
            case WORK ->
                bar.to() == null
                        ? "running"
                        : bar.status() == null
                                ? "neutral"
                                : Standing.of(bar.status()).look().token();
            case MOMENT ->
                Standing.of(Objects.requireNonNull(bar.status())).look().token();
        };
    }
}
