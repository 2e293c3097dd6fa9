package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Again;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TriggerRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What consoles ask of the servers. Thread-safe; blocks; throws [StoreException].
public final class CommandRepository {
    private final Database database;

    CommandRepository(Database database) {
        this.database = database;
    }

    /// Asks; a server answers in the row within half a second. The same `key` again asks nothing new and returns
    /// the first one's row.
    public Command ask(Job job, Command.Kind kind, String key, Actor actor) {
        return database.transaction(handle -> ask(handle, job, kind, null, key, actor, null));
    }

    /// Asks something of a run: to pause, to resume or to cancel it. A server answers in the row as with any other
    // wish,
    /// and says there why when it refuses.
    ///
    /// @param reason what the person gave as such, for the audit
    public Command askOfRun(
            Job job, RecordId run, Command.Kind kind, String key, Actor actor, @Nullable String reason) {
        if (kind != Command.Kind.PAUSE && kind != Command.Kind.RESUME && kind != Command.Kind.CANCEL) {
            throw new IllegalArgumentException(kind + " is not asked of a run");
        }
        return database.transaction(handle -> ask(handle, job, kind, run.toString(), key, actor, reason));
    }

    /// @param options what is wanted otherwise than usual, null for nothing
    static Command ask(
            Handle handle,
            Job job,
            Command.Kind kind,
            @Nullable String options,
            String key,
            Actor actor,
            @Nullable String reason) {
        int added = handle.createUpdate(
                        """
                        insert ignore into command (instance_id, kind, job_id, slot, options, idempotency_key, asked_by,
                          asked_from, requested_at, state)
                        values (:instance, :kind, :job, :slot, :options, :key, :by, :from, :now, 'NEW')""")
                .bind("instance", job.spec().instance().value())
                .bind("kind", kind.name())
                .bind("job", job.id().value())
                .bind("slot", Slots.of(job.id()))
                .bind("options", options)
                .bind("key", key)
                .bind("by", actor.who())
                .bind("from", actor.host())
                .bind("now", Sql.now(handle))
                .execute();
        if (added > 0) {
            AuditRepository.write(
                    handle,
                    actor,
                    job.spec().instance(),
                    audited(kind),
                    "job",
                    job.spec().name(),
                    reason,
                    null,
                    options);
        }
        return handle.createQuery("select * from command where idempotency_key = :key")
                .bind("key", key)
                .map((row, context) -> read(row))
                .one();
    }

    private static String audited(Command.Kind kind) {
        return switch (kind) {
            case TRIGGER_NOW, TRIGGER_EVENT -> "job.trigger";
            case SEND_AGAIN -> "run.again";
            case PAUSE -> "run.pause";
            case RESUME -> "run.resume";
            case CANCEL -> "run.cancel";
        };
    }

    /// Asks that runs which have not reported be closed and sent again, all with one reason. One that was sent again
    /// before is refused then.
    public List<Command> sendAgain(
            InstanceId instance, List<TriggerRecord> records, Actor actor, @Nullable String reason) {
        return database.transaction(handle -> {
            long now = Sql.now(handle);
            List<Command> asked = new ArrayList<>();
            for (TriggerRecord record : records) {
                asked.add(sendAgain(handle, instance, record, actor, reason, now));
            }
            return asked;
        });
    }

    private static Command sendAgain(
            Handle handle, InstanceId instance, TriggerRecord record, Actor actor, @Nullable String reason, long now) {
        long id = handle.createUpdate(
                        """
                        insert into command (instance_id, kind, job_id, slot, options, idempotency_key, asked_by,
                          asked_from, requested_at, state)
                        values (:instance, 'SEND_AGAIN', :job, :slot, :options, :key, :by, :from, :now, 'NEW')""")
                .bind("instance", instance.value())
                .bind("job", record.job().value())
                .bind("slot", Slots.of(record.job()))
                .bind("options", new Again(record.id(), reason).json())
                .bind("key", "again-" + UUID.randomUUID())
                .bind("by", actor.who())
                .bind("from", actor.host())
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        AuditRepository.write(
                handle,
                actor,
                instance,
                audited(Command.Kind.SEND_AGAIN),
                "job",
                record.jobName(),
                reason,
                null,
                new Again(record.id(), reason).json());
        return handle.createQuery("select * from command where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .one();
    }

    /// Those of them that there are.
    public List<Command> find(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database.call(handle -> handle.createQuery("select * from command where id in (<ids>)")
                .bindList("ids", ids)
                .map((row, context) -> read(row))
                .list());
    }

    public Optional<Command> find(long id) {
        return database.call(handle -> handle.createQuery("select * from command where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /// Reads the row of `select * from command`.
    public static Command read(ResultSet row) throws SQLException {
        long record = row.getLong("record_id");
        RecordId recordId = row.wasNull() ? null : new RecordId(record);
        return new Command(
                row.getLong("id"),
                Sql.instanceId(row.getString("instance_id")),
                Command.Kind.valueOf(row.getString("kind")),
                new JobId(row.getLong("job_id")),
                row.getString("idempotency_key"),
                new Actor(row.getString("asked_by"), row.getString("asked_from")),
                Sql.time(row, "requested_at"),
                Command.State.valueOf(row.getString("state")),
                recordId,
                row.getString("answer"),
                row.getString("options"));
    }
}
