package io.quartermaster.store.engine;

import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.SkipReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.RecordRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A trigger record as the engine sees it. Immutable.
///
/// @param jobVersion the version of the job it was planned from
/// @param session the client's session, null when no client has it
/// @param decision why it went where it went, null while that is not known
/// @param reported whether its end was a client's word
/// @param epoch the epoch of whoever wrote it last
public record LedgerRow(
        TriggerRecord record,
        int jobVersion,
        @Nullable String session,
        @Nullable Instant deadline,
        @Nullable String decision,
        boolean reported,
        long epoch) {
    /// What the column holds; a message for each of very many zones names more.
    private static final int ZONE_MAX = 255;

    /// How the reason of a missed firing begins.
    public static final String MISSED = "missed: ";

    private static final String STOPPED = "no result in time, so it was stopped";

    static LedgerRow read(ResultSet row) throws SQLException {
        long deadline = row.getLong("deadline_at");
        Instant until = row.wasNull() ? null : Instant.ofEpochMilli(deadline);
        return new LedgerRow(
                RecordRepository.read(row),
                row.getInt("job_version"),
                row.getString("client_session"),
                until,
                row.getString("decision"),
                row.getBoolean("reported"),
                row.getLong("owner_epoch"));
    }

    /// Whether it was skipped by a server that could not know whether another one had fired it: as missed, or as
    /// excluded by another run.
    boolean overlooked() {
        String why = record.error();
        return record.status() == RunStatus.SKIPPED
                && why != null
                && (why.startsWith(MISSED)
                        || SkipReason.of(why).map(SkipReason::unknowing).orElse(false));
    }

    /// Whether this is what was written of the same sending before: by a server that took the run over after it found
    /// it at its client.
    boolean tells(Fired fired) {
        return sameTime(fired)
                && decision != null
                && DecisionRecord.read(decision)
                        .map(DecisionRecord::isTakenOver)
                        .orElse(false);
    }

    /// Whether `fired` sends the run that this row tells of to another client, as the first one went away before it
    /// got it.
    boolean movedBy(Fired fired) {
        return record.status() == RunStatus.EXECUTING
                && epoch == fired.by().epoch()
                && sameTime(fired)
                && !Objects.equals(session, fired.session());
    }

    /// Whether this row's end, which a client reported before anybody said that it was sent, is that of `fired`: a
    // later
    /// sending is another one.
    boolean endOf(Fired fired) {
        Instant finished = record.finished();
        return reported
                && record.client() == null
                && finished != null
                && !fired.at().isAfter(finished);
    }

    /// As the ledger keeps it.
    private boolean sameTime(Fired fired) {
        Instant known = record.fired();
        return known != null && known.toEpochMilli() == fired.at().toEpochMilli();
    }

    /// The same row, sent on its way. A client may have reported its end before; then that stands.
    LedgerRow with(Fired fired) {
        boolean runs = record.status() == RunStatus.PLANNED || overlooked();
        RunStatus status = runs ? RunStatus.EXECUTING : record.status();
        TriggerRecord sent = new TriggerRecord(
                record.id(),
                record.instance(),
                record.job(),
                record.jobName(),
                record.trace(),
                record.reason(),
                status,
                record.attempt(),
                record.due(),
                fired.at(),
                runs ? null : record.finished(),
                Text.cut(fired.zone(), ZONE_MAX),
                fired.client(),
                record.result(),
                runs ? null : record.error(),
                record.progress(),
                fired.by().serverId());
        return new LedgerRow(
                sent,
                jobVersion,
                fired.session(),
                fired.deadline(),
                fired.decision().json(),
                reported,
                fired.by().epoch());
    }

    /// The same row, ended.
    LedgerRow with(Closing closing) {
        Closing.Unsent unsent = closing instanceof Closing.Unsent one ? one : null;
        Instant fired = record.fired();
        if (closing instanceof Closing.Reported report && fired == null) {
            fired = report.fired();
        } else if (unsent != null && unsent.status() == RunStatus.FAILED) {
            fired = unsent.at();
        }
        TriggerRecord ended = new TriggerRecord(
                record.id(),
                record.instance(),
                record.job(),
                record.jobName(),
                record.trace(),
                record.reason(),
                stopped(closing) ? RunStatus.TIMEOUT : closing.status(),
                record.attempt(),
                record.due(),
                fired,
                closing.at(),
                record.zone(),
                record.client(),
                Text.cutNullable(closing.result()),
                Text.cutNullable(stopped(closing) ? STOPPED : closing.error()),
                record.progress(),
                unsent == null ? record.server() : unsent.by().serverId());
        return new LedgerRow(
                ended,
                jobVersion,
                session,
                deadline,
                unsent == null ? decision : json(unsent.decision()),
                closing instanceof Closing.Reported,
                unsent == null ? epoch : unsent.by().epoch());
    }

    private static boolean stopped(Closing closing) {
        return closing instanceof Closing.Reported report && report.stopped();
    }

    /// Here and not where it is decided, as nothing that fires waits for it.
    private static @Nullable String json(@Nullable DecisionRecord decision) {
        return decision == null ? null : decision.json();
    }
}
