package io.quartermaster.store.engine;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Writes down what became of planned rows, behind the firing's back and in batches. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
///
/// Nothing here is fenced: what was sent was sent, and a result is a result, whoever leads or owns meanwhile. The row
/// itself is the fence. It is sent once and closed once, in whichever order the two are told: a client may report to
/// another server before the one that sent it the run has written that down. What a server decides about a run without
/// hearing from the client counts only while nobody wrote the row since. And a row that was skipped as missed or
// excluded,
/// by a server that could not know that another had fired it in time and had no database to say so, is put right.
public final class Ledger {
    private final Database database;

    public Ledger(Database database) {
        this.database = database;
    }

    /// What came of a closing.
    public sealed interface Outcome {
        Closing closing();

        /// The row is closed by it.
        ///
        /// @param row as it is now
        /// @param retry the row that tries it again
        record Closed(Closing closing, LedgerRow row, @Nullable RecordId retry) implements Outcome {}

        /// The row was closed before, or taken on by another server, and stays as it is.
        record Late(Closing closing, LedgerRow row) implements Outcome {}

        /// There is no such row, or it is another instance's.
        record Unknown(Closing closing) implements Outcome {}
    }

    /// What was written.
    ///
    /// @param twice rows that another server had sent too, or that were gone when they were sent
    /// @param outcomes in the order of the closings
    public record Written(List<Fired> twice, List<Outcome> outcomes) {}

    /// Writes a batch in one transaction, the sent ones before the closed ones.
    public Written write(List<Fired> fired, List<Closing> closings) {
        return database.transaction(handle -> new Writing(handle).write(fired, closings));
    }

