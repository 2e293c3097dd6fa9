package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Fitting;
import io.quartermaster.app.graph.Ink;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Runs beside each other, newest first, nodes below each other: each cell by colour, icon and time. Painted, and only
/// what is in view. FX thread only.
final class HistoryGrid extends Region {
    private static final double ROW = 24;
    private static final double COLUMN = 78;
    private static final double HEAD = 72;
    private static final double BAR = 18;
    private static final Font SMALL = Font.font("System", 12);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final RunsViewModel model;
    private final Texts texts;
    private final Times times;
    private final Consumer<RecordId> open;
    private final Ink ink = new Ink(this::requestLayout);
    private final Canvas canvas = new Canvas();
    private final ScrollBar down = new ScrollBar();
    private final ScrollBar across = new ScrollBar();
    private final Tooltip tip = new Tooltip();

    HistoryGrid(RunsViewModel model, Texts texts, Times times, Consumer<RecordId> open) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.open = open;
        setId("runs-grid");
        getStyleClass().add("runs-grid");
        setFocusTraversable(true);
        accessibleTextProperty().bind(texts.live("runs.grid"));
        down.setOrientation(Orientation.VERTICAL);
        down.valueProperty().subscribe(now -> requestLayout());
        across.valueProperty().subscribe(now -> requestLayout());
        getChildren().setAll(ink, canvas, down, across);
        setMinSize(120, 120);
        setOnScroll(event -> {
            scroll(across, -event.getDeltaX() - (event.isShiftDown() ? event.getDeltaY() : 0));
            scroll(down, event.isShiftDown() ? 0 : -event.getDeltaY());
            event.consume();
        });
        setOnMousePressed(this::press);
        setOnMouseMoved(event -> hover(event.getX(), event.getY()));
        setOnKeyPressed(this::walk);
        Tooltip.install(canvas, tip);
        model.historyProperty().subscribe(now -> requestLayout());
        model.selected().subscribe(this::requestLayout);
        texts.languageProperty().subscribe(now -> requestLayout());
        times.zoneProperty().subscribe(now -> requestLayout());
    }

    private static void scroll(ScrollBar bar, double by) {
        bar.setValue(Math.clamp(bar.getValue() + by, 0, Math.max(0, bar.getMax())));
    }

    private History history() {
        return model.historyProperty().get();
    }

    private double names() {
        return Math.clamp(getWidth() * 0.25, 90, 240);
    }

    private int columnAt(double x) {
        double at = x - names() + across.getValue();
        int column = (int) Math.floor(at / COLUMN);
        return x < names() || column >= history().columns().size() ? -1 : column;
    }

    private int rowAt(double y) {
        int row = (int) Math.floor((y - HEAD + down.getValue()) / ROW);
        return y < HEAD || row >= history().rows().size() ? -1 : row;
    }

    private void press(MouseEvent event) {
        requestFocus();
        int column = columnAt(event.getX());
        if (column < 0) {
            return;
        }
        RecordId id = history().columns().get(column).run().record().id();
        if (event.getClickCount() == 2) {
            open.accept(id);
        } else {
            select(id, event.isShortcutDown() || event.isShiftDown());
        }
    }

    private void select(RecordId id, boolean more) {
        List<RecordId> now = more ? new ArrayList<>(model.selected()) : new ArrayList<>();
        if (!now.remove(id)) {
            now.add(id);
        }
        model.select(now);
    }

    private void walk(KeyEvent event) {
        int step = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        List<HistoryColumn> columns = history().columns();
        if (event.getCode() == KeyCode.ENTER && !model.selected().isEmpty()) {
            open.accept(model.selected().getLast());
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            scroll(down, event.getCode() == KeyCode.DOWN ? ROW : -ROW);
            event.consume();
        } else if (step != 0 && !columns.isEmpty()) {
            int next = Math.clamp(index() + step, 0, columns.size() - 1);
            select(columns.get(next).run().record().id(), event.isShiftDown());
            double x = next * COLUMN;
            if (x < across.getValue() || x + COLUMN > across.getValue() + getWidth() - names()) {
                across.setValue(Math.clamp(x - COLUMN, 0, Math.max(0, across.getMax())));
            }
            event.consume();
        }
    }

    private int index() {
        for (int i = 0; i < history().columns().size() && !model.selected().isEmpty(); i++) {
            if (history()
                    .columns()
                    .get(i)
                    .run()
                    .record()
                    .id()
                    .equals(model.selected().getLast())) {
                return i;
            }
        }
        return -1;
    }

    private void hover(double x, double y) {
        int column = columnAt(x);
        int row = rowAt(y);
        String text = column < 0
                ? row < 0 || x > names() ? "" : history().rows().get(row).name()
                : told(column, row);
        tip.setText(text);
        tip.setOpacity(text.isEmpty() ? 0 : 1);
    }

    private String told(int column, int row) {
        HistoryColumn run = history().columns().get(column);
        StringBuilder said = new StringBuilder(texts.get(
                "runs.grid.run",
                run.run().record().id().toString(),
                times.absolute(run.run().record().due()),
                RunStatusLook.word(run.run().record().status(), texts),
                run.run().version()));
        if (row >= 0) {
            History.Row node = history().rows().get(row);
            HistoryColumn.Cell cell = run.cells().get(node.node());
            said.append('\n').append(node.name()).append("  ");
            said.append(
                    cell == null
                            ? texts.get("runs.grid.absent")
                            : texts.get(cell.standing().look().key()));
            if (cell != null && cell.took() != null) {
                said.append("  ").append(times.duration(cell.took()));
            }
        }
        String error = run.run().record().error();
        if (error != null && row < 0) {
            said.append('\n').append(error);
        }
        return said.toString();
    }

    @Override
    protected void layoutChildren() {
        double bar = down.prefWidth(-1);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        double seenDown = Math.max(1, getHeight() - HEAD - bar);
        double seenAcross = Math.max(1, getWidth() - names() - bar);
        fit(down, history().rows().size() * ROW, seenDown, ROW);
        fit(across, history().columns().size() * COLUMN, seenAcross, COLUMN);
        down.resizeRelocate(getWidth() - bar, HEAD, bar, seenDown);
        across.resizeRelocate(names(), getHeight() - bar, seenAcross, bar);
        paint(canvas.getGraphicsContext2D());
    }

    private static void fit(ScrollBar bar, double whole, double seen, double unit) {
        bar.setVisible(whole > seen);
        bar.setMax(Math.max(0, whole - seen));
        bar.setVisibleAmount(bar.getMax() * seen / Math.max(seen, whole));
        bar.setUnitIncrement(unit);
        bar.setBlockIncrement(seen);
        if (bar.getValue() > bar.getMax()) {
            bar.setValue(bar.getMax());
        }
    }

    private void paint(GraphicsContext gc) {
        gc.setFill(ink.of("surface"));
        gc.fillRect(0, 0, getWidth(), getHeight());
        gc.setTextBaseline(VPos.CENTER);
        double left = names();
        clipped(gc, left, HEAD, () -> cells(gc, left));
        clipped(gc, left, 0, () -> heads(gc, left));
        clipped(gc, 0, HEAD, () -> rowNames(gc, left));
        gc.setStroke(ink.of("line"));
        gc.setLineWidth(1);
        gc.strokeLine(left - 0.5, 0, left - 0.5, getHeight());
        gc.strokeLine(0, HEAD - 0.5, getWidth(), HEAD - 0.5);
    }

    private void clipped(GraphicsContext gc, double x, double y, Runnable painting) {
        gc.save();
        gc.beginPath();
        gc.rect(x, y, getWidth() - x, getHeight() - y);
        gc.clip();
        painting.run();
        gc.restore();
    }

    private void cells(GraphicsContext gc, double left) {
        int firstRow = (int) (down.getValue() / ROW);
        int firstColumn = (int) (across.getValue() / COLUMN);
        for (int c = firstColumn; c < history().columns().size(); c++) {
            double x = left + c * COLUMN - across.getValue();
            if (x > getWidth()) {
                break;
            }
            HistoryColumn column = history().columns().get(c);
            if (model.selected().contains(column.run().record().id())) {
                gc.setFill(ink.of("accent-soft"));
                gc.fillRect(x, 0, COLUMN, getHeight());
            }
            for (int r = firstRow; r < history().rows().size(); r++) {
                double y = HEAD + r * ROW - down.getValue();
                if (y > getHeight()) {
                    break;
                }
                HistoryColumn.Cell cell =
                        column.cells().get(history().rows().get(r).node());
                if (cell != null) {
                    cell(gc, cell, x, y);
                }
            }
        }
    }

    private void cell(GraphicsContext gc, HistoryColumn.Cell cell, double x, double y) {
        String token = cell.standing().look().token();
        Paint colour = ink.of(token);
        if (!cell.standing().beside() && cell.standing() != Standing.NOT_EXECUTED) {
            gc.setFill(ink.of(token + "-soft"));
            gc.fillRoundRect(x + 2, y + 2, COLUMN - 4, ROW - 4, 6, 6);
        }
        ink.icon(gc, cell.standing().look().icon(), x + 13, y + ROW / 2, 14, token);
        Duration took = cell.took();
        if (took != null) {
            gc.setFont(SMALL);
            gc.setFill(colour);
            gc.setTextAlign(TextAlignment.RIGHT);
            gc.fillText(Fitting.cut(times.duration(took), SMALL, COLUMN - 30), x + COLUMN - 7, y + ROW / 2);
        }
    }

    private void heads(GraphicsContext gc, double left) {
        gc.setFill(ink.of("sunken"));
        gc.fillRect(left, 0, getWidth(), HEAD);
        for (int c = (int) (across.getValue() / COLUMN); c < history().columns().size(); c++) {
            double x = left + c * COLUMN - across.getValue();
            if (x > getWidth()) {
                break;
            }
            head(gc, history().columns().get(c), x);
        }
    }

    private void head(GraphicsContext gc, HistoryColumn column, double x) {
        boolean selected = model.selected().contains(column.run().record().id());
        if (selected) {
            gc.setFill(ink.of("accent-soft"));
            gc.fillRect(x, 0, COLUMN, HEAD);
            gc.setFill(ink.of("accent"));
            gc.fillRect(x, 0, COLUMN, 3);
        }
        RunStatus status = column.run().record().status();
        String token = RunStatusLook.styleClass(status).substring("status-".length());
        Duration took = column.took();
        Duration longest = history().longest();
        if (took != null && longest != null && !longest.isZero()) {
            double high = Math.max(2, BAR * took.toMillis() / Math.max(1, longest.toMillis()));
            gc.setFill(ink.of(token));
            gc.fillRect(x + 8, 4 + BAR - high, COLUMN - 16, high);
        }
        var due = column.run().record().due().atZone(times.zoneProperty().get());
        gc.setFont(SMALL);
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setFill(ink.of("muted"));
        gc.fillText(DAY.format(due), x + COLUMN / 2, 32);
        gc.setFill(ink.of("text"));
        gc.fillText(HOUR.format(due), x + COLUMN / 2, 46);
        ink.icon(gc, RunStatusLook.icon(status), x + 13, 61, 14, token);
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.setFont(SMALL);
        gc.setFill(ink.of(token));
        gc.fillText(Fitting.cut(took == null ? "" : times.duration(took), SMALL, COLUMN - 28), x + COLUMN - 7, 61);
    }

    private void rowNames(GraphicsContext gc, double left) {
        gc.setFill(ink.of("surface"));
        gc.fillRect(0, HEAD, left, getHeight());
        gc.setFont(SMALL);
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setFill(ink.of("text"));
        for (int r = (int) (down.getValue() / ROW); r < history().rows().size(); r++) {
            double y = HEAD + r * ROW - down.getValue();
            if (y > getHeight()) {
                break;
            }
            gc.fillText(Fitting.cut(history().rows().get(r).name(), SMALL, left - 20), 12, y + ROW / 2);
        }
    }
}
