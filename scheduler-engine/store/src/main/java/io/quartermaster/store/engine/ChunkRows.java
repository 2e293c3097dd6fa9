package io.quartermaster.store.engine;

import io.quartermaster.model.work.Chunk;
import io.quartermaster.store.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Writes the rows of chunks, many at a time.
final class ChunkRows {
    private ChunkRows() {}

    static void add(Handle handle, List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch(
                """
                insert into work_chunk (run_id, number, stage, task, parent, zone, data_type, data, status, attempt,
                  instance, client, sent_at, finished_at, read_items, written_items, failed_items, total, succeed, message)
                values (:run, :number, :stage, :task, :parent, :zone, :type, :data, :status, :attempt,
                  :instance, :client, :sent, :finished, :read, :written, :failed, :total, :succeed, :message)""");
        chunks.forEach(chunk -> bind(rows, chunk)
                .bind("stage", chunk.stage())
                .bind("task", chunk.task().name())
                .bind("parent", chunk.parent())
                .bind("zone", chunk.zone())
                .bind("type", chunk.dataType())
                .bind("data", chunk.data())
                .add());
        rows.execute();
    }

    static void change(Handle handle, List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch(
                """
                update work_chunk set status = :status, attempt = :attempt, instance = :instance, client = :client,
                  sent_at = :sent, finished_at = :finished, read_items = :read, written_items = :written,
                  failed_items = :failed, total = :total, succeed = :succeed, message = :message
                where run_id = :run and number = :number""");
        chunks.forEach(chunk -> bind(rows, chunk).add());
        rows.execute();
    }

    private static PreparedBatch bind(PreparedBatch rows, Chunk chunk) {
        return rows.bind("run", chunk.run())
                .bind("number", chunk.number())
                .bind("status", chunk.status().name())
                .bind("attempt", chunk.attempt())
                .bind("instance", chunk.instance())
                .bind("client", chunk.client() == null ? null : Text.cut(chunk.client(), 255))
                .bind("sent", Sql.millis(chunk.sent()))
                .bind("finished", Sql.millis(chunk.finished()))
                .bind("read", chunk.read())
                .bind("written", chunk.written())
                .bind("failed", chunk.failed())
                .bind("total", chunk.total())
                .bind("succeed", chunk.succeed())
                .bind("message", chunk.message() == null ? null : Text.cut(chunk.message(), 2000));
    }
}
