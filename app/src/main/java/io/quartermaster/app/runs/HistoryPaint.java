package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Fitting;
import io.quartermaster.app.graph.Ink;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints the part of a history that is in view. Made for one frame; FX thread only.
///
/// @param left  where the columns begin
/// @param right how far the columns are scrolled
/// @param below how far the rows are scrolled
record HistoryPaint(
        Ink ink,
        Times times,
        History history,
        List<RecordId> selected,
        double width,
        double height,
        double left,
        double right,
        double below) {
    static final double ROW = 24;
    static final double COLUMN = 78;
    static final double HEAD = 72;
    private static final double BAR = 18;
    private static final Font SMALL = Font.font("System", 12);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    void paint(GraphicsContext gc) {
        gc.setFill(ink.of("surface"));
        gc.fillRect(0, 0, width, height);
        gc.setTextBaseline(VPos.CENTER);
        clipped(gc, left, HEAD, () -> cells(gc));
        clipped(gc, left, 0, () -> heads(gc));
        clipped(gc, 0, HEAD, () -> rowNames(gc));
        gc.setStroke(ink.of("line"));
        gc.setLineWidth(1);
        gc.strokeLine(left - 0.5, 0, left - 0.5, height);
        gc.strokeLine(0, HEAD - 0.5, width, HEAD - 0.5);
    }

    private void clipped(GraphicsContext gc, double x, double y, Runnable painting) {
        gc.save();
        gc.beginPath();
        gc.rect(x, y, width - x, height - y);
        gc.clip();
        painting.run();
        gc.restore();
    }

    private void cells(GraphicsContext gc) {
        int firstRow = (int) (below / ROW);
        int firstColumn = (int) (right / COLUMN);
        for (int c = firstColumn; c < history.columns().size(); c++) {
            double x = left + c * COLUMN - right;
            if (x > width) {
                break;
            }
            HistoryColumn column = history.columns().get(c);
            if (selected.contains(column.run().record().id())) {
                gc.setFill(ink.of("accent-soft"));
                gc.fillRect(x, 0, COLUMN, height);
            }
            for (int r = firstRow; r < history.rows().size(); r++) {
                double y = HEAD + r * ROW - below;
                if (y > height) {
                    break;
                }
                HistoryColumn.Cell cell =
                        column.cells().get(history.rows().get(r).node());
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
            gc.fillText(Fitting.cut(shortly(took), SMALL, COLUMN - 30), x + COLUMN - 7, y + ROW / 2);
        }
    }

    /// As clocks show it from a minute on: a cell has no room for words.
    private String shortly(Duration took) {
        long seconds = took.toSeconds();
        if (seconds < 60) {
            return times.duration(took);
        }
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds % 3_600 / 60, seconds % 60);
    }

    private void heads(GraphicsContext gc) {
        gc.setFill(ink.of("sunken"));
        gc.fillRect(left, 0, width, HEAD);
        for (int c = (int) (right / COLUMN); c < history.columns().size(); c++) {
            double x = left + c * COLUMN - right;
            if (x > width) {
                break;
            }
            head(gc, history.columns().get(c), x);
        }
    }

    private void head(GraphicsContext gc, HistoryColumn column, double x) {
        boolean chosen = selected.contains(column.run().record().id());
        if (chosen) {
            gc.setFill(ink.of("accent-soft"));
            gc.fillRect(x, 0, COLUMN, HEAD);
            gc.setFill(ink.of("accent"));
            gc.fillRect(x, 0, COLUMN, 3);
        }
        RunStatus status = column.run().record().status();
        String token = RunStatusLook.styleClass(status).substring("status-".length());
        Duration took = column.took();
        Duration longest = history.longest();
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
        gc.fillText(Fitting.cut(took == null ? "" : shortly(took), SMALL, COLUMN - 28), x + COLUMN - 7, 61);
    }

    private void rowNames(GraphicsContext gc) {
        gc.setFill(ink.of("surface"));
        gc.fillRect(0, HEAD, left, height);
        gc.setFont(SMALL);
        gc.setTextAlign(TextAlignment.LEFT);
        gc.setFill(ink.of("text"));
        for (int r = (int) (below / ROW); r < history.rows().size(); r++) {
            double y = HEAD + r * ROW - below;
            if (y > height) {
                break;
            }
            gc.fillText(Fitting.cut(history.rows().get(r).name(), SMALL, left - 20), 12, y + ROW / 2);
        }
    }
}
