package io.quartermaster.store.engine;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.Job;
import io.quartermaster.store.CalendarRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts to each job the calendar it names. The database compares the names, as it did when the job was saved.
final class JobCalendars {
    /// A calendar, or why it cannot be read.
    private record Found(@Nullable Calendar calendar, @Nullable String why) {}

    private JobCalendars() {}

    /// A job whose calendar is gone or cannot be read is as unreadable as if its own row were: to fire on days that
    /// somebody has excluded would be worse than not to fire.
    static List<Schedules.Change> join(Handle handle, List<Schedules.Change> changes) {
        List<Long> naming = changes.stream()
                .filter(change -> change instanceof Schedules.Change.Saved saved
                        && saved.job().spec().calendar() != null)
                .map(change -> change.id().value())
                .toList();
        if (naming.isEmpty()) {
            return changes;
        }
        Map<Long, Found> found = find(handle, naming);
        return changes.stream().map(change -> join(change, found)).toList();
    }

    private static Schedules.Change join(Schedules.Change change, Map<Long, Found> found) {
        if (!(change instanceof Schedules.Change.Saved saved)
                || saved.job().spec().calendar() == null) {
            return change;
        }
        Job job = saved.job();
        Found calendar = found.getOrDefault(
                job.id().value(),
                new Found(null, "there is no calendar " + job.spec().calendar()));
        String why = calendar.why();
        return why == null
                ? new Schedules.Change.Saved(job, calendar.calendar())
                : new Schedules.Change.Unreadable(job.id(), job.version(), why);
    }

    private static Map<Long, Found> find(Handle handle, List<Long> jobs) {
        Map<String, Found> read = new HashMap<>();
        Map<Long, Found> found = new HashMap<>();
        handle.createQuery(
                        """
                        select j.id job_id, c.* from job j
                        join calendar c on c.instance_id = j.instance_id and c.name = j.calendar
                        where j.id in (<ids>)""")
                .bindList("ids", jobs)
                .map((row, context) -> {
                    String key = row.getString("instance_id") + "/" + row.getString("name");
                    Found calendar = read.get(key);
                    if (calendar == null) {
                        calendar = read(row);
                        read.put(key, calendar);
                    }
                    return Map.entry(row.getLong("job_id"), calendar);
                })
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static Found read(ResultSet row) {
        try {
            return new Found(CalendarRows.read(row), null);
        } catch (SQLException | RuntimeException e) {
            return new Found(null, String.valueOf(e.getMessage()));
        }
    }
}
