package io.quartermaster.model;

import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// A calendar as a flat list of named fields: what the audit keeps.
public final class CalendarJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CalendarJson() {}

    /// The fields in the order of the form, each as the text a person would compare. Keys are stable.
    public static Map<String, String> fields(Calendar calendar) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", calendar.name());
        fields.put("description", calendar.description());
        fields.put(
                "weeklyOff",
                calendar.weeklyOff().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(",")));
        fields.put("days", CalendarDays.write(calendar.spans()));
        return fields;
    }

    /// The fields of a stored calendar; what cannot be read of it is as it stands in the row.
    public static Map<String, String> fields(StoredCalendar stored) {
        Map<String, String> fields = fields(stored.calendar());
        stored.flaws().forEach(flaw -> fields.put(flaw.field(), flaw.stored()));
        return fields;
    }

    /// The fields as one JSON object.
    public static String write(StoredCalendar stored) {
        return JSON.writeValueAsString(fields(stored));
    }

    /// The fields as one JSON object.
    public static String write(Calendar calendar) {
        return JSON.writeValueAsString(fields(calendar));
    }
}
