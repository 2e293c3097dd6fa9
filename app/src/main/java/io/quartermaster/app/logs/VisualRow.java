package io.quartermaster.app.logs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the grid: a line, or a part of it when lines are wrapped. Immutable.
///
/// @param line     the line it shows
/// @param leading  whether it is the line's first row, the one with the number
/// @param severity of the whole line
/// @param pieces   its text, cut where marks begin and end
/// @param goesOn   whether text of the line is cut off behind the shown characters
record VisualRow(LogLine line, boolean leading, Severity severity, List<Piece> pieces, boolean goesOn) {
    /// A stretch of text, marked as a hit or not.
    record Piece(String text, boolean hit) {}

    /// How the grid is looked at.
    ///
    /// @param columns how many fit
    /// @param skipped columns scrolled out at the left; without meaning when wrapping
    record Grid(int rows, int columns, int skipped, boolean wrap) {}

    private static final int MOST_PIECES = 200;

    VisualRow {
        pieces = List.copyOf(pieces);
    }

    /// The rows of a window from the top, or when it ends the source the rows that fit from the bottom.
    static List<VisualRow> of(LogWindow window, Grid grid, @Nullable LineTest test) {
        List<VisualRow> rows = new ArrayList<>();
        boolean fromBottom = grid.wrap() && window.atEnd();
        for (LogLine line : window.lines()) {
            if (!fromBottom && rows.size() >= grid.rows()) {
                break;
            }
            addRows(rows, line, grid, test);
        }
        int extra = Math.max(0, rows.size() - grid.rows());
        return List.copyOf(fromBottom ? rows.subList(extra, rows.size()) : rows.subList(0, rows.size() - extra));
    }

    private static void addRows(List<VisualRow> rows, LogLine line, Grid grid, @Nullable LineTest test) {
        String text = DisplayText.of(line.text());
        List<LineTest.Span> hits = test == null ? List.of() : test.spans(text);
        Severity severity = Severity.of(line.text());
        int start = grid.wrap() || grid.skipped() == 0 ? 0 : DisplayText.advance(text, 0, grid.skipped());
        int end = DisplayText.advance(text, start, grid.columns());
        boolean leading = true;
        while (true) {
            boolean last = end >= text.length();
            rows.add(new VisualRow(line, leading, severity, pieces(text, start, end, hits), line.cut() && last));
            if (last || !grid.wrap() || rows.size() > grid.rows() * 20) {
                return;
            }
            leading = false;
            start = end;
            end = DisplayText.advance(text, start, grid.columns());
        }
    }

    private static List<Piece> pieces(String text, int from, int to, List<LineTest.Span> hits) {
        List<Piece> pieces = new ArrayList<>();
        int at = from;
        for (LineTest.Span hit : hits) {
            int start = Math.max(at, hit.from());
            int end = Math.min(to, hit.to());
            if (end <= start || pieces.size() > MOST_PIECES) {
                continue;
            }
            if (start > at) {
                pieces.add(new Piece(text.substring(at, start), false));
            }
            pieces.add(new Piece(text.substring(start, end), true));
            at = end;
        }
        if (at < to) {
            pieces.add(new Piece(text.substring(at, to), false));
        }
        return pieces;
    }
}
