package io.quartermaster.store.engine;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What handlers say of the nodes they work on. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class NodeProgressRows {
    /// A node whose name is longer, as one many topologies deep, has no progress.
    private static final int LONGEST_NODE = 500;

    /// Only of a run that goes on, and is the reporter's.
    private static final String FIRST =
            """
            insert ignore into topology_progress (record_id, node, pass, attempt, began_seq, line, happened_at)
            select r.id, :node, :pass, :attempt, :began, :line, :at from trigger_record r
            where r.id = :run and r.instance_id = :instance and r.status in ('EXECUTING', 'PAUSED')""";

    private static final String NEXT =
            """
            update topology_progress set pass = :pass, attempt = :attempt, line = :line, happened_at = :at,
              began_seq = :began
            where record_id = :run and node = :node
              and (began_seq < :began or (began_seq = :began and happened_at < :at))
              and record_id in (select r.id from trigger_record r where r.id = :run and r.instance_id = :instance)""";

    private final Database database;

    public NodeProgressRows(Database database) {
        this.database = database;
    }

    /// A handler's own words.
    ///
    /// @param reporter whose client says so
    /// @param began    the line of the run's log that began the attempt
    public record Line(
            InstanceId reporter,
            RecordId run,
            NodeKey node,
            int pass,
            int attempt,
            long began,
            String text,
            Instant at) {}

    /// Writes the latest lines; one older than what is there changes nothing.
    public void write(Collection<Line> lines) {
        List<Line> kept = lines.stream()
                .filter(line -> line.node().toString().length() <= LONGEST_NODE)
                .toList();
        if (!kept.isEmpty()) {
            database.run(handle -> {
                batch(handle, FIRST, kept);
                batch(handle, NEXT, kept);
            });
        }
    }

    private static void batch(Handle handle, String sql, List<Line> lines) {
        PreparedBatch batch = handle.prepareBatch(sql);
        lines.forEach(line -> batch.bind("run", line.run().value())
                .bind("node", line.node().toString())
                .bind("pass", line.pass())
                .bind("attempt", line.attempt())
                .bind("began", line.began())
                .bind("line", Text.cut(line.text(), 1000))
                .bind("at", line.at().toEpochMilli())
                .bind("instance", line.reporter().value())
                .add());
        batch.execute();
    }
}
