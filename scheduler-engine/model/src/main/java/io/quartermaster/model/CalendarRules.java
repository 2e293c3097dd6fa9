package io.quartermaster.model;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/// What a calendar must look like.
public final class CalendarRules {
    /// What the schema holds.
    public static final int NAME_MAX = 64;

    private static final int DESCRIPTION_MAX = 1000;
    private static final int SPANS_MAX = 2000;

    private CalendarRules() {}

    /// Everything that is wrong with `calendar`, in the order of the form; empty when it may be saved.
    public static List<Violation> check(Calendar calendar) {
        List<Violation> found = new ArrayList<>();
        String name = calendar.name();
        if (name.isBlank()) {
            found.add(Violation.of("name", "missing"));
        } else if (name.length() > NAME_MAX) {
            found.add(Violation.of("name", "too.long", NAME_MAX, name.length()));
        } else if (!JobRules.isName(name) || !name.equals(name.strip())) {
            found.add(Violation.of("name", "name.form"));
        }
        if (calendar.description().length() > DESCRIPTION_MAX) {
            found.add(Violation.of(
                    "description",
                    "too.long",
                    DESCRIPTION_MAX,
                    calendar.description().length()));
        }
        if (calendar.spans().size() > SPANS_MAX) {
            found.add(Violation.of("days", "calendar.many", SPANS_MAX));
        }
        boolean worked = calendar.spans().stream().anyMatch(Calendar.Span::worked);
        if (calendar.weeklyOff().size() == DayOfWeek.values().length && !worked) {
            found.add(Violation.of("weeklyOff", "calendar.all"));
        }
        return found;
    }
}
