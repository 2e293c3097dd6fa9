package io.quartermaster.store.engine;

import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.RecordRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A trigger record as the engine sees it. Immutable.
///
/// @param jobVersion the version of the job it was planned from
/// @param session the client's session, null when no client has it
/// @param epoch the epoch of whoever wrote it last
public record LedgerRow(
        TriggerRecord record, int jobVersion, @Nullable String session, @Nullable Instant deadline, long epoch) {

    static LedgerRow read(ResultSet row) throws SQLException {
        long deadline = row.getLong("deadline_at");
        Instant until = row.wasNull() ? null : Instant.ofEpochMilli(deadline);
        return new LedgerRow(
                RecordRepository.read(row),
                row.getInt("job_version"),
                row.getString("client_session"),
                until,
                row.getLong("owner_epoch"));
    }
}
