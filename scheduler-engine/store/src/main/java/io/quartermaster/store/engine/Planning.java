package io.quartermaster.store.engine;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.SkipReason;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Puts firings into the ledger before they fall due. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class Planning {
    private static final String SUPERSEDED = SkipReason.SUPERSEDED.text();

    private final Database database;

    public Planning(Database database) {
        this.database = database;
    }

    /// The kind of a story's event that tells which due times a firing stands for.
    public static final String STANDS_FOR = "MISSED";

    /// A firing to be planned, or, with `skipped`, only to be told of.
    ///
    /// @param standsFor what its story tells of the due times it stands for; null when it stands for itself
    public record Firing(
            Job job, Instant due, TraceId trace, @Nullable String skipped, RecordFact.@Nullable Missed standsFor) {
        public Firing(Job job, Instant due, TraceId trace, @Nullable String skipped) {
            this(job, due, trace, skipped, null);
        }
    }

    /// A planned row that stands for former ones of its job, which will not fire.
    public record StandIn(RecordId record, List<RecordId> former, RecordFact.Missed told) {
        public StandIn {
            former = List.copyOf(former);
        }
    }

    /// How far a job's schedule moves on: from one next due time to another, null when there is none.
    ///
    /// @param missedBefore rows still planned for times before this one were missed too and are closed; null: none
    public record Advance(JobId job, int version, Instant from, @Nullable Instant to, @Nullable Instant missedBefore) {}

    /// What a batch came to.
    ///
    /// @param rows   those that are planned by this and were not before
    /// @param closed how many rows were closed as missed, for a later due time stands for them
    public record Planned(List<LedgerRow> rows, int closed) {}

    /// Plans a batch: all of it, with the next due times, or nothing. A firing whose (job, due) is known is not
    /// planned again.
    public Planned plan(Fence fence, List<Firing> firings, List<Advance> advances, Instant now) {
        return database.transaction(handle -> {
            fence.check(handle);
            insert(handle, fence, firings, now);
            int closed = missed(handle, advances, now);
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
            List<LedgerRow> planned = planned(handle, firings);
            tell(handle, fence, firings, planned, now);
            return new Planned(planned, closed);
        });
    }

    /// What the owner's slots have planned to fire until `horizon`, the earliest first.
    public List<LedgerRow> planned(Fence owner, Instant horizon, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.* from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
                        where r.status = 'PLANNED' and r.due_at <= :horizon order by r.due_at, r.id limit :limit""")
                .bind("epoch", owner.epoch())
                .bind("horizon", horizon.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> LedgerRow.read(row))
                .list());
    }

    /// In the same transaction: whoever reads the ledger must never find that due times were passed over and no word
    /// of it.
    private static void tell(Handle handle, Fence fence, List<Firing> firings, List<LedgerRow> planned, Instant now) {
        Map<TraceId, RecordFact.Missed> notes = new HashMap<>();
        for (Firing firing : firings) {
            RecordFact.Missed note = firing.standsFor();
            if (note != null) {
                notes.put(firing.trace(), note);
            }
        }
        List<Stories.Event> events = new ArrayList<>();
        for (LedgerRow row : planned) {
            RecordFact.Missed note = notes.get(row.record().trace());
            if (note != null) {
                events.add(new Stories.Event(row.record().id(), now, STANDS_FOR, note.json()));
            }
        }
        Stories.add(handle, fence.epoch(), events);
    }

    /// Closes planned rows that will not fire, as later due times stand for them, and has those tell of it.
    ///
    /// @return how many were closed
    public int supersede(Fence fence, List<StandIn> standIns, Instant now) {
        if (standIns.isEmpty()) {
            return 0;
        }
        List<Long> former = standIns.stream()
                .flatMap(one -> one.former().stream())
                .map(RecordId::value)
                .toList();
        return database.transaction(handle -> {
            fence.check(handle);
            Stories.add(
                    handle,
                    fence.epoch(),
                    standIns.stream()
                            .map(one -> new Stories.Event(
                                    one.record(), now, STANDS_FOR, one.told().json()))
                            .toList());
            return handle.createUpdate(
                            """
                            update trigger_record set status = 'SKIPPED', finished_at = :now, error = :why,
                              owner_epoch = :epoch
                            where id in (<ids>) and status = 'PLANNED'""")
                    .bind("now", now.toEpochMilli())
                    .bind("why", SUPERSEDED)
                    .bind("epoch", fence.epoch())
                    .bindList("ids", former)
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
            Rows.bind(batch, fence.epoch(), firing.job(), firing.trace(), TriggerReason.TIMING, now, firing.due());
            batch.bind("status", (skipped ? RunStatus.SKIPPED : RunStatus.PLANNED).name())
                    .bind("attempt", 1)
                    .bind("retryOf", (Long) null)
                    .bind("finished", skipped ? now.toEpochMilli() : null)
                    .bind("error", firing.skipped())
                    .add();
        }
        batch.execute();
    }

    /// Read back by their traces, which nobody else has: which of a batch were ignored, and what numbers the others
    /// got, no database says reliably.
    private static List<LedgerRow> planned(Handle handle, List<Firing> firings) {
        if (firings.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("select * from trigger_record where trace_id in (<traces>) and status = 'PLANNED'")
                .bindList(
                        "traces",
                        firings.stream().map(firing -> firing.trace().value()).toList())
                .map((row, context) -> LedgerRow.read(row))
                .list();
    }

    private static int missed(Handle handle, List<Advance> advances, Instant now) {
        int closed = 0;
        for (Advance advance : advances) {
            Instant before = advance.missedBefore();
            if (before != null) {
                closed += handle.createUpdate(
                                """
                                update trigger_record set status = 'SKIPPED', finished_at = :now, error = :why
                                where job_id = :job and status = 'PLANNED' and reason = 'TIMING' and due_at < :before""")
                        .bind("now", now.toEpochMilli())
                        .bind("why", SUPERSEDED)
                        .bind("job", advance.job().value())
                        .bind("before", before.toEpochMilli())
                        .execute();
            }
        }
        return closed;
    }
}
