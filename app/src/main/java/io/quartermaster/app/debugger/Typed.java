package io.quartermaster.app.debugger;

import io.quartermaster.model.Param;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Values and spans as they are typed at the desk, in one line.
final class Typed {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(ms|s|min|m|h|d)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Typed() {}

    /// @throws IllegalArgumentException when the text is not of the type
    static Object value(String name, Param.Type type, String text) {
        String lines = type == Param.Type.LIST
                ? text.strip()
                        .lines()
                        .flatMap(line -> List.of(line.split(",", -1)).stream())
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining("\n"))
                : text;
        return new Param(name, type, lines).typed();
    }

    static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    /// `90`, `90 s`, `5 min`, `2h`; a number alone is of seconds. Empty when it is none.
    static Optional<Duration> span(String text) {
        Matcher matcher = SPAN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return Optional.of(UNITS.getOrDefault(unit, Duration.ZERO).multipliedBy(Long.parseLong(matcher.group(1))));
    }

    /// In the largest unit that loses nothing.
    static String span(Duration span) {
        long millis = span.toMillis();
        for (String unit : List.of("d", "h", "min", "s")) {
            long size = UNITS.getOrDefault(unit, Duration.ZERO).toMillis();
            if (millis >= size && millis % size == 0) {
                return millis / size + " " + unit;
            }
        }
        return millis + " ms";
    }
}
