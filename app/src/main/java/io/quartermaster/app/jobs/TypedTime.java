package io.quartermaster.app.jobs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/// Wall-clock times as people type them: `2026-11-21 14:03`, with seconds and milliseconds if they like.
final class TypedTime {
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .appendLiteral(' ')
            .appendPattern("HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.MILLI_OF_SECOND, 1, 3, true)
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private TypedTime() {}

    /// The instant, or empty when the text is no time of any day.
    static Optional<Instant> read(String text, ZoneId zone) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text.strip().replace('T', ' ').replaceAll("\\s+", " "), READ)
                            .atZone(zone)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String write(Instant instant, ZoneId zone) {
        boolean whole = instant.toEpochMilli() % 1000 == 0;
        return (whole ? SECONDS : MILLIS).format(instant.atZone(zone));
    }
}
