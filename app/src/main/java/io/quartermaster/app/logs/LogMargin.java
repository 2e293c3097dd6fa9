package io.quartermaster.app.logs;

import org.jspecify.annotations.Nullable;

/// What stands left of the lines: their numbers, or in a merged trace the file they come from. Immutable.
///
/// @param columns how wide it is
/// @param names   whether it holds file names
record LogMargin(int columns, boolean names) {
    private static final int NARROWEST = 5;
    private static final int WIDEST_NAME = 26;

    static LogMargin of(LogWindow window, @Nullable OpenLog open) {
        boolean names = open != null && open.about().trace() != null;
        int widest = NARROWEST;
        for (LogLine line : window.lines()) {
            widest = Math.max(widest, text(line, names).length());
        }
        return new LogMargin(names ? Math.min(widest, WIDEST_NAME) : widest, names);
    }

    String of(LogLine line) {
        String text = text(line, names);
        return text.length() <= columns || !names ? text : "\u2026" + text.substring(text.length() - columns + 1);
    }

    private static String text(LogLine line, boolean names) {
        if (names) {
            return line.origin();
        }
        return line.number() > 0 ? Long.toString(line.number()) : "";
    }
}