    /// Writes the latest progress line of running rows.
    public void progress(Map<RecordId, String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        database.run(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "update trigger_record set progress = :line where id = :id and status = 'EXECUTING'");
            lines.forEach((id, line) -> batch.bind("line", Text.cut(line, 1000))
                    .bind("id", id.value())
                    .add());
            batch.execute();
        });
    }

    /// One batch, in its transaction.
    private static final class Writing {
        private final Handle handle;
        private final Map<RecordId, LedgerRow> rows = new HashMap<>();
        private final Map<RecordId, LedgerRow> changed = new HashMap<>();

        Writing(Handle handle) {
            this.handle = handle;
        }

        Written write(List<Fired> fired, List<Closing> closings) {
            read(fired, closings);
            List<Fired> twice = fired.stream().filter(one -> !apply(one)).toList();
            List<Outcome> outcomes = closings.stream().map(this::apply).toList();
            store();
            return new Written(twice, retried(outcomes));
        }

        /// In the order of their numbers, so that no two servers wait for each other.
        private void read(List<Fired> fired, List<Closing> closings) {
            TreeSet<Long> ids = new TreeSet<>();
            fired.forEach(one -> ids.add(one.record().value()));
            closings.forEach(one -> ids.add(one.record().value()));
            if (!ids.isEmpty()) {
                handle.createQuery("select * from trigger_record where id in (<ids>) order by id for update")
                        .bindList("ids", ids)
                        .map((row, context) -> LedgerRow.read(row))
                        .forEach(row -> rows.put(row.record().id(), row));
            }
        }

        private boolean apply(Fired fired) {
            LedgerRow row = rows.get(fired.record());
            boolean first = row != null
                    && (row.record().status() == RunStatus.PLANNED
                            || row.overlooked()
                            || row.endOf(fired)
                            || row.movedBy(fired));
            if (row != null && first) {
                change(row.with(fired));
            }
            return first || (row != null && row.tells(fired));
        }

        private Outcome apply(Closing closing) {
            LedgerRow row = rows.get(closing.record());
            if (row == null || foreign(closing, row)) {
                return new Outcome.Unknown(closing);
            }
            if (!open(closing, row)) {
                return new Outcome.Late(closing, row);
            }
            LedgerRow ended = row.with(closing);
            change(ended);
            return new Outcome.Closed(closing, ended, null);
        }

        private void change(LedgerRow row) {
            rows.put(row.record().id(), row);
            changed.put(row.record().id(), row);
        }

        private static boolean open(Closing closing, LedgerRow row) {
            RunStatus status = row.record().status();
            return switch (closing) {
                case Closing.Reported report ->
                    status == RunStatus.EXECUTING || status == RunStatus.PLANNED || row.overlooked();
                case Closing.Decided decided -> status == RunStatus.EXECUTING && decided.seen() == row.epoch();
                case Closing.Unsent unsent -> status == RunStatus.PLANNED;
            };
        }

        private static boolean foreign(Closing closing, LedgerRow row) {
            InstanceId reporter = closing instanceof Closing.Reported report ? report.reporter() : null;
            return reporter != null && !reporter.equals(row.record().instance());
        }

        private void store() {
            if (changed.isEmpty()) {
                return;
            }
            Map<JobId, LedgerRow> last = new HashMap<>();
            changed.values().forEach(row -> last.merge(row.record().job(), row, Writing::later));
            ChangedRows.store(handle, changed.values());
            last(last.values());
        }

        private static LedgerRow later(LedgerRow one, LedgerRow other) {
            int order = one.record().due().compareTo(other.record().due());
            boolean first = order > 0
                    || (order == 0
                            && one.record().id().value() > other.record().id().value());
            return first ? one : other;
        }

        private void last(Collection<LedgerRow> rows) {
            PreparedBatch batch = Rows.lastBatch(handle);
            rows.stream()
                    .map(LedgerRow::record)
                    .sorted(java.util.Comparator.comparing(
                            record -> record.job().value()))
                    .forEach(record -> Rows.last(batch, record));
            batch.execute();
        }

        /// Plans the next try of those that ended badly, if their jobs grant one.
        private List<Outcome> retried(List<Outcome> outcomes) {
            List<Long> jobIds = outcomes.stream()
                    .flatMap(outcome -> outcome instanceof Outcome.Closed closed && badly(closed)
                            ? Stream.of(closed.row().record().job().value())
                            : Stream.empty())
                    .distinct()
                    .toList();
            if (jobIds.isEmpty()) {
                return outcomes;
            }
            Map<Long, Job> jobs = Schedules.jobs(handle, jobIds);
            List<Outcome> retried = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                retried.add(
                        outcome instanceof Outcome.Closed closed && badly(closed) ? retried(closed, jobs) : outcome);
            }
            return retried;
        }

        private static boolean badly(Outcome.Closed closed) {
            RunStatus status = closed.row().record().status();
            return status == RunStatus.FAILED || status == RunStatus.TIMEOUT;
        }

        private boolean hasWork(TriggerRecord record) {
            return handle.createQuery("select count(*) from work_run where record_id = :record")
                            .bind("record", record.id().value())
                            .mapTo(Long.class)
                            .one()
                    > 0;
        }

        private Outcome retried(Outcome.Closed closed, Map<Long, Job> jobs) {
            TriggerRecord record = closed.row().record();
            Job job = jobs.get(record.job().value());
            if (job == null
                    || record.attempt() > job.spec().policies().retries()
                    || (record.status() == RunStatus.TIMEOUT
                            && job.spec().policies().onTimeout() != Policies.OnTimeout.RETRY)) {
                return closed;
            }
            if (record.status() == RunStatus.FAILED && job.spec().isCutUp() && hasWork(record)) {
                // its pieces were tried as often as the job allows
                return closed;
            }
            Instant ended = closed.closing().at();
            RecordId retry = Rows.plan(
                    handle,
                    closed.row().epoch(),
                    job,
                    record.trace(),
                    TriggerReason.RETRY,
                    ended,
                    ended.plus(job.spec().policies().backOff()),
                    record.attempt() + 1,
                    record.id());
            if (job.spec().type() == JobType.TOPOLOGY) {
                BeginRows.handOn(handle, record.id(), retry);
            }
            return new Outcome.Closed(closed.closing(), closed.row(), retry);
        }
    }
}
