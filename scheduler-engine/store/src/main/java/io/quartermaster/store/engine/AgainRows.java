package io.quartermaster.store.engine;

import io.quartermaster.model.Again;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Closes a run that has not reported and plans its firing anew, together. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class AgainRows {
    private final Database database;

    public AgainRows(Database database) {
        this.database = database;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// @param former as it is now
        /// @param row    what fires in its place
        record Planned(LedgerRow former, LedgerRow row) implements Outcome {}

        /// The command says why not.
        record Refused() implements Outcome {}

        /// Somebody answered before.
        record Answered() implements Outcome {}
    }

    /// The run as it stands, if it is the job's.
    public Optional<LedgerRow> find(Job job, RecordId record) {
        return database.call(handle -> find(handle, job, record, ""));
    }

    /// Sends again what has not reported; else answers why not.
    ///
    /// @param due when it is to fire
    public Outcome again(Fence fence, Command command, Job job, Again again, Instant now, Instant due) {
        return database.transaction(handle -> {
            fence.check(handle);
            if (!CommandInbox.unanswered(handle, command)) {
                return new Outcome.Answered();
            }
            Optional<LedgerRow> former = find(handle, job, again.record(), " for update");
            Optional<String> why = refusal(handle, job, again.record(), former);
            if (why.isPresent() || former.isEmpty()) {
                String text = why.orElse("");
                CommandInbox.answer(handle, fence, command, Command.State.REFUSED, null, text, now);
                return new Outcome.Refused();
            }
            TriggerRecord ran = former.get().record();
            RecordId planned =
                    Rows.plan(handle, fence.epoch(), job, ran.trace(), ran.reason(), now, due, ran.attempt(), ran.id());
            close(handle, fence, command, again, ran, planned, now);
            String text = "sent again as record " + planned;
            CommandInbox.answer(handle, fence, command, Command.State.DONE, planned, text, now);
            return new Outcome.Planned(
                    find(handle, job, ran.id(), "").orElseThrow(),
                    find(handle, job, planned, "").orElseThrow());
        });
    }

    private static Optional<LedgerRow> find(Handle handle, Job job, RecordId record, String lock) {
        return handle.createQuery("select * from trigger_record where id = :id and job_id = :job" + lock)
                .bind("id", record.value())
                .bind("job", job.id().value())
                .map((row, context) -> LedgerRow.read(row))
                .findOne();
    }

    private static Optional<String> refusal(Handle handle, Job job, RecordId record, Optional<LedgerRow> found) {
        if (found.isEmpty()) {
            return Optional.of(
                    "there is no record " + record + " of job " + job.spec().name());
        }
        RunStatus status = found.get().record().status();
        if (status != RunStatus.EXECUTING) {
            return Optional.of("record " + record + " is " + status + ": only what is EXECUTING can be sent again");
        }
        if (job.spec().type() == JobType.TOPOLOGY || isCutUp(handle, record)) {
            return Optional.of("record " + record + " is done in pieces, which find another zone by themselves");
        }
        return Optional.empty();
    }

    private static boolean isCutUp(Handle handle, RecordId record) {
        return !handle.createQuery("select id from work_run where record_id = :id limit 1")
                .bind("id", record.value())
                .mapTo(Long.class)
                .list()
                .isEmpty();
    }

    private static void close(
            Handle handle,
            Fence fence,
            Command command,
            Again again,
            TriggerRecord ran,
            RecordId planned,
            Instant now) {
        String reason = again.reason() == null ? "" : ": " + again.reason();
        handle.createUpdate(
                        """
                        update trigger_record set status = 'CANCEL', finished_at = :now, error = :error,
                          owner_epoch = :epoch
                        where id = :id and status = 'EXECUTING'""")
                .bind("now", now.toEpochMilli())
                .bind(
                        "error",
                        Text.cut(
                                "sent again as record " + planned + ", as "
                                        + command.actor().who() + " asked" + reason,
                                Text.LONG))
                .bind("epoch", fence.epoch())
                .bind("id", ran.id().value())
                .execute();
        PreparedBatch last = Rows.lastBatch(handle);
        handle.createQuery("select * from trigger_record where id = :id")
                .bind("id", ran.id().value())
                .map((row, context) -> LedgerRow.read(row).record())
                .forEach(record -> Rows.last(last, record));
        last.execute();
    }
}
