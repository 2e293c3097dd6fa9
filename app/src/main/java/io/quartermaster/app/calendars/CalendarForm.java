package io.quartermaster.app.calendars;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.CalendarRules;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Violation;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of a calendar, as it was typed, valid or not. FX thread only, without a toolkit.
final class CalendarForm {
    final StringProperty name = new SimpleStringProperty(this, "name", "");
    final StringProperty description = new SimpleStringProperty(this, "description", "");
    final Map<DayOfWeek, BooleanProperty> weeklyOff = new EnumMap<>(DayOfWeek.class);
    final StringProperty days = new SimpleStringProperty(this, "days", "");

    /// A calendar made of what was typed, with everything that is wrong with it.
    ///
    /// @param calendar without the lines that cannot be read
    record Reading(Calendar calendar, List<Violation> refused) {}

    CalendarForm() {
        for (DayOfWeek day : DayOfWeek.values()) {
            weeklyOff.put(day, new SimpleBooleanProperty(this, day.name()));
        }
    }

    BooleanProperty off(DayOfWeek day) {
        BooleanProperty off = weeklyOff.get(day);
        if (off == null) {
            throw new IllegalArgumentException(day.name());
        }
        return off;
    }

    /// Fills the fields; null empties them. Days that cannot be read stand there as they are stored, to be mended.
    void show(@Nullable StoredCalendar stored) {
        Calendar calendar = stored == null ? null : stored.calendar();
        name.set(calendar == null ? "" : calendar.name());
        description.set(calendar == null ? "" : calendar.description());
        days.set(stored == null ? "" : days(stored));
        weeklyOff.forEach(
                (day, off) -> off.set(calendar != null && calendar.weeklyOff().contains(day)));
    }

    private static String days(StoredCalendar stored) {
        return stored.flaws().stream()
                .filter(flaw -> flaw.field().equals("days"))
                .map(Flaw::stored)
                .findFirst()
                .orElseGet(() -> CalendarDays.write(stored.calendar().spans()));
    }

    Reading read(InstanceId instance) {
        CalendarDays read = CalendarDays.read(days.get());
        Set<DayOfWeek> off = EnumSet.noneOf(DayOfWeek.class);
        weeklyOff.forEach((day, is) -> {
            if (is.get()) {
                off.add(day);
            }
        });
        Calendar calendar =
                new Calendar(instance, name.get().strip(), description.get().strip(), off, read.spans());
        List<Violation> refused = new ArrayList<>(CalendarRules.check(calendar));
        refused.addAll(read.refused());
        return new Reading(calendar, List.copyOf(refused));
    }

    /// Everything whose change changes the calendar.
    List<Observable> observables() {
        List<Observable> all = new ArrayList<>(List.of(name, description, days));
        all.addAll(weeklyOff.values());
        return all;
    }
}
