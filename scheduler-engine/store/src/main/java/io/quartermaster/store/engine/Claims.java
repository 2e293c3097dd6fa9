package io.quartermaster.store.engine;

import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Turns planned rows into running ones, once each. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class Claims {
    private final Database database;

    public Claims(Database database) {
        this.database = database;
    }

    /// What becomes of a planned row whose time has come.
    public sealed interface Verdict {
        /// It is taken back as if it had never been planned.
        record Withdraw() implements Verdict {}

        /// It stays planned: its job was edited after the row fell due, and the schedule has not caught up.
        record Leave() implements Verdict {}

        record Skip(String why) implements Verdict {}

        /// It cannot be carried out.
        record Fail(String why, Instant at) implements Verdict {}

        /// It is carried out.
        ///
        /// @param session null for a message
        record Fire(
                @Nullable String zone,
                @Nullable String client,
                @Nullable String session,
                Instant at,
                @Nullable Instant deadline)
                implements Verdict {}
    }

    /// Decides within the claiming transaction, so it must be quick and must not call the database.
    @FunctionalInterface
    public interface Decision {
        /// @param job as it stands now, null when it was deleted or cannot be read
        /// @param running whether another run of the job is EXECUTING or PAUSED
        Verdict of(LedgerRow row, @Nullable Job job, boolean running);
    }

    /// A row and what became of it.
    ///
    /// @param retry the row that tries it again, planned in the same transaction
    public record Claimed(LedgerRow row, @Nullable Job job, Verdict verdict, @Nullable RecordId retry) {}

    /// Claims those of `records` that are still planned; the others were claimed, withdrawn or closed before.
    public List<Claimed> claim(Fence fence, List<RecordId> records, Decision decision) {
        return database.transaction(handle -> {
            fence.check(handle);
            List<LedgerRow> rows = handle.createQuery(
                            "select * from trigger_record where id in (<ids>) and status = 'PLANNED' order by due_at, id")
                    .bindList("ids", records.stream().map(RecordId::value).toList())
                    .map((row, context) -> LedgerRow.read(row))
                    .list();
            if (rows.isEmpty()) {
                return List.of();
            }
            List<Long> jobIds = rows.stream()
                    .map(row -> row.record().job().value())
                    .distinct()
                    .toList();
            Map<Long, Job> jobs = Schedules.jobs(handle, jobIds);
            Set<Long> running = running(handle, jobIds);
            List<Claimed> claimed = new ArrayList<>();
            for (LedgerRow row : rows) {
                long id = row.record().job().value();
                Job job = jobs.get(id);
                Verdict verdict = decision.of(row, job, running.contains(id));
                if (verdict instanceof Verdict.Fire) {
                    running.add(id);
                }
                claimed.add(new Claimed(row, job, verdict, null));
            }
            return write(handle, fence, claimed);
        });
    }

    private static Set<Long> running(Handle handle, List<Long> jobs) {
        return new HashSet<>(handle.createQuery(
                        """
                        select distinct job_id from trigger_record
                        where status in ('EXECUTING', 'PAUSED') and job_id in (<ids>)""")
                .bindList("ids", jobs)
                .mapTo(Long.class)
                .list());
    }

    private static List<Claimed> write(Handle handle, Fence fence, List<Claimed> claimed) {
        PreparedBatch withdraw =
                handle.prepareBatch("delete from trigger_record where id = :id and status = 'PLANNED'");
        PreparedBatch update = handle.prepareBatch(
                """
                update trigger_record set status = :status, fired_at = :fired, finished_at = :finished,
                  deadline_at = :deadline, zone = :zone, client = :client, client_session = :session, error = :error,
                  server_id = :server, owner_epoch = :epoch
                where id = :id and status = 'PLANNED'""");
        PreparedBatch last = Rows.lastBatch(handle);
        List<Claimed> done = new ArrayList<>();
        for (Claimed one : claimed) {
            TriggerRecord record = one.row().record();
            switch (one.verdict()) {
                case Verdict.Withdraw gone ->
                    withdraw.bind("id", record.id().value()).add();
                case Verdict.Leave stays -> {}
                case Verdict.Skip skip ->
                    bind(update, last, fence, record, new Change(RunStatus.SKIPPED, null, null, skip.why(), null));
                case Verdict.Fail fail ->
                    bind(
                            update,
                            last,
                            fence,
                            record,
                            new Change(RunStatus.FAILED, fail.at(), fail.at(), fail.why(), null));
                case Verdict.Fire fire ->
                    bind(update, last, fence, record, new Change(RunStatus.EXECUTING, fire.at(), null, null, fire));
            }
            done.add(one.verdict() instanceof Verdict.Fail fail ? retried(handle, fence, one, fail) : one);
        }
        for (PreparedBatch batch : List.of(withdraw, update, last)) {
            if (batch.size() > 0) {
                batch.execute();
            }
        }
        return done;
    }

    private record Change(
            RunStatus status,
            @Nullable Instant fired,
            @Nullable Instant finished,
            @Nullable String error,
            Verdict.@Nullable Fire fire) {}

    private static void bind(
            PreparedBatch update, PreparedBatch last, Fence fence, TriggerRecord record, Change change) {
        Verdict.Fire fire = change.fire();
        Instant deadline = fire == null ? null : fire.deadline();
        update.bind("status", change.status().name())
                .bind("fired", millis(change.fired()))
                .bind("finished", millis(change.finished()))
                .bind("deadline", millis(deadline))
                .bind("zone", fire == null ? null : fire.zone())
                .bind("client", fire == null ? null : fire.client())
                .bind("session", fire == null ? null : fire.session())
                .bind("error", change.error())
                .bind("server", fence.serverId())
                .bind("epoch", fence.epoch())
                .bind("id", record.id().value())
                .add();
        Rows.last(last, record, change.status(), change.fired(), change.finished());
    }

    private static Claimed retried(Handle handle, Fence fence, Claimed failed, Verdict.Fail fail) {
        RecordId retry = retry(handle, fence.epoch(), failed.row().record(), failed.job(), fail.at());
        return new Claimed(failed.row(), failed.job(), failed.verdict(), retry);
    }

    /// Plans the next try of a run that ended at `ended`, if its job grants one.
    static @Nullable RecordId retry(Handle handle, long epoch, TriggerRecord record, @Nullable Job job, Instant ended) {
        if (job == null || record.attempt() > job.spec().policies().retries()) {
            return null;
        }
        Instant due = ended.plus(job.spec().policies().backOff());
        return Rows.plan(
                handle, epoch, job, record.trace(), TriggerReason.RETRY, due, record.attempt() + 1, record.id());
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
