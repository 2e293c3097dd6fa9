package io.quartermaster.store.engine;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TraceId;
import io.quartermaster.store.Database;
import io.quartermaster.store.JobRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The engine's row of each job: from which version of the job it was computed, and when the job falls due next.
/// Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class Schedules {
    private static final String SAVED =
            "select j.id id, j.version version from job j left join job_schedule s on s.job_id = j.id join slot o on o.slot = "
                    + Slots.SQL.formatted("j.id")
                    + """
                     and o.owner_epoch = :epoch
                    where (s.job_id is null or s.job_version <> j.version)
                    """;

    /// What operators saved or deleted, as they dated it.
    private static final String EDITED = SAVED
            + """
            and j.updated_at >= :since
            union all
            select s.job_id, 0 from deleted_job d join job_schedule s on s.job_id = d.job_id
            join slot o on o.slot = s.slot and o.owner_epoch = :epoch
            left join job j on j.id = s.job_id where j.id is null
            limit :limit""";

    /// Also what hands changed without a date. It reads all jobs.
    private static final String CHANGED = SAVED
            + """
            union all
            select s.job_id, 0 from job_schedule s join slot o on o.slot = s.slot and o.owner_epoch = :epoch
            left join job j on j.id = s.job_id where j.id is null
            limit :limit""";

    /// A due time that had passed before an edit, and that nobody had planned, as all servers were away: it is the
    /// former version's, and must not be lost by the edit.
    private static final String KEEP_FORMER =
            """
            insert ignore into trigger_record (instance_id, job_id, job_name, job_version, trace_id, reason, status,
              attempt, planned_at, due_at, owner_epoch, slot)
            select j.instance_id, j.id, j.name, :version, :trace, 'TIMING', 'PLANNED', 1, :now, s.next_due_at, :epoch, s.slot
            from job_schedule s join job j on j.id = s.job_id where s.job_id = :job and s.next_due_at <= :keep""";

    private final Database database;

    public Schedules(Database database) {
        this.database = database;
    }

    /// A job whose schedule row does not fit it.
    public sealed interface Change {
        JobId id();

        /// It was saved since, or is new.
        ///
        /// @param calendar the one it names, null when it names none
        record Saved(Job job, @Nullable Calendar calendar) implements Change {
            @Override
            public JobId id() {
                return job.id();
            }
        }

        /// Its row cannot be read, as somebody wrote it by hand.
        record Unreadable(JobId id, int version, String why) implements Change {}

        record Deleted(JobId id) implements Change {}
    }

    /// What a schedule row becomes.
    ///
    /// @param load how many firings an hour it brings
    /// @param next null when the job never falls due by itself
    /// @param keepUntil rows of the former version that fell due until then still count; null: none does
    public record Row(JobId job, int version, double load, @Nullable Instant next, @Nullable Instant keepUntil) {}

    /// A job whose next due time lies before the horizon.
    ///
    /// @param job null when its row cannot be read
    /// @param calendar the one it names, null when it names none
    public record Due(
            JobId id,
            int version,
            Instant next,
            @Nullable Job job,
            @Nullable Calendar calendar,
            @Nullable String why) {}

    /// Some of the owner's jobs that changed since their schedule row was computed; looks at all jobs.
    public List<Change> changed(Fence owner, int limit) {
        return changed(CHANGED, owner, Instant.EPOCH, limit);
    }

    /// Those of them that were saved after `since`, or deleted, through a console or an interface.
    public List<Change> edited(Fence owner, Instant since, int limit) {
        return changed(EDITED, owner, since, limit);
    }

    private List<Change> changed(String sql, Fence owner, Instant since, int limit) {
        return database.call(handle -> {
            Map<Long, Integer> found = new LinkedHashMap<>();
            handle.createQuery(sql)
                    .bind("since", since.toEpochMilli())
                    .bind("epoch", owner.epoch())
                    .bind("limit", limit)
                    .map((row, context) -> Map.entry(row.getLong("id"), row.getInt("version")))
                    .forEach(row -> found.put(row.getKey(), row.getValue()));
            if (found.isEmpty()) {
                return List.of();
            }
            Map<Long, Change> changes = new LinkedHashMap<>();
            found.keySet().forEach(id -> changes.put(id, new Change.Deleted(new JobId(id))));
            handle.createQuery("select j.* from job j where j.id in (<ids>)")
                    .bindList("ids", List.copyOf(found.keySet()))
                    .map((row, context) -> change(row))
                    .forEach(change -> changes.put(change.id().value(), change));
            return JobCalendars.join(handle, List.copyOf(changes.values()));
        });
    }

    /// Writes schedule rows and withdraws what was planned by the versions before.
    ///
    /// @param traces for firings that are planned by this, as they fell due before the edit
    public void reschedule(Fence fence, List<Row> rows, Supplier<TraceId> traces, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        database.run(handle -> {
            fence.check(handle);
            PreparedBatch withdraw = handle.prepareBatch(
                    """
                    delete from trigger_record where job_id = :job and status = 'PLANNED' and reason = 'TIMING'
                      and due_at > :keep""");
            PreparedBatch keep = handle.prepareBatch(
                    """
                    update trigger_record set job_version = :version
                    where job_id = :job and status = 'PLANNED' and reason = 'TIMING'""");
            PreparedBatch former = handle.prepareBatch(KEEP_FORMER);
            PreparedBatch write = handle.prepareBatch(
                    """
                    insert into job_schedule (job_id, job_version, slot, load_per_hour, next_due_at, owner_epoch)
                    values (:job, :version, :slot, :load, :next, :epoch)
                    on duplicate key update job_version = values(job_version), load_per_hour = values(load_per_hour),
                      next_due_at = values(next_due_at), owner_epoch = values(owner_epoch)""");
            for (Row row : rows) {
                long job = row.job().value();
                Instant until = row.keepUntil();
                withdraw.bind("job", job)
                        .bind("keep", until == null ? Long.MIN_VALUE : until.toEpochMilli())
                        .add();
                keep.bind("job", job).bind("version", row.version()).add();
                if (until != null) {
                    former.bind("job", job)
                            .bind("version", row.version())
                            .bind("trace", traces.get().value())
                            .bind("now", now.toEpochMilli())
                            .bind("epoch", fence.epoch())
                            .bind("keep", until.toEpochMilli())
                            .add();
                }
                Instant next = row.next();
                write.bind("job", job)
                        .bind("version", row.version())
                        .bind("slot", Slots.of(row.job()))
                        .bind("load", row.load())
                        .bind("next", next == null ? null : next.toEpochMilli())
                        .bind("epoch", fence.epoch())
                        .add();
            }
            withdraw.execute();
            keep.execute();
            if (former.size() > 0) {
                former.execute();
            }
            write.execute();
        });
    }

    /// Removes the rows of deleted jobs and what was planned for them; their records stay.
    public void forget(Fence fence, List<JobId> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<Long> ids = jobs.stream().map(JobId::value).toList();
        database.run(handle -> {
            fence.check(handle);
            handle.createUpdate(
                            """
                            delete from trigger_record where job_id in (<ids>) and status = 'PLANNED'
                              and reason = 'TIMING'""")
                    .bindList("ids", ids)
                    .execute();
            handle.createUpdate("delete from job_schedule where job_id in (<ids>)")
                    .bindList("ids", ids)
                    .execute();
            handle.createUpdate("delete from deleted_job where job_id in (<ids>)")
                    .bindList("ids", ids)
                    .execute();
        });
    }

    /// The owner's jobs that fall due until `horizon`, the longest due first.
    public List<Due> due(Fence owner, Instant horizon, int limit) {
        return database.call(handle -> {
            List<Instant> times = new ArrayList<>();
            List<Change> jobs = handle.createQuery(
                            """
                            select j.*, s.next_due_at from job_schedule s
                            join slot o on o.slot = s.slot and o.owner_epoch = :epoch
                            join job j on j.id = s.job_id and j.version = s.job_version
                            where s.next_due_at <= :horizon order by s.next_due_at limit :limit""")
                    .bind("epoch", owner.epoch())
                    .bind("horizon", horizon.toEpochMilli())
                    .bind("limit", limit)
                    .map((row, context) -> {
                        times.add(Instant.ofEpochMilli(row.getLong("next_due_at")));
                        return change(row);
                    })
                    .list();
            List<Due> due = new ArrayList<>();
            for (Change each : JobCalendars.join(handle, jobs)) {
                due.add(due(each, times.get(due.size())));
            }
            return due;
        });
    }

    /// Those of the jobs that exist and can be read, as they stand now.
    public Map<JobId, Job> find(Collection<JobId> ids) {
        Map<JobId, Job> found = new LinkedHashMap<>();
        database.call(handle ->
                        jobs(handle, ids.stream().map(JobId::value).distinct().toList()))
                .values()
                .forEach(job -> found.put(job.id(), job));
        return found;
    }

    /// The job as it stands now; empty when there is none, or none that can be read.
    public Optional<Job> find(JobId id) {
        return Optional.ofNullable(
                database.call(handle -> jobs(handle, List.of(id.value()))).get(id.value()));
    }

    /// The job of that name.
    public Optional<Job> find(InstanceId instance, String name) {
        Optional<Long> id = database.call(
                handle -> handle.createQuery("select id from job where instance_id = :instance and name = :name")
                        .bind("instance", instance.value())
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne());
        return id.flatMap(found -> find(new JobId(found)));
    }

    /// The jobs among `ids` that exist and can be read.
    static Map<Long, Job> jobs(Handle handle, List<Long> ids) {
        Map<Long, Job> jobs = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery("select j.* from job j where j.id in (<ids>)")
                    .bindList("ids", ids)
                    .map((row, context) -> change(row))
                    .forEach(change -> {
                        if (change instanceof Change.Saved saved) {
                            jobs.put(saved.job().id().value(), saved.job());
                        }
                    });
        }
        return jobs;
    }

    private static Due due(Change change, Instant next) {
        return switch (change) {
            case Change.Saved saved ->
                new Due(saved.id(), saved.job().version(), next, saved.job(), saved.calendar(), null);
            case Change.Unreadable broken -> new Due(broken.id(), broken.version(), next, null, null, broken.why());
            case Change.Deleted deleted -> throw new IllegalStateException("A row that is there is not deleted");
        };
    }

    /// One row that cannot be read must not keep the others from being scheduled, whatever is wrong with it.
    private static Change change(ResultSet row) throws SQLException {
        Job job = JobRows.read(row);
        if (job.sound()) {
            return new Change.Saved(job, null);
        }
        String why = job.flaws().stream()
                .map(flaw -> flaw.field() + " '" + flaw.stored() + "': " + flaw.why())
                .collect(Collectors.joining("; "));
        return new Change.Unreadable(job.id(), job.version(), why);
    }
}
