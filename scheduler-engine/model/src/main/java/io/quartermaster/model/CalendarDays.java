package io.quartermaster.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A calendar's days as lines of text, the way people type and the schema keeps them:
///
/// ```
/// 2026-10-01..2026-10-07 National Day
/// + 2026-10-10 worked instead
/// 2026-12-25
/// ```
///
/// One day or range a line, a plus before days that are worked, whatever follows is a note. Immutable.
///
/// @param spans what could be read, in the order of the lines
/// @param refused what could not, each with its line
public record CalendarDays(List<Calendar.Span> spans, List<Violation> refused) {
    private static final String DAY = "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})";
    private static final Pattern LINE = Pattern.compile(
            "([+＋])?\\s*" + DAY + "(?:\\s*(?:\\.{2,3}|…|~|～|–|—|至|到|to\\b)\\s*" + DAY + ")?(?:\\s+(.*)|$)");

    public CalendarDays {
        spans = List.copyOf(spans);
        refused = List.copyOf(refused);
    }

    public static CalendarDays read(String text) {
        List<Calendar.Span> spans = new ArrayList<>();
        List<Violation> refused = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!line.isBlank()) {
                read(line.strip(), number, spans, refused);
            }
        }
        return new CalendarDays(spans, refused);
    }

    private static void read(String line, int number, List<Calendar.Span> spans, List<Violation> refused) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            refused.add(Violation.of("days", "calendar.line", number, line));
            return;
        }
        try {
            LocalDate from = day(matcher, 2);
            LocalDate to = matcher.group(5) == null ? from : day(matcher, 5);
            if (to.isBefore(from)) {
                refused.add(Violation.of("days", "calendar.order", number, line));
                return;
            }
            String note = matcher.group(8) == null ? "" : matcher.group(8).strip();
            spans.add(new Calendar.Span(from, to, matcher.group(1) != null, note));
        } catch (DateTimeException e) {
            refused.add(Violation.of("days", "calendar.day", number, line));
        }
    }

    private static LocalDate day(Matcher matcher, int group) {
        return LocalDate.of(
                Integer.parseInt(matcher.group(group)),
                Integer.parseInt(matcher.group(group + 1)),
                Integer.parseInt(matcher.group(group + 2)));
    }

    /// The inverse of [#read(String)], in one spelling.
    public static String write(List<Calendar.Span> spans) {
        return spans.stream().map(CalendarDays::write).collect(Collectors.joining("\n"));
    }

    private static String write(Calendar.Span span) {
        String range = span.from().equals(span.to()) ? "" : ".." + span.to();
        String note = span.note().isBlank()
                ? ""
                : " " + span.note().replaceAll("\\R", " ").strip();
        return (span.worked() ? "+ " : "") + span.from() + range + note;
    }
}
