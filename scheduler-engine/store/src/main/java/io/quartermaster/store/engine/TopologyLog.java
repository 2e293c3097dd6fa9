package io.quartermaster.store.engine;

import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.BeginWith;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.RunJson;
import io.quartermaster.store.Database;
import io.quartermaster.store.TopologyRunRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The logs of topology runs from the side of the servers that run them. The number of a line is unique in its run, so
/// of two that hold the same run only one can go on with it. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class TopologyLog {
    private final Database database;

    public TopologyLog(Database database) {
        this.database = database;
    }

    /// Something that came to a run from elsewhere.
    ///
    /// @param input what it says, as JSON
    public record Asked(long id, RecordId run, String input) {}

    /// What was said to that.
    ///
    /// @param refusal why not, empty when it was done
    public record Answer(long id, Optional<String> refusal) {}

    /// A run as its log has it.
    public record Stored(Definitions definitions, List<RunEvent> events) {}

    /// The runs in the owner's slots that have not ended.
    public List<LedgerRow> open(Fence owner) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.* from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
                        join job j on j.id = r.job_id and j.job_type = 'TOPOLOGY'
                        where r.status in ('EXECUTING', 'PAUSED')""")
                .bind("epoch", owner.epoch())
                .map((row, context) -> LedgerRow.read(row))
                .list());
    }

    /// A run that began; empty when it did not come to that.
    public Optional<Stored> read(RecordId run) {
        return database.call(handle -> TopologyRunRepository.definitions(handle, run)
                .map(found -> new Stored(found, TopologyRunRepository.events(handle, run, 0)))
                .filter(stored -> !stored.events().isEmpty()));
    }

    /// What there is of a run that is to begin.
    ///
    /// @param begun whether its log has a line
    public record Beginning(boolean begun, BeginWith with) {}

    /// How a run is to begin, and whether it has.
    ///
    /// @throws IllegalArgumentException when what was wanted cannot be read
    public Beginning beginning(RecordId run) {
        return database.call(handle -> handle.createQuery(
                        """
                        select (select count(*) from topology_event e where e.record_id = :run and e.seq = 1) begun,
                          (select b.options from topology_begin b where b.record_id = :run) options""")
                .bind("run", run.value())
                .map((row, context) -> {
                    String options = row.getString("options");
                    return new Beginning(
                            row.getInt("begun") > 0, options == null ? BeginWith.USUAL : RunJson.beginWith(options));
                })
                .one());
    }

    /// What is appended together or not at all.
    ///
    /// @param bound the versions that runs which begin are bound to
    /// @param turns runs that paused, or go on, also after they had failed
    public record Batch(
            Map<RecordId, List<RunEvent>> lines,
            Map<RecordId, Map<JobId, Integer>> bound,
            List<Answer> answers,
            Map<RecordId, RunStatus> turns) {}

    /// Appends to many runs, and answers what was asked.
    public void append(Fence fence, Batch batch, Instant now) {
        database.run(handle -> {
            fence.check(handle);
            bind(handle, batch.bound());
            PreparedBatch events = handle.prepareBatch(
                    "insert into topology_event (record_id, seq, happened_at, fact) values (:run, :seq, :at, :fact)");
            batch.lines()
                    .forEach((run, lines) -> lines.forEach(event -> events.bind("run", run.value())
                            .bind("seq", event.seq())
                            .bind("at", event.at().toEpochMilli())
                            .bind("fact", RunJson.write(event.fact()))
                            .add()));
            if (events.size() > 0) {
                events.execute();
            }
            answer(handle, batch.answers(), now);
            batch.turns().forEach((run, status) -> turn(handle, fence, run, status));
        });
    }

    private static void bind(Handle handle, Map<RecordId, Map<JobId, Integer>> bound) {
        if (bound.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch(
                "insert ignore into topology_bound (record_id, job_id, number) values (:run, :job, :number)");
        bound.forEach((run, versions) -> versions.forEach((job, number) -> rows.bind("run", run.value())
                .bind("job", job.value())
                .bind("number", number)
                .add()));
        rows.execute();
    }

    /// What came to the owner's runs and is not answered, the oldest first.
    public List<Asked> asked(Fence owner, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select i.id, i.record_id, i.input from topology_input i
                        join slot o on o.slot = i.slot and o.owner_epoch = :epoch
                        where i.state = 'NEW' order by i.id limit :limit""")
                .bind("epoch", owner.epoch())
                .bind("limit", limit)
                .map((row, context) ->
                        new Asked(row.getLong("id"), new RecordId(row.getLong("record_id")), row.getString("input")))
                .list());
    }

    /// Puts a client's report before the server that has the run, if it is one of the client's instance.
    public void deliver(Delivery delivery, String server) {
        database.run(handle -> {
            boolean its = handle.createQuery("select instance_id from trigger_record where id = :run")
                    .bind("run", delivery.run().value())
                    .mapTo(String.class)
                    .findOne()
                    .filter(delivery.reporter().value()::equals)
                    .isPresent();
            if (its) {
                TopologyRunRepository.add(
                        handle,
                        delivery.run(),
                        delivery.job(),
                        delivery.report(),
                        delivery.key(),
                        new Actor("server", server));
            }
        });
    }

    /// A client's report that came to another server than the run's.
    ///
    /// @param key the same for the same report, so that it counts once
    public record Delivery(InstanceId reporter, RecordId run, JobId job, Input.Report report, String key) {}

    /// A topology's record is the one that may go on after it was closed: a person mended what had failed.
    private static void turn(Handle handle, Fence fence, RecordId run, RunStatus status) {
        handle.createUpdate(
                        """
                        update trigger_record set status = :status, finished_at = null, error = null, result = null,
                          reported = 0, owner_epoch = :epoch
                        where id = :run and status in ('EXECUTING', 'PAUSED', 'FAILED', 'SUCCEED')""")
                .bind("status", status.name())
                .bind("epoch", fence.epoch())
                .bind("run", run.value())
                .execute();
    }

    private static void answer(Handle handle, List<Answer> answers, Instant now) {
        if (answers.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "update topology_input set state = :state, answer = :answer, answered_at = :now where id = :id");
        answers.forEach(answer -> batch.bind("state", answer.refusal().isPresent() ? "REFUSED" : "DONE")
                .bind(
                        "answer",
                        answer.refusal().map(text -> Text.cut(text, 1000)).orElse(""))
                .bind("now", now.toEpochMilli())
                .bind("id", answer.id())
                .add());
        batch.execute();
    }
}
