package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Removes history that has been kept long enough, a few hundred rows at a time. The audit is never among it.
/// Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
///
/// What goes is first read without a lock and then removed by its primary key, so that no row is held that stays, and
/// none of them for long. Nothing here is fenced: a row that is old enough for one server is so for every other.
public final class Retention {
    private static final int CHUNKS = 1_000;

    private static final String CLOSED = "('SUCCEED', 'FAILED', 'TIMEOUT', 'SKIPPED', 'CANCEL')";

    /// One probe into the unique index for each job, whether it has ten rows or ten million.
    private static final String OLDEST =
            """
            select oldest.job_id, oldest.due_at, j.retention_days from (
              select job_id, min(due_at) due_at from trigger_record where job_id > :after
              group by job_id order by job_id limit :jobs) oldest
            left join job j on j.id = oldest.job_id order by oldest.job_id""";

    private static final String EXPIRED = "select id from trigger_record where job_id = :job and due_at < :before"
            + " and status in " + CLOSED + " and finished_at < :before order by due_at limit :most";

    private final Database database;

    public Retention(Database database) {
        this.database = database;
    }

    /// A job that has records from before `before`, until when its records are kept. It may be deleted.
    public record Expiring(long job, Instant before) {}

    /// Some of the jobs.
    ///
    /// @param next from where to ask for the next ones; null when these were the last
    public record Page(List<Expiring> expiring, @Nullable Long next) {}

    /// What was removed at once.
    public record Removed(int records, int events) {}

    private record Oldest(long job, Instant due, int days) {}

    /// Of the next `jobs` jobs after number `after` those that have something to remove.
    ///
    /// @param usualDays how long records are kept of jobs that do not say
    public Page expiring(long after, Instant now, int usualDays, int jobs) {
        List<Oldest> all = database.call(handle -> handle.createQuery(OLDEST)
                .bind("after", after)
                .bind("jobs", jobs)
                .map((row, context) -> {
                    int days = row.getInt("retention_days");
                    return new Oldest(
                            row.getLong("job_id"),
                            Instant.ofEpochMilli(row.getLong("due_at")),
                            row.wasNull() || days < 1 ? usualDays : days);
                })
                .list());
        List<Expiring> expiring = new ArrayList<>();
        for (Oldest one : all) {
            Instant before = now.minus(Duration.ofDays(one.days()));
            if (one.due().isBefore(before)) {
                expiring.add(new Expiring(one.job(), before));
            }
        }
        return new Page(expiring, all.size() < jobs ? null : all.getLast().job());
    }

    /// The oldest closed records of a job that are not to be kept, `most` at most.
    public List<Long> expired(Expiring job, int most) {
        return database.call(handle -> handle.createQuery(EXPIRED)
                .bind("job", job.job())
                .bind("before", job.before().toEpochMilli())
                .bind("most", most)
                .mapTo(Long.class)
                .list());
    }

    /// Removes records with what is told of them.
    public Removed remove(List<Long> records) {
        if (records.isEmpty()) {
            return new Removed(0, 0);
        }
        removeChunks(records);
        return database.transaction(handle -> {
            // of a topology's run how it was to begin, its log, the versions it was bound to, and what was asked of it
            delete(handle, "topology_begin", "record_id", records);
            delete(handle, "topology_event", "record_id", records);
            delete(handle, "topology_bound", "record_id", records);
            delete(handle, "topology_progress", "record_id", records);
            delete(handle, "topology_input", "record_id", records);
            removeWork(handle, records);
            return new Removed(
                    delete(handle, "trigger_record", "id", records),
                    delete(handle, "record_event", "record_id", records));
        });
    }

    /// A run may have tens of thousands of chunks: they go before their record does, a few at a time, so that no
    /// transaction holds many rows.
    private void removeChunks(List<Long> records) {
        for (long run : database.call(handle -> runs(handle, records))) {
            int removed = CHUNKS;
            while (removed == CHUNKS) {
                removed = database.transaction(
                        handle -> handle.createUpdate("delete from work_chunk where run_id = :run limit :most")
                                .bind("run", run)
                                .bind("most", CHUNKS)
                                .execute());
            }
        }
    }

    private static List<Long> runs(Handle handle, List<Long> records) {
        return handle.createQuery("select id from work_run where record_id in (<records>)")
                .bindList("records", records)
                .mapTo(Long.class)
                .list();
    }

