package io.quartermaster.store.engine;

import io.quartermaster.model.RecordId;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Adds to the stories of the records: `record_event` is only ever added to. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class Stories {
    private final Database database;

    public Stories(Database database) {
        this.database = database;
    }

    /// Something that happened to a record.
    public record Event(RecordId record, Instant at, String kind, String detail) {}

    /// Adds events in their order, after those each record has.
    ///
    /// @param epoch the teller's tenure, 0 when it has none just now
    public void add(long epoch, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        database.run(handle -> add(handle, epoch, events));
    }

    /// The same in somebody's transaction.
    static void add(Handle handle, long epoch, List<Event> events) {
        if (!events.isEmpty()) {
            Map<Long, Integer> last = last(handle, events);
            PreparedBatch batch = handle.prepareBatch(
                    """
                    insert into record_event (record_id, seq, happened_at, kind, detail, owner_epoch)
                    values (:record, :seq, :at, :kind, :detail, :epoch)""");
            for (Event event : events) {
                batch.bind("record", event.record().value())
                        .bind("seq", last.merge(event.record().value(), 1, Integer::sum))
                        .bind("at", event.at().toEpochMilli())
                        .bind("kind", event.kind())
                        .bind("detail", Text.cut(event.detail(), Text.LONG))
                        .bind("epoch", epoch)
                        .add();
            }
            batch.execute();
        }
    }

    private static Map<Long, Integer> last(Handle handle, List<Event> events) {
        Map<Long, Integer> last = new HashMap<>();
        handle.createQuery("select record_id, max(seq) from record_event where record_id in (<ids>) group by record_id")
                .bindList(
                        "ids",
                        events.stream()
                                .map(event -> event.record().value())
                                .distinct()
                                .toList())
                .map((row, context) -> Map.entry(row.getLong(1), row.getInt(2)))
                .forEach(row -> last.put(row.getKey(), row.getValue()));
        return last;
    }
}
