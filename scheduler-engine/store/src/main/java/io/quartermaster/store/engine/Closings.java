package io.quartermaster.store.engine;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Ends running rows. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
///
/// Whoever learns how a run ended may say so, also a server that no longer leads: its client reports to it and to
/// nobody else. The row itself is the fence: it is closed once, and what a server decided without hearing from the
/// client counts only while nobody wrote the row since.
public final class Closings {
    private final Database database;

    public Closings(Database database) {
        this.database = database;
    }

    /// How a run ended.
    ///
    /// @param reporter whose client says so; null when the engine itself does. A client cannot end another
    /// instance's run.
    /// @param seen the epoch of the row's last writer, as the engine saw it when it decided; of no meaning for a report
    public record Closing(
            RecordId record,
            @Nullable InstanceId reporter,
            long seen,
            RunStatus status,
            @Nullable String result,
            @Nullable String error,
            Instant at) {
        /// A client says how the run ended.
        public static Closing reported(
                RecordId record,
                InstanceId reporter,
                RunStatus status,
                @Nullable String result,
                @Nullable String error,
                Instant at) {
            return new Closing(record, reporter, 0, status, result, error, at);
        }

        /// The engine decides so about a row that was last written in the epoch `seen`.
        public static Closing decided(
                RecordId record,
                long seen,
                RunStatus status,
                @Nullable String result,
                @Nullable String error,
                Instant at) {
            return new Closing(record, null, seen, status, result, error, at);
        }
    }

    /// What came of a closing.
    public sealed interface Outcome {
        Closing closing();

        /// The row is closed by it.
        ///
        /// @param retry the row that tries it again
        record Closed(Closing closing, LedgerRow row, @Nullable RecordId retry) implements Outcome {}

        /// The row was closed before, or taken on by another server, and stays as it is.
        record Late(Closing closing, LedgerRow row) implements Outcome {}

        /// There is no such row, or it is another instance's.
        record Unknown(Closing closing) implements Outcome {}
    }

    /// Closes rows in one transaction, the outcomes in the order of `closings`.
    public List<Outcome> close(String cluster, List<Closing> closings) {
        return database.transaction(handle -> {
            Fence.inTurn(handle, cluster);
            Map<Long, LedgerRow> rows = rows(handle, closings);
            Map<Long, Job> jobs = Schedules.jobs(
                    handle,
                    rows.values().stream()
                            .map(row -> row.record().job().value())
                            .distinct()
                            .toList());
            PreparedBatch update = handle.prepareBatch(
                    """
                    update trigger_record set status = :status, finished_at = :at, result = :result, error = :error
                    where id = :id and status = 'EXECUTING'""");
            PreparedBatch last = Rows.lastBatch(handle);
            Set<Long> running = new HashSet<>();
            rows.values().stream()
                    .filter(row -> row.record().status() == RunStatus.EXECUTING)
                    .forEach(row -> running.add(row.record().id().value()));
            List<Outcome> outcomes = new ArrayList<>();
            for (Closing closing : closings) {
                LedgerRow row = rows.get(closing.record().value());
                Outcome outcome = row == null || foreign(closing, row)
                        ? new Outcome.Unknown(closing)
                        : !running.contains(row.record().id().value()) || outdated(closing, row)
                                ? new Outcome.Late(closing, row)
                                : closed(handle, closing, row, jobs);
                if (outcome instanceof Outcome.Closed closed) {
                    bind(update, closing);
                    Rows.last(
                            last,
                            closed.row().record(),
                            closing.status(),
                            closed.row().record().fired(),
                            closing.at());
                    running.remove(closing.record().value());
                }
                outcomes.add(outcome);
            }
            if (update.size() > 0) {
                update.execute();
                last.execute();
            }
            return outcomes;
        });
    }

    /// Writes the latest progress line of running rows.
    public void progress(Fence fence, Map<RecordId, String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        database.run(handle -> {
            fence.check(handle);
            PreparedBatch batch = handle.prepareBatch(
                    "update trigger_record set progress = :line where id = :id and status = 'EXECUTING'");
            lines.forEach((id, line) -> batch.bind("line", Text.cut(line, 1000))
                    .bind("id", id.value())
                    .add());
            batch.execute();
        });
    }

    private static boolean foreign(Closing closing, LedgerRow row) {
        InstanceId reporter = closing.reporter();
        return reporter != null && !reporter.equals(row.record().instance());
    }

    private static boolean outdated(Closing closing, LedgerRow row) {
        return closing.reporter() == null && closing.seen() != row.epoch();
    }

    private static Outcome closed(Handle handle, Closing closing, LedgerRow row, Map<Long, Job> jobs) {
        Job job = jobs.get(row.record().job().value());
        boolean again = job != null
                && (closing.status() == RunStatus.FAILED
                        || (closing.status() == RunStatus.TIMEOUT
                                && job.spec().policies().onTimeout() == Policies.OnTimeout.RETRY));
        RecordId retry = again ? Claims.retry(handle, row.epoch(), row.record(), job, closing.at()) : null;
        return new Outcome.Closed(closing, row, retry);
    }

    private static Map<Long, LedgerRow> rows(Handle handle, List<Closing> closings) {
        Map<Long, LedgerRow> rows = new LinkedHashMap<>();
        handle.createQuery("select * from trigger_record where id in (<ids>) for update")
                .bindList(
                        "ids",
                        closings.stream()
                                .map(one -> one.record().value())
                                .distinct()
                                .toList())
                .map((row, context) -> LedgerRow.read(row))
                .forEach(row -> rows.put(row.record().id().value(), row));
        return rows;
    }

    private static void bind(PreparedBatch update, Closing closing) {
        update.bind("status", closing.status().name())
                .bind("at", closing.at().toEpochMilli())
                .bind("result", Text.cutNullable(closing.result()))
                .bind("error", Text.cutNullable(closing.error()))
                .bind("id", closing.record().value())
                .add();
    }
}
