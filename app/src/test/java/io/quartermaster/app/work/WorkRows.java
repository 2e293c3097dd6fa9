package io.quartermaster.app.work;

import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobJson;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Slots;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.work.ChunkStatus;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Runs of work that is cut up, as the engine writes them down.
public final class WorkRows {
    private static final int MACHINES = 4;

    private final Seeded seeded;
    private final Instant now;

    public WorkRows(Seeded seeded) {
        this.seeded = seeded;
        this.now = seeded.database().now();
    }

    public static JobSpec cluster(String name) {
        return Seeded.spec(name)
                .withTarget(JobType.CLUSTER, "settle-app", "settleAll")
                .withWork(
                        WorkPlan.WHOLE.withSplits(List.of("byTable", "byPage")).withRate(500));
    }

    /// Begins a run of a record; the number of the run.
    public long run(Job job, RecordId record, RunStatus status, int stage) {
        return seeded.database().call(handle -> handle.createUpdate(
                        """
                                insert into work_run (trigger_id, record_id, slot, instance_id, job_id, plan, status, stage,
                                  params, started_at, finished_at)
                                values (:trigger, :record, :slot, '000001', :job, :plan, :status, :stage, '{}', :at, :end)""")
                .bind("trigger", record + "-" + stage)
                .bind("record", record.value())
                .bind("slot", Slots.of(job.id()))
                .bind("job", job.id().value())
                .bind("plan", JobJson.freeze(job.spec()))
                .bind("status", status.name())
                .bind("stage", stage)
                .bind("at", now.minusSeconds(95).toEpochMilli())
                .bind("end", status.closed() ? now.toEpochMilli() : null)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    public WorkRows machine(long run, int number, RunStatus status, String message) {
        seeded.database()
                .run(handle -> handle.execute(
                        """
                        insert into work_instance (run_id, instance, client, zone, status, opened_at, chunks,
                          message) values (?, ?, ?, 'CellA', ?, ?, 0, ?)""",
                        run,
                        machine(number),
                        client(number),
                        status.name(),
                        now.minusSeconds(90).toEpochMilli(),
                        message.isEmpty() ? null : message));
        return this;
    }

    /// The chunks `from` to `to`, spread over four machines; those that are not with one wait.
    public WorkRows chunks(long run, int stage, String task, int from, int to, ChunkStatus status) {
        seeded.database().run(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    """
                    insert into work_chunk (run_id, number, stage, task, parent, data_type, data, status, attempt, instance,
                      client, sent_at, finished_at, read_items, written_items, failed_items, total, succeed, message)
                    values (:run, :number, :stage, :task, :parent, 'range', :data, :status, :attempt, :instance, :client,
                      :sent, :end, :read, :written, :failed, :total, :succeed, :message)""");
            for (int i = from; i <= to; i++) {
                boolean sent = status != ChunkStatus.WAITING;
                boolean ended = status.closed();
                boolean failed = status == ChunkStatus.FAILED;
                int items = task.equals("SPLIT") || !sent ? 0 : 100;
                batch.bind("run", run)
                        .bind("number", i)
                        .bind("stage", stage)
                        .bind("task", task)
                        .bind("parent", stage == 0 ? null : Integer.valueOf(1 + i % 10))
                        .bind("data", "{\"table\":\"account_%02d\",\"from\":%d}".formatted(i % 100, i * 100))
                        .bind("status", status.name())
                        .bind("attempt", sent ? failed ? 3 : 1 : 0)
                        .bind("instance", sent ? machine(i) : null)
                        .bind("client", sent ? client(i) : null)
                        .bind("sent", sent ? now.minusSeconds(60 - i % 50).toEpochMilli() : null)
                        .bind("end", ended ? now.minusSeconds(58 - i % 50).toEpochMilli() : null)
                        .bind("read", status == ChunkStatus.EXECUTING ? 40 : items)
                        .bind("written", failed ? 60 : items)
                        .bind("failed", failed ? 40 : 0)
                        .bind("total", items == 0 ? null : Integer.valueOf(100))
                        .bind("succeed", items == 0 ? null : Integer.valueOf(40))
                        .bind("message", failed ? "duplicate key 4711 in ledger_2026" : null)
                        .add();
            }
            batch.execute();
        });
        return this;
    }

    static String machine(int number) {
        return "client-" + number % MACHINES;
    }

    private static String client(int number) {
        return "settle-app@10.0.0." + (7 + number % MACHINES) + ":51000";
    }
}
