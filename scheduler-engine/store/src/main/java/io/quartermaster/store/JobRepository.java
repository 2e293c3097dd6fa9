package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobJson;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Jobs, by the operators' pen. Every change is audited in its own transaction and carries the version it was made
/// from.
/// Thread-safe; blocks; throws [StoreException].
public final class JobRepository {
    private static final String LISTING =
            """
            select j.*, s.next_due_at, s.job_version, s.last_record_id, s.last_status, s.last_due_at, s.last_fired_at,
              s.last_finished_at, coalesce(o.clients, 0) clients, w.server_id owner
            from job j
            left join job_schedule s on s.job_id = j.id
            left join slot t on t.slot = s.slot
            left join server w on w.epoch = t.owner_epoch and w.lease_until_at > """
                    + Sql.NOW_MILLIS
                    + """

            left join (
              select c.application, h.handler, count(distinct coalesce(c.client_id, c.session_id)) clients
              from client_session c join client_handler h on h.session_id = c.session_id
              where c.instance_id = :instance and c.disconnected_at is null
              group by c.application, h.handler) o on o.application = j.application and o.handler = j.target
            where j.instance_id = :instance
            order by j.name""";
    private static final String INSERT = "insert into job (instance_id, " + String.join(", ", JobRows.COLUMNS)
            + ", enabled, version, updated_by, updated_at) values (:instance, "
            + JobRows.COLUMNS.stream().map(name -> ":" + name).collect(Collectors.joining(", "))
            + ", :enabled, 1, :who, :now)";
    /// How an update of one version of one job ends.
    private static final String SIGNED =
            " version = version + 1, updated_by = :who, updated_at = :now" + " where id = :id and version = :version";
    private static final String UPDATE = "update job set "
            + JobRows.COLUMNS.stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "))
            + ", enabled = :enabled," + SIGNED;

    private final Database database;

    JobRepository(Database database) {
        this.database = database;
    }

    /// Every job of the instance by name, with what a list shows of it.
    public List<JobListing> list(InstanceId instance) {
        return database.call(handle -> handle.createQuery(LISTING)
                .bind("instance", instance.value())
                .map((row, context) -> listing(row))
                .list());
    }

    public Optional<Job> find(JobId id) {
        return database.call(handle -> find(handle, id));
    }

    /// The instances that have jobs, configuration or access keys.
    public List<InstanceId> instances() {
        return database.call(handle -> handle
                .createQuery(
                        """
                        select instance_id from job union select instance_id from config
                        union select instance_id from access_key order by 1""")
                .mapTo(String.class)
                .stream()
                // a configuration row written by hand may name what no instance can be called
                .filter(InstanceId::isValid)
                .map(InstanceId::new)
                .toList());
    }

    public SaveResult create(JobSpec spec, boolean enabled, Actor actor) {
        return database.transaction(handle -> {
            if (!CalendarRows.hold(handle, spec)) {
                return new SaveResult.NoCalendar(String.valueOf(spec.calendar()));
            }
            if (nameTaken(handle, spec, null)) {
                return new SaveResult.NameTaken(spec.name());
            }
            long id = handle.createUpdate(INSERT)
                    .bindMap(JobRows.bind(spec))
                    .bind("instance", spec.instance().value())
                    .bind("enabled", enabled ? 1 : 0)
                    .bind("who", actor.who())
                    .bind("now", Sql.now(handle))
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            Job saved = find(handle, new JobId(id)).orElseThrow();
            audit(handle, actor, "job.create", null, saved, null);
            return new SaveResult.Saved(saved);
        });
    }

    /// Creates many at once, as an import does: all of them or none, each with its line in the audit.
    ///
    /// @throws StoreException when one of the names is taken
    public void createAll(List<JobSpec> specs, boolean enabled, Actor actor) {
        if (specs.isEmpty()) {
            return;
        }
        database.run(handle -> {
            long now = Sql.now(handle);
            PreparedBatch insert = handle.prepareBatch(INSERT);
            for (JobSpec spec : specs) {
                insert.bindMap(JobRows.bind(spec))
                        .bind("instance", spec.instance().value())
                        .bind("enabled", enabled ? 1 : 0)
                        .bind("who", actor.who())
                        .bind("now", now)
                        .add();
            }
            List<Long> ids = insert.executePreparedBatch("id").mapTo(Long.class).list();
            Instant at = Instant.ofEpochMilli(now);
            List<Job> created = IntStream.range(0, ids.size())
                    .mapToObj(i -> new Job(new JobId(ids.get(i)), specs.get(i), enabled, 1, actor.who(), at, List.of()))
                    .toList();
            AuditRepository.writeCreated(handle, actor, created, at);
        });
    }

    /// Saves `spec` over version `from` of the job.
    public SaveResult update(JobId id, int from, JobSpec spec, boolean enabled, Actor actor) {
        return update(id, from, spec, enabled, actor, null);
    }

