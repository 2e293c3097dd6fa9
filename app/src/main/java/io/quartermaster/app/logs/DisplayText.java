package io.quartermaster.app.logs;

import java.util.regex.Pattern;

/// Text as it can be drawn in a grid of equal columns: colour codes of terminals left out, tabs widened, other
/// control characters made visible. East Asian characters take two columns.
final class DisplayText {
    private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
    private static final int TAB = 4;

    private DisplayText() {}

    /// Drawable text of a line; the same string when there is nothing to change.
    static String of(String raw) {
        int i = 0;
        while (i < raw.length() && raw.charAt(i) >= ' ' && raw.charAt(i) != 0x7F) {
            i++;
        }
        if (i == raw.length()) {
            return raw;
        }
        String plain = raw.indexOf('\u001B') >= 0 ? ANSI.matcher(raw).replaceAll("") : raw;
        StringBuilder drawn = new StringBuilder(plain.length() + 16);
        for (int k = 0; k < plain.length(); k++) {
            char c = plain.charAt(k);
            if (c == '\t') {
                drawn.repeat(' ', TAB - drawn.length() % TAB);
            } else {
                drawn.append(c < ' ' || c == 0x7F ? '\u00B7' : c);
            }
        }
        return drawn.toString();
    }

    /// How many columns a text takes.
    static int columns(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            columns += width(text.codePointAt(i));
        }
        return columns;
    }

    /// The index in the text reached from `start` after at most so many columns; at least one character further if
    /// there is one.
    static int advance(String text, int start, int columns) {
        int i = start;
        int used = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            used += width(character);
            if (used > columns && i > start) {
                return i;
            }
            i += Character.charCount(character);
            if (used >= columns) {
                return i;
            }
        }
        return i;
    }

    private static int width(int character) {
        if (character < 0x1100) {
            return 1;
        }
        boolean wide = character <= 0x115F
                || character >= 0x2E80 && character <= 0xA4CF
                || character >= 0xAC00 && character <= 0xD7A3
                || character >= 0xF900 && character <= 0xFAFF
                || character >= 0xFE30 && character <= 0xFE6F
                || character >= 0xFF00 && character <= 0xFF60
                || character >= 0xFFE0 && character <= 0xFFE6
                || character >= 0x1F300 && character <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
