package io.quartermaster.app.logs;

import java.util.List;

/// The lines on the screen, as one consistent picture. Immutable.
///
/// @param lines  what is shown, top first
/// @param top    the address of the first line
/// @param bottom the address behind the last one; at the end the extent
/// @param extent of the source when it was read
record LogWindow(List<LogLine> lines, long top, long bottom, long extent) {
    static final LogWindow NOTHING = new LogWindow(List.of(), 0, 0, 0);

    LogWindow {
        lines = List.copyOf(lines);
    }

    boolean atEnd() {
        return bottom >= extent;
    }
}
