package io.quartermaster.app.testing;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Slots;
import io.quartermaster.model.Trigger;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.SaveResult;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A real database in memory, with an operator's hand in it and an engine's.
public final class Seeded implements AutoCloseable {
    public static final InstanceId INSTANCE = new InstanceId("000001");
    public static final Actor ANNA = new Actor("anna", "ws-1");
    public static final Actor BEN = new Actor("ben", "ws-2");

    private final Database database =
            Database.open(new DatabaseSettings.InMemory(UUID.randomUUID().toString()), 4);
    private int traces;

    public Seeded() {
        database.schema().migrate();
    }

    public Database database() {
        return database;
    }

    public Workspace workspace() {
        return new Workspace(database, INSTANCE, ANNA, Environment.TEST, null);
    }

    public static JobSpec spec(String name) {
        return JobSpec.blank(INSTANCE)
                .withName(name)
                .withTarget(JobType.SIMPLE, "settle-app", "settleHandler")
                .withTrigger(new Trigger.Cron("0 0 2 * * ?", ZoneId.of("Asia/Shanghai")));
    }

    public Job job(String name) {
        return job(spec(name), true);
    }

    public Job job(JobSpec spec, boolean enabled) {
        return ((SaveResult.Saved) database.jobs().create(spec, enabled, ANNA)).job();
    }

    /// What somebody does to a job's row with a database client.
    public void byHand(Job job, String column, String value) {
        database.run(handle -> handle.execute(
                "update job set " + column + " = ? where id = ?",
                value,
                job.id().value()));
    }

    public Job bensSave(Job job, JobSpec spec) {
        return ((SaveResult.Saved) database.jobs().update(job.id(), job.version(), spec, job.enabled(), BEN)).job();
    }

    public void client(String application, String handler, String kind) {
        String session = UUID.randomUUID().toString();
        database.run(handle -> {
            handle.execute(
                    """
                    insert into client_session (session_id, server_id, instance_id, application, address, zone, host,
                      process_id, connected_at) values (?, 's1', '000001', ?, '10.0.0.7:51000', 'CellA', 'app1', 7, 0)""",
                    session,
                    application);
            handle.execute(
                    "insert into client_handler (session_id, handler, kind) values (?, ?, ?)", session, handler, kind);
        });
    }

    public void schedule(Job job, @Nullable Instant next) {
        database.run(handle -> {
            handle.execute("delete from job_schedule where job_id = ?", job.id().value());
            handle.execute(
                    "insert into job_schedule (job_id, job_version, slot, load_per_hour, next_due_at, owner_epoch)"
                            + " values (?, ?, ?, 1, ?, 1)",
                    job.id().value(),
                    job.version(),
                    Slots.of(job.id()),
                    next == null ? null : next.toEpochMilli());
        });
    }

    /// A record that fired 12 ms late, and took 1.5 s if it is closed; the job's schedule row names it.
    public RecordId record(Job job, Instant due, RunStatus status) {
        boolean fired = status != RunStatus.PLANNED && status != RunStatus.SKIPPED;
        @Nullable Long firedAt = fired ? Long.valueOf(due.toEpochMilli() + 12) : null;
        @Nullable Long finishedAt = fired && status.closed() ? Long.valueOf(due.toEpochMilli() + 1_512) : null;
        long id = database.call(handle -> handle.createUpdate(
                        """
                        insert into trigger_record (instance_id, job_id, job_name, job_version, trace_id, reason, status,
                          attempt, planned_at, due_at, fired_at, finished_at, zone, client, result, error, progress,
                          server_id, owner_epoch, slot)
                        values ('000001', :job, :name, 1, :trace, 'TIMING', :status, 1, :planned, :due, :fired, :finished, 'CellA',
                          'settle-app@10.0.0.7:51000', :result, :error, :progress, 'server-1', 1, :slot)""")
                .bind("job", job.id().value())
                .bind("slot", Slots.of(job.id()))
                .bind("planned", due.minusSeconds(3).toEpochMilli())
                .bind("name", job.spec().name())
                .bind("trace", String.format("0a1b2c3d%08d", ++traces))
                .bind("status", status.name())
                .bind("due", due.toEpochMilli())
                .bind("fired", firedAt)
                .bind("finished", finishedAt)
                .bind("result", status == RunStatus.SUCCEED ? "settled 1,204 accounts" : null)
                .bind("error", status == RunStatus.FAILED ? "no available targets was found in zone CellA" : null)
                .bind("progress", status == RunStatus.EXECUTING ? "account 740 of 1,204" : null)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
        database.run(handle -> handle.execute(
                """
                update job_schedule set last_record_id = ?, last_status = ?, last_due_at = ?, last_fired_at = ?,
                  last_finished_at = ? where job_id = ?""",
                id,
                status.name(),
                due.toEpochMilli(),
                firedAt,
                finishedAt,
                job.id().value()));
        return new RecordId(id);
    }

    public void event(RecordId record, int seq, Instant at, String kind, String detail) {
        database.run(handle -> handle.execute(
                "insert into record_event (record_id, seq, happened_at, kind, detail, owner_epoch) values (?, ?, ?, ?, ?, 1)",
                record.value(),
                seq,
                at.toEpochMilli(),
                kind,
                detail));
    }

    public void status(RecordId record, RunStatus status) {
        database.run(handle ->
                handle.execute("update trigger_record set status = ? where id = ?", status.name(), record.value()));
    }

    /// What a server does with a wish.
    public void answer(String state, @Nullable RecordId record, @Nullable String answer) {
        database.run(handle -> handle.execute(
                "update command set state = ?, record_id = ?, answer = ?",
                state,
                record == null ? null : record.value(),
                answer));
    }

    @Override
    public void close() {
        database.close();
    }
}