    /// The runs of cut-up work, with their machines.
    private static void removeWork(Handle handle, List<Long> records) {
        List<Long> runs = runs(handle, records);
        if (!runs.isEmpty()) {
            delete(handle, "work_chunk", "run_id", runs);
            delete(handle, "work_instance", "run_id", runs);
            delete(handle, "work_report", "run_id", runs);
            delete(handle, "work_run", "id", runs);
        }
    }

    /// Removes what was told of records that were removed before it was told, of up to `most` of them.
    public int removeStrayEvents(int most) {
        List<Long> stray = database.call(handle -> handle.createQuery(
                        """
                        select distinct e.record_id from record_event e
                        where e.record_id < (select coalesce(min(id), 0) from trigger_record)
                        order by e.record_id limit :most""")
                .bind("most", most)
                .mapTo(Long.class)
                .list());
        return stray.isEmpty() ? 0 : database.transaction(handle -> delete(handle, "record_event", "record_id", stray));
    }

    /// Removes answered commands that were asked before `before`.
    public int removeCommands(Instant before, int most) {
        List<String> answered = List.of("DONE", "REFUSED");
        return removeCommands("command", answered, before, most)
                + removeCommands("server_command", answered, before, most);
    }

    /// Removes commands that were asked before `before` and that nobody answered: whoever asked has long turned away,
    /// and it would surprise if one were carried out now.
    public int removeUnanswered(Instant before, int most) {
        List<String> unanswered = List.of("NEW");
        return removeCommands("command", unanswered, before, most)
                + removeCommands("server_command", unanswered, before, most);
    }

    /// They are numbered as they are asked, so the first younger one ends it.
    private int removeCommands(String table, List<String> states, Instant before, int most) {
        int removed = 0;
        for (String state : states) {
            List<Long> old = database.call(handle -> handle
                    .createQuery(
                            "select id, requested_at from " + table + " where state = :state order by id limit :most")
                    .bind("state", state)
                    .bind("most", most)
                    .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                    .stream()
                    .takeWhile(row -> row[1] < before.toEpochMilli())
                    .map(row -> row[0])
                    .toList());
            if (!old.isEmpty()) {
                removed += database.transaction(handle -> delete(handle, table, "id", old));
            }
        }
        return removed;
    }

    /// Removes the notes that a job was deleted, from before `before`, that no server has a schedule to drop for: the
    /// job was gone before one had seen it.
    public int removeDeletions(Instant before, int most) {
        List<Long> stray = database.call(handle -> handle.createQuery(
                        """
                        select d.job_id from deleted_job d left join job_schedule s on s.job_id = d.job_id
                        where s.job_id is null and d.deleted_at < :before order by d.job_id limit :most""")
                .bind("before", before.toEpochMilli())
                .bind("most", most)
                .mapTo(Long.class)
                .list());
        return stray.isEmpty() ? 0 : database.transaction(handle -> delete(handle, "deleted_job", "job_id", stray));
    }

    /// Removes tenures that ended before `before`, never the latest: an epoch must not be given twice, and some
    /// databases forget the highest number when its row is gone.
    public int removeTenures(Instant before, int most) {
        List<Long> old = database.call(handle -> handle.createQuery(
                        """
                        select epoch from tenure where ended_at < :before
                          and epoch < (select max(latest.epoch) from tenure latest)
                        order by ended_at limit :most""")
                .bind("before", before.toEpochMilli())
                .bind("most", most)
                .mapTo(Long.class)
                .list());
        return old.isEmpty() ? 0 : database.transaction(handle -> delete(handle, "tenure", "epoch", old));
    }

    /// Removes the rows of servers whose lease ended before `before`, and the wishes that they drain.
    public int removeServers(Instant before) {
        return database.transaction(handle -> {
            int removed = handle.createUpdate("delete from server where lease_until_at < :before")
                    .bind("before", before.toEpochMilli())
                    .execute();
            handle.createUpdate("delete from server_drain where asked_at < :before"
                            + " and server_id not in (select server_id from server)")
                    .bind("before", before.toEpochMilli())
                    .execute();
            return removed;
        });
    }

    private static int delete(Handle handle, String table, String column, List<Long> keys) {
        return handle.createUpdate("delete from " + table + " where " + column + " in (<keys>)")
                .bindList("keys", keys)
                .execute();
    }
}
