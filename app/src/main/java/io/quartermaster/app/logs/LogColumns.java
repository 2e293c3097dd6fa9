package io.quartermaster.app.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line taken apart, leniently: `yyyy-MM-dd HH:mm:ss.SSS`, then columns between commas. Other programs' stamps (`T`,
/// `,123`, no fraction, brackets around) are understood too; a line without a stamp has none. Immutable.
///
/// @param timestamp as it stands in the line, normalised to `yyyy-MM-dd HH:mm:ss.SSS`, or empty
/// @param values    the columns behind it, trimmed
public record LogColumns(String timestamp, List<String> values) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-Fa-f]{4}|[nr\\\\])");
    private static final Pattern STAMP = Pattern.compile(
            "^\\s*\\[?(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}:\\d{2})(?:[.,](\\d{1,9}))?(?:Z|[+-]\\d{2}:?\\d{2})?\\]?\\s*,?\\s*");

    public LogColumns {
        values = List.copyOf(values);
    }

    /// Never fails; a line that is no such line is one column.
    public static LogColumns of(String line) {
        Matcher stamp = STAMP.matcher(line);
        String rest = line;
        String timestamp = "";
        if (stamp.find()) {
            rest = line.substring(stamp.end());
            timestamp = normalised(stamp);
        }
        List<String> values = new ArrayList<>();
        for (String value : rest.split(",", -1)) {
            values.add(value.strip());
        }
        return new LogColumns(timestamp, values);
    }

    /// A column as its writer meant it: the file holds a comma and a line's end as escapes,
    /// since both would end the column.
    static String plain(String value) {
        return ESCAPE.matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "";
                            case "\\" -> "\\";
                            default ->
                                Character.toString(
                                        Integer.parseInt(found.group(1).substring(1), 16));
                        }));
    }

    /// Only the stamp, for sorting many lines; empty when there is none.
    static String timestampOf(String line) {
        Matcher stamp = STAMP.matcher(line);
        return stamp.find() ? normalised(stamp) : "";
    }

    /// The instant a stamp means in a zone; empty when it means none.
    static Optional<Instant> instantOf(String timestamp, ZoneId zone) {
        if (timestamp.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(timestamp.replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // digits in the right places that are no date: 2026-13-45
        }
    }

    private static String normalised(Matcher stamp) {
        String fraction = stamp.group(3) == null ? "" : stamp.group(3);
        return stamp.group(1) + " " + stamp.group(2) + "." + (fraction + "000").substring(0, 3);
    }
}
