package io.quartermaster.store;

import io.quartermaster.model.JobId;
import io.quartermaster.model.JobJson;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.model.work.ChunkTask;
import io.quartermaster.model.work.ExecuteInstance;
import io.quartermaster.model.work.LayerCount;
import io.quartermaster.model.work.WorkRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs of work that is cut up, to be looked at: the machines that have a part in them, and their chunks. What is asked
/// of them goes by [CommandRepository]. Thread-safe; blocks; throws [StoreException].
public final class WorkRepository {
    private static final String CHUNK =
            """
            select run_id, number, stage, task, parent, zone, data_type, substring(data, 1, 2000) as data, status, attempt,
              instance, client, sent_at, finished_at, read_items, written_items, failed_items, total, succeed, message
            from work_chunk where run_id = :run""";

    private final Database database;

    WorkRepository(Database database) {
        this.database = database;
    }

    /// The runs of a record: one for a job, one for each such node's attempt of a topology. The oldest first.
    public List<WorkRun> runs(RecordId record) {
        return database.call(
                handle -> handle.createQuery("select * from work_run where record_id = :record order by id")
                        .bind("record", record.value())
                        .map((row, context) -> run(row))
                        .list());
    }

    public Optional<WorkRun> find(long run) {
        return database.call(handle -> handle.createQuery("select * from work_run where id = :run")
                .bind("run", run)
                .map((row, context) -> run(row))
                .findOne());
    }

    /// How many chunks there are of each stage in each status.
    public List<LayerCount> layers(long run) {
        return database.call(handle -> handle.createQuery(
                        """
                        select stage, task, status, count(*) as chunks, sum(attempt) as attempts, sum(read_items) as items_read,
                          sum(written_items) as items_written, sum(failed_items) as items_failed
                        from work_chunk where run_id = :run group by stage, task, status order by stage, task, status""")
                .bind("run", run)
                .map((row, context) -> new LayerCount(
                        row.getInt("stage"),
                        ChunkTask.valueOf(row.getString("task")),
                        ChunkStatus.valueOf(row.getString("status")),
                        row.getInt("chunks"),
                        row.getLong("attempts"),
                        row.getLong("items_read"),
                        row.getLong("items_written"),
                        row.getLong("items_failed")))
                .list());
    }

    /// The machines of a run, in the order in which they came to it.
    public List<ExecuteInstance> instances(long run) {
        return database.call(handle -> handle.createQuery(
                        "select * from work_instance where run_id = :run order by opened_at, instance")
                .bind("run", run)
                .map((row, context) -> new ExecuteInstance(
                        row.getLong("run_id"),
                        row.getString("instance"),
                        row.getString("client"),
                        row.getString("zone"),
                        RunStatus.of(row.getString("status")),
                        Sql.time(row, "opened_at"),
                        Sql.instant(row, "finished_at"),
                        row.getInt("chunks"),
                        row.getString("message")))
                .list());
    }

    /// The chunks that a machine has or had last, of one status, counted.
    ///
    /// @param items how many were read
    /// @param busy  how long the ended ones took on it all together, in milliseconds
    public record MachineCount(String instance, ChunkStatus status, int chunks, long items, long busy) {}

    /// How many chunks of each status are with each machine.
    public List<MachineCount> machines(long run) {
        return database.call(handle -> handle.createQuery(
                        """
                        select instance, status, count(*) as chunks, sum(read_items) as items,
                          coalesce(sum(finished_at - sent_at), 0) as busy
                        from work_chunk where run_id = :run and instance is not null
                        group by instance, status order by instance, status""")
                .bind("run", run)
                .map((row, context) -> new MachineCount(
                        row.getString("instance"),
                        ChunkStatus.valueOf(row.getString("status")),
                        row.getInt("chunks"),
                        row.getLong("items"),
                        row.getLong("busy")))
                .list());
    }

    /// A page of a run's chunks by number. Of long data only the first 2,000 characters are read.
    ///
    /// @param stage null for all
    /// @param status null for all
    /// @param instance null for all machines
    /// @param after the number of the last chunk of the page before, 0 for the first
    public List<Chunk> chunks(
            long run,
            @Nullable Integer stage,
            @Nullable ChunkStatus status,
            @Nullable String instance,
            int after,
            int limit) {
        String filter = (stage == null ? "" : " and stage = :stage")
                + (status == null ? "" : " and status = :status")
                + (instance == null ? "" : " and instance = :instance");
        return database.call(handle -> {
            var query = handle.createQuery(CHUNK + filter + " and number > :after order by number limit :limit")
                    .bind("run", run)
                    .bind("after", after)
                    .bind("limit", limit);
            if (stage != null) {
                query.bind("stage", stage);
            }
            if (status != null) {
                query.bind("status", status.name());
            }
            if (instance != null) {
                query.bind("instance", instance);
            }
            return query.map((row, context) -> chunk(row)).list();
        });
    }

    /// The chunks that have been with a client for longest.
    public List<Chunk> longestRunning(long run, int limit) {
        return database.call(
                handle -> handle.createQuery(CHUNK + " and status = 'EXECUTING' order by sent_at, number limit :limit")
                        .bind("run", run)
                        .bind("limit", limit)
                        .map((row, context) -> chunk(row))
                        .list());
    }

    private static WorkRun run(ResultSet row) throws SQLException {
        JobJson.Frozen plan = JobJson.frozen(row.getString("plan"));
        JobType type = plan.type();
        return new WorkRun(
                row.getLong("id"),
                new RecordId(row.getLong("record_id")),
                row.getString("trigger_id"),
                new JobId(row.getLong("job_id")),
                type,
                plan.work().handlers(type, plan.target()),
                row.getInt("stage"),
                RunStatus.of(row.getString("status")),
                row.getString("error"),
                Sql.time(row, "started_at"),
                Sql.instant(row, "finished_at"));
    }

    /// Reads a row of `work_chunk`.
    public static Chunk chunk(ResultSet row) throws SQLException {
        return new Chunk(
                row.getLong("run_id"),
                row.getInt("number"),
                row.getInt("stage"),
                ChunkTask.valueOf(row.getString("task")),
                row.getObject("parent", Integer.class),
                row.getString("zone"),
                row.getString("data_type"),
                row.getString("data"),
                ChunkStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                row.getString("instance"),
                row.getString("client"),
                Sql.instant(row, "sent_at"),
                Sql.instant(row, "finished_at"),
                row.getLong("read_items"),
                row.getLong("written_items"),
                row.getLong("failed_items"),
                row.getObject("total", Long.class),
                row.getObject("succeed", Long.class),
                row.getString("message"));
    }
}
