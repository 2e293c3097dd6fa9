package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.run.BeginWith;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.RunJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /// One run of a topology.
    ///
    /// @param version the number of the topology's version it is bound to, 0 before it began
    /// @param started when its log begins, null before
    public record Run(TriggerRecord record, int version, @Nullable Instant started) {}

    /// Triggers a topology otherwise than usual; a server answers in the command within half a second, and refuses what
    /// the published version cannot do. The same `key` again asks nothing new and returns the first one's row.
    public Command begin(Job topology, BeginWith with, String key, Actor actor, @Nullable String reason) {
        return database.transaction(handle -> CommandRepository.ask(
                handle, topology, Command.Kind.TRIGGER_NOW, RunJson.write(with), key, actor, reason));
    }

    /// The newest runs of a topology by due time, newest first; also those that are yet to begin.
    public List<Run> runs(JobId topology, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.*, b.number as bound_number, e.happened_at as began_at from trigger_record r
                        left join topology_bound b on b.record_id = r.id and b.job_id = r.job_id
                        left join topology_event e on e.record_id = r.id and e.seq = 1
                        where r.job_id = :job and r.status <> 'PLANNED'
                        order by r.due_at desc, r.id desc limit :limit""")
                .bind("job", topology.value())
                .bind("limit", limit)
                .map((row, context) ->
                        new Run(RecordRepository.read(row), row.getInt("bound_number"), Sql.instant(row, "began_at")))
                .list());
    }

    /// A run that goes on, and who keeps it going.
    ///
    /// @param server null while nobody has its slot, as in the moment after a server died
    /// @param since  when that server became a member; it may have the run for less long
    public record Running(TriggerRecord record, @Nullable String server, @Nullable Instant since) {}

    /// The topologies of an instance that run, the longest running first.
    public List<Running> running(InstanceId instance, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.*, t.server_id as owner_id, t.started_at as owner_since from trigger_record r
                        join job j on j.id = r.job_id and j.job_type = 'TOPOLOGY'
                        left join slot s on s.slot = r.slot
                        left join tenure t on t.epoch = s.owner_epoch and t.ended_at is null
                        where r.status in ('EXECUTING', 'PAUSED') and r.instance_id = :instance
                        order by r.due_at, r.id limit :limit""")
                .bind("instance", instance.value())
                .bind("limit", limit)
                .map((row, context) -> new Running(
                        RecordRepository.read(row), row.getString("owner_id"), Sql.instant(row, "owner_since")))
                .list());
    }

    /// The logs of many runs at once; a run without a line is missing.
    public Map<RecordId, List<RunEvent>> events(Collection<RecordId> runs) {
        Map<RecordId, List<RunEvent>> found = new LinkedHashMap<>();
        if (runs.isEmpty()) {
            return found;
        }
        database.call(handle -> handle.createQuery(
                        """
                        select record_id, seq, happened_at, fact from topology_event where record_id in (<runs>)
                        order by record_id, seq""")
                .bindList("runs", runs.stream().map(RecordId::value).toList())
                .map((row, context) -> {
                    RecordId run = new RecordId(row.getLong("record_id"));
                    return found.computeIfAbsent(run, id -> new ArrayList<>()).add(event(row));
                })
                .list());
        return found;
    }

    /// The versions many runs are bound to; one that has not begun is missing. Runs of the same versions share them.
    public Map<RecordId, Definitions> definitions(Collection<RecordId> runs) {
        return runs.isEmpty() ? Map.of() : database.call(handle -> BoundVersions.of(handle, runs));
    }

    /// What happened in a run after the line `after`; 0 for all of it.
    public List<RunEvent> events(RecordId run, long after) {
        return database.call(handle -> events(handle, run, after));
    }

    /// The versions a run is bound to; empty before it began.
    public Optional<Definitions> definitions(RecordId run) {
        return database.call(handle -> definitions(handle, run));
    }

    /// What a node's handler said last while it worked.
    ///
    /// @param attempt of the pass; a view that shows another attempt leaves it out
    /// @param line    the handler's own words
    public record Progress(int pass, int attempt, String line, Instant at) {}

    /// The latest progress of the nodes of a run, at most a second and a half old; of nodes that said something.
    public Map<NodeKey, Progress> progress(RecordId run) {
        return database.call(handle -> handle.createQuery(
                        "select node, pass, attempt, line, happened_at from topology_progress where record_id = :run")
                .bind("run", run.value())
                .map((row, context) -> Map.entry(
                        NodeKey.of(row.getString("node")),
                        new Progress(
                                row.getInt("pass"),
                                row.getInt("attempt"),
                                row.getString("line"),
                                Sql.time(row, "happened_at"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
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
                .map((row, context) -> event(row))
                .list();
    }

    private static RunEvent event(ResultSet row) throws SQLException {
        return new RunEvent(row.getLong("seq"), Sql.time(row, "happened_at"), RunJson.fact(row.getString("fact")));
    }

    public static Optional<Definitions> definitions(Handle handle, RecordId run) {
        return Optional.ofNullable(BoundVersions.of(handle, List.of(run)).get(run));
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
