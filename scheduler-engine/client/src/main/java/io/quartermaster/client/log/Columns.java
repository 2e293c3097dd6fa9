package io.quartermaster.client.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// A line of columns separated by commas. Whatever a value holds, it stays one column of one line: a comma, a backslash
/// and control characters become `\` and `u` with four digits. What is unknown is `-`. Stateless.
final class Columns {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private Columns() {}

    static String line(Instant at, @Nullable Object... values) {
        StringBuilder line = new StringBuilder(TIME.format(at));
        for (Object value : values) {
            String text = value == null ? "" : value.toString();
            line.append(',').append(text.isEmpty() ? "-" : escaped(text));
        }
        return line.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '\\' || Character.isISOControl(c)) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
