package io.quartermaster.server.log;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of one line after its time. Immutable.
///
/// Whatever a value holds, it stays one column of one line, escaped as JSON would: a line's end as `\n` or `\r`, a
/// backslash as two, a comma and any other control character as a backslash, `u` and four digits. What is unknown is
/// `-`. Only the last column may be text, in which commas stay as they are: it is all that follows.
public record LogLine(List<String> columns, boolean failed) {
    /// How the time stands at the start of every line, in the machine's zone.
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    public LogLine {
        columns = List.copyOf(columns);
    }

    /// A line about one firing.
    public static LogLine of(TriggerRecord record) {
        return of(record.trace(), record.instance(), record.jobName())
                .with(record.id(), record.reason(), record.attempt());
    }

    public static LogLine of(@Nullable TraceId trace, @Nullable InstanceId instance, @Nullable String jobName) {
        return new LogLine(List.of(), false).with(trace, instance, jobName);
    }

    public LogLine and(@Nullable Object value) {
        return with(new @Nullable Object[] {value});
    }

    /// Adds several columns; cheaper than one after the other.
    public LogLine with(@Nullable Object... values) {
        List<String> more = new ArrayList<>(columns.size() + values.length);
        more.addAll(columns);
        for (Object value : values) {
            String text = value == null ? "" : value.toString();
            more.add(text.isEmpty() ? "-" : escaped(text, true));
        }
        return new LogLine(more, failed);
    }

    /// Adds the last column, in which commas stay.
    public LogLine text(@Nullable Object value) {
        List<String> more = new ArrayList<>(columns);
        String text = value == null ? "" : value.toString();
        more.add(text.isEmpty() ? "-" : escaped(text, false));
        return new LogLine(more, failed);
    }

    /// The line of something that went wrong: it ends in `, failed`, which monitors look for.
    public LogLine asFailed() {
        return new LogLine(columns, true);
    }

    /// The line as it is written, without its end.
    String text(Instant at, ZoneId zone) {
        return written(TIME.format(at.atZone(zone)));
    }

    /// The line as it is written at a time that is text already.
    String written(String time) {
        return time + "," + String.join(",", columns) + (failed ? ", failed" : "");
    }

    private static String escaped(String value, boolean commas) {
        return plain(value, commas) ? value : rewritten(value, commas);
    }

    private static boolean plain(String value, boolean commas) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '\\' || (commas && c == ',')) {
                return false;
            }
        }
        return true;
    }

    private static String rewritten(String value, boolean commas) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case ',' -> out.append(commas ? "\\u002C" : ",");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c == 127 || c == 0x85 || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