    /// @param reason what the person gave as such, for the audit
    public SaveResult update(JobId id, int from, JobSpec spec, boolean enabled, Actor actor, @Nullable String reason) {
        return database.transaction(handle -> {
            // before the job's own row, as who saves a calendar holds them in this order
            boolean known = CalendarRows.hold(handle, spec);
            return over(handle, id, from, before -> {
                if (!known) {
                    return new SaveResult.NoCalendar(String.valueOf(spec.calendar()));
                }
                if (nameTaken(handle, spec, id)) {
                    return new SaveResult.NameTaken(spec.name());
                }
                Update update =
                        handle.createUpdate(UPDATE).bindMap(JobRows.bind(spec)).bind("enabled", enabled ? 1 : 0);
                return write(handle, before, update, actor, "job.update", reason);
            });
        });
    }

    /// Writes nothing but whether it is enabled: what cannot be read of the row stays as it is.
    public SaveResult setEnabled(JobId id, int from, boolean enabled, Actor actor) {
        String action = enabled ? "job.enable" : "job.disable";
        return database.transaction(handle -> over(
                handle,
                id,
                from,
                before -> write(
                        handle,
                        before,
                        handle.createUpdate("update job set enabled = :enabled," + SIGNED)
                                .bind("enabled", enabled ? 1 : 0),
                        actor,
                        action,
                        null)));
    }

    /// Deletes version `from` of the job; its records stay.
    public SaveResult delete(JobId id, int from, Actor actor, @Nullable String reason) {
        return database.transaction(handle -> over(handle, id, from, job -> {
            if (running(handle, id)) {
                return new SaveResult.Running();
            }
            handle.createUpdate("delete from job where id = :id")
                    .bind("id", id.value())
                    .execute();
            handle.createUpdate("insert ignore into deleted_job (job_id, deleted_at) values (:id, :now)")
                    .bind("id", id.value())
                    .bind("now", Sql.now(handle))
                    .execute();
            audit(handle, actor, "job.delete", job, null, reason);
            return new SaveResult.Deleted();
        }));
    }

    /// Does something to version `from` of the job while nobody else can.
    private static SaveResult over(Handle handle, JobId id, int from, Function<Job, SaveResult> change) {
        Optional<Job> before = lock(handle, id);
        if (before.isEmpty()) {
            return new SaveResult.Gone();
        }
        return before.get().version() == from ? change.apply(before.get()) : new SaveResult.Stale(before.get());
    }

    /// Executes an update that ends in [#SIGNED].
    private static SaveResult write(
            Handle handle, Job before, Update update, Actor actor, String action, @Nullable String reason) {
        update.bind("who", actor.who())
                .bind("now", Sql.now(handle))
                .bind("id", before.id().value())
                .bind("version", before.version())
                .execute();
        Job saved = find(handle, before.id()).orElseThrow();
        audit(handle, actor, action, before, saved, reason);
        return new SaveResult.Saved(saved);
    }

    private static Optional<Job> find(Handle handle, JobId id) {
        return handle.createQuery("select j.* from job j where j.id = :id")
                .bind("id", id.value())
                .map((row, context) -> JobRows.read(row))
                .findOne();
    }

    /// Holds the row, so that of two saves at once one sees the other's version.
    private static Optional<Job> lock(Handle handle, JobId id) {
        return handle.createQuery("select j.* from job j where j.id = :id for update")
                .bind("id", id.value())
                .map((row, context) -> JobRows.read(row))
                .findOne();
    }

    private static boolean nameTaken(Handle handle, JobSpec spec, @Nullable JobId self) {
        return handle.createQuery(
                                "select count(*) from job where instance_id = :instance and name = :name and id <> :self")
                        .bind("instance", spec.instance().value())
                        .bind("name", spec.name())
                        .bind("self", self == null ? 0 : self.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static boolean running(Handle handle, JobId id) {
        return handle.createQuery(
                                "select count(*) from trigger_record where job_id = :id and status in ('EXECUTING', 'PAUSED')")
                        .bind("id", id.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static void audit(
            Handle handle,
            Actor actor,
            String action,
            @Nullable Job before,
            @Nullable Job after,
            @Nullable String reason) {
        Job subject = after != null ? after : before;
        if (subject == null) {
            throw new IllegalArgumentException("An audited change has a job before or after it");
        }
        AuditRepository.write(
                handle,
                actor,
                subject.spec().instance(),
                action,
                "job",
                subject.spec().name(),
                reason,
                before == null ? null : JobJson.write(before),
                after == null ? null : JobJson.write(after));
    }

    private static JobListing listing(ResultSet row) throws SQLException {
        Job job = JobRows.read(row);
        long last = row.getLong("last_record_id");
        JobListing.Last run = last <= 0
                ? null
                : new JobListing.Last(
                        new RecordId(last),
                        RunStatus.of(row.getString("last_status")),
                        Sql.time(row, "last_due_at"),
                        Sql.instant(row, "last_fired_at"),
                        Sql.instant(row, "last_finished_at"));
        boolean scheduled = row.getInt("job_version") == job.version();
        return new JobListing(
                job,
                scheduled ? Sql.instant(row, "next_due_at") : null,
                scheduled,
                run,
                row.getInt("clients"),
                row.getString("owner"));
    }
}
