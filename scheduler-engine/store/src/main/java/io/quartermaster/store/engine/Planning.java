package io.quartermaster.store.engine;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Puts firings into the ledger before they fall due. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class Planning {
    private final Database database;

    public Planning(Database database) {
        this.database = database;
    }

    /// A firing to be planned, or, with `skipped`, only to be told of.
    public record Firing(Job job, Instant due, TraceId trace, @Nullable String skipped) {}

    /// How far a job's schedule moves on: from one next due time to another, null when there is none.
    ///
    /// @param missedBefore rows still planned for times before this one were missed too and are closed; null: none
    public record Advance(JobId job, int version, Instant from, @Nullable Instant to, @Nullable Instant missedBefore) {}

    /// Plans a batch: all of it, with the next due times, or nothing. A firing whose (job, due) is known is not
    /// planned again.
    public void plan(Fence fence, List<Firing> firings, List<Advance> advances, Instant now) {
        database.run(handle -> {
            fence.check(handle);
            insert(handle, fence, firings, now);
            missed(handle, advances, now);
            PreparedBatch move = handle.prepareBatch(
                    """
                    update job_schedule set next_due_at = :to, owner_epoch = :epoch
                    where job_id = :job and job_version = :version and next_due_at = :from""");
            for (Advance advance : advances) {
                Instant to = advance.to();
                move.bind("to", to == null ? null : to.toEpochMilli())
                        .bind("epoch", fence.epoch())
                        .bind("job", advance.job().value())
                        .bind("version", advance.version())
                        .bind("from", advance.from().toEpochMilli())
                        .add();
            }
            if (!advances.isEmpty()) {
                move.execute();
            }
        });
    }

    /// What is planned to fire until `horizon`, the earliest first.
    public List<LedgerRow> planned(Instant horizon, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select * from trigger_record where status = 'PLANNED' and due_at <= :horizon
                        order by due_at, id limit :limit""")
                .bind("horizon", horizon.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> LedgerRow.read(row))
                .list());
    }

    /// Closes planned rows that will not fire.
    public void skip(Fence fence, List<RecordId> records, String why, Instant now) {
        if (records.isEmpty()) {
            return;
        }
        database.run(handle -> {
            fence.check(handle);
            handle.createUpdate(
                            """
                            update trigger_record set status = 'SKIPPED', finished_at = :now, error = :why,
                              owner_epoch = :epoch
                            where id in (<ids>) and status = 'PLANNED'""")
                    .bind("now", now.toEpochMilli())
                    .bind("why", why)
                    .bind("epoch", fence.epoch())
                    .bindList("ids", records.stream().map(RecordId::value).toList())
                    .execute();
        });
    }

    private static void insert(Handle handle, Fence fence, List<Firing> firings, Instant now) {
        if (firings.isEmpty()) {
            return;
        }
        PreparedBatch batch = Rows.insertBatch(handle);
        for (Firing firing : firings) {
            boolean skipped = firing.skipped() != null;
            Rows.bind(batch, fence.epoch(), firing.job(), firing.trace(), TriggerReason.TIMING, firing.due());
            batch.bind("status", (skipped ? RunStatus.SKIPPED : RunStatus.PLANNED).name())
                    .bind("attempt", 1)
                    .bind("retryOf", (Long) null)
                    .bind("finished", skipped ? now.toEpochMilli() : null)
                    .bind("error", firing.skipped())
                    .add();
        }
        batch.execute();
    }

    private static void missed(Handle handle, List<Advance> advances, Instant now) {
        for (Advance advance : advances) {
            Instant before = advance.missedBefore();
            if (before != null) {
                handle.createUpdate(
                                """
                                update trigger_record set status = 'SKIPPED', finished_at = :now,
                                  error = 'missed: no server could fire it in time, a later due time stands for it'
                                where job_id = :job and status = 'PLANNED' and reason = 'TIMING' and due_at < :before""")
                        .bind("now", now.toEpochMilli())
                        .bind("job", advance.job().value())
                        .bind("before", before.toEpochMilli())
                        .execute();
            }
        }
    }
}
