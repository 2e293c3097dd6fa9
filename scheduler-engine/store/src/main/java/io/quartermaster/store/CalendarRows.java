package io.quartermaster.store;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Between a row of `calendar` and a [Calendar], both ways.
public final class CalendarRows {
    private CalendarRows() {}

    /// Reads the row of `select c.*`, whole or not at all: whoever fires by it must not guess.
    ///
    /// @throws SQLException when somebody wrote by hand what cannot be read
    public static Calendar read(ResultSet row) throws SQLException {
        StoredCalendar stored = readStored(row);
        if (!stored.sound()) {
            throw new SQLException("Calendar " + stored.calendar().name() + " cannot be read: "
                    + stored.flaws().stream()
                            .map(flaw -> flaw.field() + ", " + flaw.why())
                            .collect(Collectors.joining("; ")));
        }
        return stored.calendar();
    }

    /// Reads the row of `select c.*`; what of it cannot be read is among the flaws, each with the whole of its column.
    static StoredCalendar readStored(ResultSet row) throws SQLException {
        List<Flaw> flaws = new ArrayList<>();
        String instance = row.getString("instance_id");
        if (!InstanceId.isValid(instance)) {
            flaws.add(new Flaw("instance", instance, "no instance id"));
        }
        String weekly = row.getString("weekly_off");
        Set<DayOfWeek> off = weekdays(weekly, flaws);
        String text = row.getString("days");
        CalendarDays days = CalendarDays.read(text);
        if (!days.refused().isEmpty()) {
            flaws.add(new Flaw("days", text, "line " + lines(days.refused())));
        }
        Calendar calendar = new Calendar(
                Sql.instanceId(instance), row.getString("name"), row.getString("description"), off, days.spans());
        return new StoredCalendar(
                calendar, row.getInt("version"), row.getString("updated_by"), Sql.time(row, "updated_at"), flaws);
    }

    static Map<String, @Nullable Object> bind(Calendar calendar) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("instance", calendar.instance().value());
        values.put("name", calendar.name());
        values.put("description", calendar.description());
        values.put(
                "weekly_off",
                calendar.weeklyOff().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(",")));
        values.put("days", CalendarDays.write(calendar.spans()));
        return values;
    }

    /// Keeps the calendar a job names from being deleted until the transaction ends; false when there is none.
    static boolean hold(Handle handle, JobSpec spec) {
        String name = spec.calendar();
        return name == null
                || handle.createQuery(
                                "select version from calendar where instance_id = :instance and name = :name for update")
                        .bind("instance", spec.instance().value())
                        .bind("name", name)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
    }

    private static Set<DayOfWeek> weekdays(String text, List<Flaw> flaws) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        List<String> unknown = new ArrayList<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            try {
                days.add(DayOfWeek.valueOf(each.strip()));
            } catch (IllegalArgumentException e) {
                unknown.add(each);
            }
        }
        if (!unknown.isEmpty()) {
            flaws.add(new Flaw("weeklyOff", text, "no weekday: " + String.join(", ", unknown)));
        }
        return days;
    }

    private static String lines(List<Violation> refused) {
        return refused.stream().map(line -> line.args().getFirst().toString()).collect(Collectors.joining(", "));
    }
}
