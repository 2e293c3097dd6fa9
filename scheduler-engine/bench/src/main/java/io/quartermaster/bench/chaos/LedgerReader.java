package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RecordId;
import io.quartermaster.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the ledger with statements of its own, so that what the store reads wrongly does not hide itself. Blocks.
record LedgerReader(Database database) {
    /// Every record.
    List<Row> rows() {
        return database.call(handle -> handle.createQuery("select * from trigger_record order by id")
                .setFetchSize(Integer.MIN_VALUE)
                .map((row, context) -> row(row))
                .list());
    }

    /// When each skipped record was, as its story tells.
    Map<Long, Long> skippedAt() {
        Map<Long, Long> at = new HashMap<>();
        database.run(handle -> handle.createQuery(
                        "select record_id, min(happened_at) from record_event where kind = 'SKIPPED' group by record_id")
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .forEach(entry -> at.put(entry.getKey(), entry.getValue())));
        return at;
    }

    /// What stories say of due times that were missed.
    Map<Long, String> told() {
        Map<Long, String> told = new HashMap<>();
        database.run(handle -> handle.createQuery(
                        "select record_id, detail from record_event where kind = 'MISSED' order by record_id, seq")
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .forEach(entry -> RecordFact.read("MISSED", entry.getValue())
                        .map(RecordFact.Missed.class::cast)
                        .ifPresent(missed -> told.putIfAbsent(entry.getKey(), SkipTexts.text(missed)))));
        return told;
    }

    /// The story of a record, a line an event.
    List<String> story(long record) {
        return database.records().events(new RecordId(record)).stream()
                .map(event -> event.at().toEpochMilli() + " " + event.kind() + " " + event.detail())
                .toList();
    }

    /// How many records are still to come to an end, and jobs whose next due time has passed.
    long unfinished() {
        return database.call(handle ->
                count(handle, "select count(*) from trigger_record where status in ('PLANNED', 'EXECUTING', 'PAUSED')")
                        + count(handle, "select count(*) from job_schedule where next_due_at is not null"));
    }

    private static long count(org.jdbi.v3.core.Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("job_name"),
                row.getString("trace_id"),
                row.getString("reason"),
                row.getString("status"),
                row.getInt("attempt"),
                number(row, "retry_of"),
                row.getLong("due_at"),
                number(row, "fired_at"),
                number(row, "finished_at"),
                row.getString("client"),
                row.getString("error"),
                row.getString("server_id"),
                row.getLong("owner_epoch"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
