package io.quartermaster.store;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.StoredCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Between a row of `calendar` and a [Calendar], both ways.
public final class CalendarRows {
    private CalendarRows() {}

    /// Reads the row of `select c.*`.
    ///
    /// @throws SQLException when somebody wrote by hand what cannot be read
    public static Calendar read(ResultSet row) throws SQLException {
        String name = row.getString("name");
        CalendarDays days = CalendarDays.read(row.getString("days"));
        if (!days.refused().isEmpty()) {
            throw new SQLException("The days of calendar " + name + " cannot be read: " + days.refused());
        }
        return new Calendar(
                new InstanceId(row.getString("instance_id")),
                name,
                row.getString("description"),
                weekdays(name, row.getString("weekly_off")),
                days.spans());
    }

    static StoredCalendar readStored(ResultSet row) throws SQLException {
        return new StoredCalendar(
                read(row), row.getInt("version"), row.getString("updated_by"), Sql.time(row, "updated_at"));
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

    private static Set<DayOfWeek> weekdays(String name, String text) throws SQLException {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            try {
                days.add(DayOfWeek.valueOf(each.strip()));
            } catch (IllegalArgumentException e) {
                throw new SQLException("Calendar " + name + " names a weekday that there is not: " + each, e);
            }
        }
        return days;
    }
}
