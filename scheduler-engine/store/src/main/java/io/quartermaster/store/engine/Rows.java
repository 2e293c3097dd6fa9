package io.quartermaster.store.engine;

import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.Sql;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The statements on ledger and schedule rows that several of the engine's pens share.
final class Rows {
    private static final String INSERT = " into trigger_record (instance_id, job_id, job_name, job_version, trace_id,"
            + " reason, status, attempt, retry_of, planned_at, due_at, finished_at, error, owner_epoch, slot) values"
            + " (:instance, :job, :name, :version, :trace, :reason, :status, :attempt, :retryOf, :planned, :due, :finished,"
            + " :error, :epoch, :slot)";

    private Rows() {}

    static PreparedBatch insertBatch(Handle handle) {
        return handle.prepareBatch("insert ignore" + INSERT);
    }

    /// Plans a firing at the first free millisecond from `due` on, as (job, due) is unique.
    static RecordId plan(
            Handle handle,
            long epoch,
            Job job,
            TraceId trace,
            TriggerReason reason,
            Instant now,
            Instant due,
            int attempt,
            @Nullable RecordId retryOf) {
        Instant free = due;
        while (taken(handle, job, free)) {
            free = free.plusMillis(1);
        }
        var insert = handle.createUpdate("insert" + INSERT);
        bind(insert, epoch, job, trace, reason, now, free);
        return new RecordId(insert.bind("status", RunStatus.PLANNED.name())
                .bind("attempt", attempt)
                .bind("retryOf", retryOf == null ? null : retryOf.value())
                .bind("finished", (Long) null)
                .bind("error", (String) null)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    static void bind(
            SqlStatement<?> insert,
            long epoch,
            Job job,
            TraceId trace,
            TriggerReason reason,
            Instant now,
            Instant due) {
        insert.bind("instance", job.spec().instance().value())
                .bind("job", job.id().value())
                .bind("name", job.spec().name())
                .bind("version", job.version())
                .bind("trace", trace.value())
                .bind("reason", reason.name())
                .bind("planned", now.toEpochMilli())
                .bind("due", due.toEpochMilli())
                .bind("slot", Slots.of(job.id()))
                .bind("epoch", epoch);
    }

    /// What a list of jobs shows of each one's latest firing.
    static PreparedBatch lastBatch(Handle handle) {
        return handle.prepareBatch(
                """
                update job_schedule set last_record_id = :id, last_status = :status, last_due_at = :due,
                  last_fired_at = :fired, last_finished_at = :finished
                where job_id = :job and (last_record_id is null or last_record_id = :id or last_due_at < :due
                  or (last_due_at = :due and last_record_id < :id))""");
    }

    static void last(PreparedBatch batch, TriggerRecord record) {
        batch.bind("id", record.id().value())
                .bind("status", record.status().name())
                .bind("due", record.due().toEpochMilli())
                .bind("fired", Sql.millis(record.fired()))
                .bind("finished", Sql.millis(record.finished()))
                .bind("job", record.job().value())
                .add();
    }

    private static boolean taken(Handle handle, Job job, Instant due) {
        return handle.createQuery("select count(*) from trigger_record where job_id = :job and due_at = :due")
                        .bind("job", job.id().value())
                        .bind("due", due.toEpochMilli())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
