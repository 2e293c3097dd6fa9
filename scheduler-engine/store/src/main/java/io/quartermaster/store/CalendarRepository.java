package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarJson;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.StoredCalendar;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Calendars of excluded days, by the operators' pen. Every change is audited in its own transaction and carries the
/// version it was made from; the jobs that name the calendar are planned anew, as if each had been saved.
/// Thread-safe; blocks; throws [StoreException].
public final class CalendarRepository {
    /// So many of the jobs that use a calendar are named; of the others only the number is told.
    static final int NAMED = 20;

    private final Database database;

    CalendarRepository(Database database) {
        this.database = database;
    }

    /// What came of a change.
    public sealed interface Outcome {
        /// It is stored as `calendar`.
        record Saved(StoredCalendar calendar) implements Outcome {}

        /// Somebody saved a newer version meanwhile: nothing was written, `current` is theirs.
        record Stale(StoredCalendar current) implements Outcome {}

        /// It was deleted meanwhile: nothing was written.
        record Gone() implements Outcome {}

        /// The instance has one of that name: nothing was written.
        record NameTaken(String name) implements Outcome {}

        /// So many jobs use it that it cannot be deleted; the first of them by name.
        record InUse(int count, List<String> jobs) implements Outcome {}

        /// It is deleted.
        record Deleted() implements Outcome {}
    }

    /// Every calendar of the instance by name; what cannot be read of one is among its flaws.
    public List<StoredCalendar> list(InstanceId instance) {
        return database.call(handle -> handle.createQuery(
                        "select c.* from calendar c where c.instance_id = :instance order by c.name")
                .bind("instance", instance.value())
                .map((row, context) -> CalendarRows.readStored(row))
                .list());
    }

    public Optional<StoredCalendar> find(InstanceId instance, String name) {
        return database.call(handle -> find(handle, instance, name, ""));
    }

    /// How many jobs name the calendar, and the first of them.
    public Outcome.InUse uses(InstanceId instance, String name) {
        return database.call(handle -> uses(handle, instance, name));
    }

    public Outcome create(Calendar calendar, Actor actor) {
        return database.transaction(handle -> {
            if (find(handle, calendar.instance(), calendar.name(), " for update")
                    .isPresent()) {
                return new Outcome.NameTaken(calendar.name());
            }
            handle.createUpdate(
                            """
                            insert into calendar (instance_id, name, description, weekly_off, days, version, updated_by,
                              updated_at)
                            values (:instance, :name, :description, :weekly_off, :days, 1, :who, :now)""")
                    .bindMap(CalendarRows.bind(calendar))
                    .bind("who", actor.who())
                    .bind("now", Sql.now(handle))
                    .execute();
            return saved(handle, calendar, actor, "calendar.create", null);
        });
    }

    /// Saves `calendar` over version `from` of the one of its name.
    public Outcome update(int from, Calendar calendar, Actor actor) {
        return database.transaction(handle -> {
            Optional<StoredCalendar> before = find(handle, calendar.instance(), calendar.name(), " for update");
            if (before.isEmpty()) {
                return new Outcome.Gone();
            }
            if (before.get().version() != from) {
                return new Outcome.Stale(before.get());
            }
            long now = Sql.now(handle);
            handle.createUpdate(
                            """
                            update calendar set description = :description, weekly_off = :weekly_off, days = :days,
                              version = version + 1, updated_by = :who, updated_at = :now
                            where instance_id = :instance and name = :name""")
                    .bindMap(CalendarRows.bind(calendar))
                    .bind("who", actor.who())
                    .bind("now", now)
                    .execute();
            handle.createUpdate(
                            """
                            update job set version = version + 1, updated_by = :who, updated_at = :now
                            where instance_id = :instance and calendar = :name""")
                    .bind("instance", calendar.instance().value())
                    .bind("name", calendar.name())
                    .bind("who", actor.who())
                    .bind("now", now)
                    .execute();
            return saved(handle, calendar, actor, "calendar.update", before.get());
        });
    }

    /// Deletes version `from` of a calendar that no job names.
    public Outcome delete(InstanceId instance, String name, int from, Actor actor) {
        return database.transaction(handle -> {
            Optional<StoredCalendar> before = find(handle, instance, name, " for update");
            if (before.isEmpty()) {
                return new Outcome.Gone();
            }
            if (before.get().version() != from) {
                return new Outcome.Stale(before.get());
            }
            Outcome.InUse uses = uses(handle, instance, name);
            if (uses.count() > 0) {
                return uses;
            }
            handle.createUpdate("delete from calendar where instance_id = :instance and name = :name")
                    .bind("instance", instance.value())
                    .bind("name", name)
                    .execute();
            audit(handle, actor, "calendar.delete", before.get(), null);
            return new Outcome.Deleted();
        });
    }

    private static Outcome saved(
            Handle handle, Calendar calendar, Actor actor, String action, @Nullable StoredCalendar before) {
        StoredCalendar after =
                find(handle, calendar.instance(), calendar.name(), "").orElseThrow();
        audit(handle, actor, action, before, after);
        return new Outcome.Saved(after);
    }

    private static Optional<StoredCalendar> find(Handle handle, InstanceId instance, String name, String lock) {
        return handle.createQuery(
                        "select c.* from calendar c where c.instance_id = :instance and c.name = :name" + lock)
                .bind("instance", instance.value())
                .bind("name", name)
                .map((row, context) -> CalendarRows.readStored(row))
                .findOne();
    }

    private static Outcome.InUse uses(Handle handle, InstanceId instance, String name) {
        int count = handle.createQuery("select count(*) from job where instance_id = :instance and calendar = :name")
                .bind("instance", instance.value())
                .bind("name", name)
                .mapTo(Integer.class)
                .one();
        List<String> jobs = handle.createQuery(
                        """
                        select name from job where instance_id = :instance and calendar = :name
                        order by name limit :limit""")
                .bind("instance", instance.value())
                .bind("name", name)
                .bind("limit", NAMED)
                .mapTo(String.class)
                .list();
        return new Outcome.InUse(count, jobs);
    }

    private static void audit(
            Handle handle,
            Actor actor,
            String action,
            @Nullable StoredCalendar before,
            @Nullable StoredCalendar after) {
        StoredCalendar subject = after != null ? after : before;
        if (subject == null) {
            throw new IllegalArgumentException("An audited change has a calendar before or after it");
        }
        AuditRepository.write(
                handle,
                actor,
                subject.calendar().instance(),
                action,
                "calendar",
                subject.calendar().name(),
                null,
                before == null ? null : CalendarJson.write(before),
                after == null ? null : CalendarJson.write(after));
    }
}
