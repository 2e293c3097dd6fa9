package io.quartermaster.store.engine;

import io.quartermaster.model.Slots;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.Sql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Writes ledger rows that were read with a lock and changed since: all of them in one statement.
///
/// An `update` for each row, even when hundreds of them travel together, costs the database as many parses and answers;
/// and that is what competes with an instant's firing. An insert that finds every row there already is the one
/// many-rowed update that H2, MariaDB and MySQL all know. As the rows are locked, none of them can be gone by then.
/// Jdbi is passed by, since naming and converting twenty values of each row cost more than all the rest.
final class ChangedRows {
    private static final String STORE =
            """
            insert into trigger_record (id, instance_id, job_id, slot, job_name, job_version, trace_id, reason, attempt,
              planned_at, due_at, status, fired_at, finished_at, deadline_at, zone, client, client_session, decision,
              result, error, reported, server_id, owner_epoch)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on duplicate key update status = values(status), fired_at = values(fired_at),
              finished_at = values(finished_at), deadline_at = values(deadline_at), zone = values(zone),
              client = values(client), client_session = values(client_session), decision = values(decision),
              result = values(result), error = values(error), reported = values(reported),
              server_id = values(server_id), owner_epoch = values(owner_epoch)""";

    private static final int LONGEST_DECISION = 2000;

    private ChangedRows() {}

    /// In the order of their numbers, so that no two servers wait for each other.
    static void store(Handle handle, Collection<LedgerRow> rows) {
        List<LedgerRow> ordered = rows.stream()
                .sorted(Comparator.comparing(row -> row.record().id().value()))
                .toList();
        try (PreparedStatement statement = handle.getConnection().prepareStatement(STORE)) {
            for (LedgerRow row : ordered) {
                planned(statement, row);
                become(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /// What never changes: only there because an insert has to name it.
    private static void planned(PreparedStatement statement, LedgerRow row) throws SQLException {
        TriggerRecord record = row.record();
        statement.setLong(1, record.id().value());
        statement.setString(2, record.instance().value());
        statement.setLong(3, record.job().value());
        statement.setInt(4, Slots.of(record.job()));
        statement.setString(5, record.jobName());
        statement.setInt(6, row.jobVersion());
        statement.setString(7, record.trace().value());
        statement.setString(8, record.reason().name());
        statement.setInt(9, record.attempt());
        statement.setLong(10, record.due().toEpochMilli());
        statement.setLong(11, record.due().toEpochMilli());
    }

    private static void become(PreparedStatement statement, LedgerRow row) throws SQLException {
        TriggerRecord record = row.record();
        String decision = row.decision();
        statement.setString(12, record.status().name());
        time(statement, 13, record.fired());
        time(statement, 14, record.finished());
        time(statement, 15, row.deadline());
        statement.setString(16, record.zone());
        statement.setString(17, record.client());
        statement.setString(18, row.session());
        statement.setString(19, decision == null ? null : Text.cut(decision, LONGEST_DECISION));
        statement.setString(20, record.result());
        statement.setString(21, record.error());
        statement.setInt(22, row.reported() ? 1 : 0);
        statement.setString(23, record.server());
        statement.setLong(24, row.epoch());
    }

    private static void time(PreparedStatement statement, int place, @Nullable Instant instant) throws SQLException {
        Long millis = Sql.millis(instant);
        if (millis == null) {
            statement.setNull(place, Types.BIGINT);
        } else {
            statement.setLong(place, millis);
        }
    }
}
