package io.quartermaster.store.engine;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Slots;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ExecuteInstance;
import io.quartermaster.model.work.Said;
import io.quartermaster.model.work.WorkChanges;
import io.quartermaster.model.work.WorkJson;
import io.quartermaster.model.work.WorkOrder;
import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import io.quartermaster.store.WorkRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Runs of work that is cut up, from the side of the servers that have them. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class WorkRows {
    private static final String RUN = "select w.*, r.owner_epoch as record_epoch from work_run w"
            + " join trigger_record r on r.id = w.record_id";

    private final Database database;

    public WorkRows(Database database) {
        this.database = database;
    }

    /// A run as its rows tell it.
    ///
    /// @param finished null while it goes on
    /// @param epoch that of its record's row
    public record Stored(
            long id,
            WorkOrder order,
            RunStatus status,
            int stage,
            Map<String, Object> params,
            @Nullable String error,
            @Nullable Instant finished,
            long epoch) {}

    /// What of one run is stored together.
    ///
    /// @param record whose state it is too; null for the work of a topology's node
    /// @param finished when it ended; null while it goes on
    public record Changed(
            long id,
            @Nullable RecordId record,
            RunStatus status,
            int stage,
            Map<String, Object> params,
            @Nullable String error,
            @Nullable Instant finished,
            WorkChanges changes) {}

    /// A run whose rows hold what no server writes.
    public record Unreadable(long id, RecordId record, String trigger, long epoch, String why) {}

    /// The runs of an owner that go on.
    public record Open(List<Stored> runs, List<Unreadable> unreadable) {}

    /// What a client said to another server.
    ///
    /// @param said null when it cannot be read
    public record Delivered(long id, long run, String trigger, @Nullable Said said) {}

    /// The rows of one round.
    ///
    /// @param taken delivered reports that are in it
    public record Batch(List<Changed> runs, List<Delivered> taken, List<CommandInbox.Reply> replies) {
        public static Batch of(Changed run) {
            return new Batch(List.of(run), List.of(), List.of());
        }

        public Batch withoutRuns() {
            return new Batch(List.of(), taken, replies);
        }

        public boolean isEmpty() {
            return runs.isEmpty() && taken.isEmpty() && replies.isEmpty();
        }
    }

    /// Begins a run, or finds the one that began for the same trigger.
    public Stored begin(Fence fence, WorkOrder order, Instant now) {
        return database.transaction(handle -> {
            fence.check(handle);
            handle.createUpdate(
                            """
                            insert ignore into work_run (trigger_id, record_id, slot, instance_id, job_id, plan, status, stage,
                              params, started_at)
                            values (:trigger, :record, :slot, :instance, :job, :plan, 'EXECUTING', 0, :params, :now)""")
                    .bind("trigger", order.trigger())
                    .bind("record", order.record().value())
                    .bind("slot", Slots.of(order.owner()))
                    .bind("instance", order.instance().value())
                    .bind("job", order.job().value())
                    .bind("plan", WorkJson.write(order))
                    .bind("params", WorkJson.write(order.params()))
                    .bind("now", now.toEpochMilli())
                    .execute();
            return handle.createQuery(RUN + " where w.trigger_id = :trigger")
                    .bind("trigger", order.trigger())
                    .map((row, context) -> stored(row))
                    .one();
        });
    }

    /// Whether a run ever began for that trigger.
    public Optional<Stored> find(String trigger) {
        return database.call(handle -> handle.createQuery(RUN + " where w.trigger_id = :trigger")
                .bind("trigger", trigger)
                .map((row, context) -> stored(row))
                .findOne());
    }

    /// The runs in the owner's slots that go on.
    public Open open(Fence owner) {
        List<Stored> runs = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        database.call(handle -> handle.createQuery(
                        RUN + " join slot o on o.slot = w.slot and o.owner_epoch = :epoch where w.finished_at is null"
                                + " order by w.id")
                .bind("epoch", owner.epoch())
                .map((row, context) -> {
                    try {
                        return runs.add(stored(row));
                    } catch (IllegalArgumentException e) {
                        return unreadable.add(new Unreadable(
                                row.getLong("id"),
                                new RecordId(row.getLong("record_id")),
                                row.getString("trigger_id"),
                                row.getLong("record_epoch"),
                                String.valueOf(e.getMessage())));
                    }
                })
                .list());
        return new Open(runs, unreadable);
    }

    /// Ends a run that cannot be stored, or read, as failed; its chunks stay as they were.
    public void spoil(Fence fence, long run, String why, Instant now) {
        database.run(handle -> {
            fence.check(handle);
            handle.createUpdate(
                            "update work_run set status = 'FAILED', error = :why, finished_at = :now where id = :id")
                    .bind("why", Text.cut(why, 2000))
                    .bind("now", now.toEpochMilli())
                    .bind("id", run)
                    .execute();
        });
    }

    /// The firings in the owner's slots that run, and whose cut-up work does not: its server went away before it began
    /// the work, or before it told the record of its end.
    public List<LedgerRow> unbegun(Fence owner) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.* from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
                        join job j on j.id = r.job_id and j.job_type in ('SIMPLE', 'CLUSTER')
                        where r.status in ('EXECUTING', 'PAUSED') and r.client_session is null
                          and not exists (select 1 from work_run w where w.record_id = r.id and w.finished_at is null)""")
                .bind("epoch", owner.epoch())
                .map((row, context) -> LedgerRow.read(row))
                .list());
    }

    public List<Chunk> chunks(long run) {
        return database.call(
                handle -> handle.createQuery("select * from work_chunk where run_id = :run order by number")
                        .bind("run", run)
                        .map((row, context) -> WorkRepository.chunk(row))
                        .list());
    }

    public List<ExecuteInstance> instances(long run) {
        return database.work().instances(run);
    }

    /// Keeps what a client said for the server that has the run.
    public void deliver(long run, String trigger, Said said) {
        database.run(handle -> handle.createUpdate(
                        """
                        insert ignore into work_report (run_id, trigger_id, said)
                        select :run, :trigger, :said from work_run where id = :run and finished_at is null""")
                .bind("run", run)
                .bind("trigger", trigger)
                .bind("said", WorkJson.write(said))
                .execute());
    }

    /// What was delivered for these runs.
    public List<Delivered> delivered(Collection<Long> runs, int limit) {
        return runs.isEmpty()
                ? List.of()
                : database.call(handle -> handle.createQuery(
                                "select * from work_report where run_id in (<runs>) order by id limit :limit")
                        .bindList("runs", List.copyOf(runs))
                        .bind("limit", limit)
                        .map((row, context) -> new Delivered(
                                row.getLong("id"),
                                row.getLong("run_id"),
                                row.getString("trigger_id"),
                                said(row.getString("said"))))
                        .list());
    }

    private static @Nullable Said said(String json) {
        try {
            return WorkJson.said(json);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Stores a round: all of it or nothing.
    public void store(Fence fence, Batch batch, Instant now) {
        database.run(handle -> {
            fence.check(handle);
            for (Changed run : batch.runs()) {
                if (run.changes().run()) {
                    run(handle, run);
                }
                ChunkRows.add(handle, run.changes().added());
                ChunkRows.change(handle, run.changes().changed());
                instances(handle, run.changes().instances());
            }
            taken(handle, batch.taken());
            batch.replies().forEach(reply -> CommandInbox.answer(handle, fence, reply, now));
        });
    }

    private static void run(Handle handle, Changed run) {
        handle.createUpdate(
                        """
                        update work_run set status = :status, stage = :stage, params = :params, error = :error,
                          finished_at = :finished where id = :id""")
                .bind("status", run.status().name())
                .bind("stage", run.stage())
                .bind("params", WorkJson.write(run.params()))
                .bind("error", Text.cutNullable(run.error()))
                .bind("finished", Sql.millis(run.finished()))
                .bind("id", run.id())
                .execute();
        if (run.record() != null) {
            handle.createUpdate(
                            "update trigger_record set status = :status where id = :id and status in ('EXECUTING', 'PAUSED')")
                    .bind("status", run.status() == RunStatus.PAUSED ? "PAUSED" : "EXECUTING")
                    .bind("id", run.record().value())
                    .execute();
        }
    }

    private static void instances(Handle handle, List<ExecuteInstance> instances) {
        if (instances.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch(
                """
                insert into work_instance (run_id, instance, client, zone, status, opened_at, finished_at, chunks, message)
                values (:run, :instance, :client, :zone, :status, :opened, :finished, :chunks, :message)
                on duplicate key update client = values(client), status = values(status),
                  finished_at = values(finished_at), chunks = values(chunks), message = values(message)""");
        instances.forEach(each -> rows.bind("run", each.run())
                .bind("instance", each.instance())
                .bind("client", Text.cut(each.client(), 255))
                .bind("zone", Text.cut(each.zone(), 64))
                .bind("status", each.status().name())
                .bind("opened", each.opened().toEpochMilli())
                .bind("finished", Sql.millis(each.finished()))
                .bind("chunks", each.chunks())
                .bind("message", each.message() == null ? null : Text.cut(each.message(), 2000))
                .add());
        rows.execute();
    }

    private static void taken(Handle handle, List<Delivered> taken) {
        if (!taken.isEmpty()) {
            handle.createUpdate("delete from work_report where id in (<ids>)")
                    .bindList("ids", taken.stream().map(Delivered::id).toList())
                    .execute();
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("id"),
                WorkJson.order(row.getString("plan")),
                RunStatus.of(row.getString("status")),
                row.getInt("stage"),
                WorkJson.params(row.getString("params")),
                row.getString("error"),
                Sql.instant(row, "finished_at"),
                row.getLong("record_epoch"));
    }
}
