package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyJson;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.RunJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The runs of topologies, to be looked at and acted on: a run is a trigger record of a topology, and its log.
/// Thread-safe; blocks; throws [StoreException].
public final class TopologyRunRepository {
    private final Database database;

    TopologyRunRepository(Database database) {
        this.database = database;
    }

    /// What became of something that was asked for.
    ///
    /// @param answer what the run's server said, null while it said nothing
    public record Asked(long id, State state, @Nullable String answer, Instant requested) {
        public enum State {
            NEW,
            DONE,
            REFUSED
        }
    }

    /// What happened in a run after the line `after`; 0 for all of it.
    public List<RunEvent> events(RecordId run, long after) {
        return database.call(handle -> events(handle, run, after));
    }

    /// The versions a run is bound to; empty before it began.
    public Optional<Definitions> definitions(RecordId run) {
        return database.call(handle -> definitions(handle, run));
    }

    /// Asks the run's server to do something; it answers within half a second. The same `key` again asks nothing new.
    ///
    /// @param what [Input.Act] or [Input.SetParameter]
    public Asked ask(TriggerRecord run, Input what, String key, Actor actor) {
        return database.transaction(handle -> {
            int added = add(handle, run.id(), run.job(), what, key, actor);
            if (added > 0) {
                AuditRepository.write(
                        handle,
                        actor,
                        run.instance(),
                        actionOf(what),
                        "topology run",
                        run.jobName() + " #" + run.id(),
                        reasonOf(what),
                        null,
                        RunJson.write(what));
            }
            return handle.createQuery("select * from topology_input where idempotency_key = :key")
                    .bind("key", key)
                    .map((row, context) -> asked(row))
                    .one();
        });
    }

    public Optional<Asked> asked(long id) {
        return database.call(handle -> handle.createQuery("select * from topology_input where id = :id")
                .bind("id", id)
                .map((row, context) -> asked(row))
                .findOne());
    }

    /// Puts something before a run's server, whichever that is.
    ///
    /// @return 0 when the key was known
    public static int add(Handle handle, RecordId run, JobId job, Input what, String key, Actor actor) {
        return handle.createUpdate(
                        """
                        insert ignore into topology_input (record_id, slot, input, idempotency_key, asked_by, asked_from,
                          requested_at, state)
                        values (:record, :slot, :input, :key, :by, :from, :now, 'NEW')""")
                .bind("record", run.value())
                .bind("slot", Slots.of(job))
                .bind("input", RunJson.write(what))
                .bind("key", key)
                .bind("by", actor.who())
                .bind("from", actor.host())
                .bind("now", Sql.now(handle))
                .execute();
    }

    public static List<RunEvent> events(Handle handle, RecordId run, long after) {
        return handle.createQuery(
                        """
                        select seq, happened_at, fact from topology_event where record_id = :run and seq > :after
                        order by seq""")
                .bind("run", run.value())
                .bind("after", after)
                .map((row, context) -> new RunEvent(
                        row.getLong("seq"), Sql.time(row, "happened_at"), RunJson.fact(row.getString("fact"))))
                .list();
    }

    public static Optional<Definitions> definitions(Handle handle, RecordId run) {
        Map<JobId, Topology> bound = new HashMap<>();
        handle.createQuery(
                        """
                        select v.job_id, v.definition from topology_bound b
                        join topology_version v on v.job_id = b.job_id and v.number = b.number where b.record_id = :run""")
                .bind("run", run.value())
                .map((row, context) ->
                        Map.entry(new JobId(row.getLong("job_id")), TopologyJson.read(row.getString("definition"))))
                .forEach(each -> bound.put(each.getKey(), each.getValue()));
        return handle.createQuery("select job_id from trigger_record where id = :run")
                .bind("run", run.value())
                .mapTo(Long.class)
                .findOne()
                .map(job -> bound.get(new JobId(job)))
                .map(top -> new Definitions(top, bound));
    }

    private static String actionOf(Input what) {
        return switch (what) {
            case Input.Act act -> "topology." + act.verb().name().toLowerCase(java.util.Locale.ROOT);
            case Input.SetParameter set -> "topology.set_parameter";
            default -> throw new IllegalArgumentException("Not for people to ask: " + what);
        };
    }

    private static @Nullable String reasonOf(Input what) {
        return switch (what) {
            case Input.Act act -> act.reason();
            case Input.SetParameter set -> set.reason();
            default -> null;
        };
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getLong("id"),
                Asked.State.valueOf(row.getString("state")),
                row.getString("answer"),
                Sql.time(row, "requested_at"));
    }
}
