package io.quartermaster.store;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobJson;
import io.quartermaster.model.JobType;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.WorkPlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Connected clients and those that left, as the servers wrote them down, and what they do. A client is linked to every
/// server, so several rows are of one process. Thread-safe; blocks; throws [StoreException].
public final class ClientRepository {
    /// How many of the newest runs are looked through for a client's: no index leads from a client to its runs.
    public static final int RUNS_LOOKED_THROUGH = 5_000;

    private static final int WORK_LOOKED_THROUGH = 100;
    private static final int FAILURES_LOOKED_THROUGH = 500;

    private final Database database;

    ClientRepository(Database database) {
        this.database = database;
    }

    /// A link of a client to a server.
    ///
    /// @param clientId the same on all links of one process; null when it is not known
    /// @param left null while it stands
    /// @param reason why it ended
    public record Session(
            String id,
            @Nullable String clientId,
            String server,
            String application,
            String address,
            String zone,
            String host,
            long process,
            Instant connected,
            @Nullable Instant left,
            @Nullable String reason) {}

    /// A handler a session offers.
    ///
    /// @param kind as the client said it; a newer client may know kinds that this console does not
    public record Offered(String session, String handler, String kind) {}

    /// What went wrong with a client last.
    ///
    /// @param client its application and address, or its client id
    public record Failure(String client, Instant at, String text) {}

    /// A job with no more than says which handlers it needs.
    public record Need(
            JobId job, String name, JobType type, String application, List<String> handlers, boolean enabled) {
        public Need {
            handlers = List.copyOf(handlers);
        }
    }

    /// A client's part in a run of work that is cut up.
    public record Part(
            long record, String job, Instant opened, @Nullable Instant finished, String status, int chunks) {}

    /// All open sessions of an instance, and the `offline` latest that ended.
    public List<Session> sessions(InstanceId instance, int offline) {
        return database.call(handle -> {
            List<Session> all = new java.util.ArrayList<>(handle.createQuery(
                            """
                            select * from client_session where instance_id = :instance and disconnected_at is null
                            order by application, address, session_id""")
                    .bind("instance", instance.value())
                    .map((row, context) -> session(row))
                    .list());
            all.addAll(handle.createQuery(
                            """
                            select * from client_session where instance_id = :instance and disconnected_at is not null
                            order by disconnected_at desc, session_id limit :limit""")
                    .bind("instance", instance.value())
                    .bind("limit", offline)
                    .map((row, context) -> session(row))
                    .list());
            return all;
        });
    }

    /// The latest sessions of an application that ended, the newest first.
    public List<Session> ended(InstanceId instance, String application, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select * from client_session where instance_id = :instance and application = :application
                          and disconnected_at is not null order by disconnected_at desc, session_id limit :limit""")
                .bind("instance", instance.value())
                .bind("application", application)
                .bind("limit", limit)
                .map((row, context) -> session(row))
                .list());
    }

    /// What the sessions named offer, also those that ended.
    public List<Offered> offered(Collection<String> sessions) {
        if (sessions.isEmpty()) {
            return List.of();
        }
        return database.call(handle -> handle.createQuery(
                        "select session_id, handler, kind from client_handler where session_id in (<ids>) order by handler")
                .bindList("ids", List.copyOf(sessions))
                .map((row, context) ->
                        new Offered(row.getString("session_id"), row.getString("handler"), row.getString("kind")))
                .list());
    }

    /// How many runs clients are executing now: records by `application@address`, chunks by the client's id.
    public Map<String, Integer> running(InstanceId instance) {
        return database.call(handle -> {
            Map<String, Integer> running = new HashMap<>();
            handle.createQuery(
                            """
                            select client, count(*) runs from trigger_record where status = 'EXECUTING'
                              and instance_id = :instance and client is not null group by client
                            union all
                            select c.instance client, count(*) runs from work_run r join work_chunk c on c.run_id = r.id
                              and c.status = 'EXECUTING' where r.finished_at is null
                              and r.instance_id = :instance and c.instance is not null group by c.instance""")
                    .bind("instance", instance.value())
                    .map((row, context) -> Map.entry(row.getString("client"), row.getInt("runs")))
                    .forEach(each -> running.merge(each.getKey(), each.getValue(), Integer::sum));
            return running;
        });
    }

    /// The latest failures that clients had since `since`, the newest first, of a limited number of records and chunks.
    public List<Failure> failures(InstanceId instance, Instant since) {
        return database.call(handle -> {
            List<Failure> found = new java.util.ArrayList<>();
            for (String status : List.of("FAILED", "TIMEOUT")) {
                found.addAll(handle.createQuery(
                                """
                                select client, finished_at, substring(coalesce(error, ''), 1, 500) text from trigger_record
                                where status = :status and due_at >= :since and instance_id = :instance
                                  and client is not null and finished_at is not null order by due_at desc limit :limit""")
                        .bind("status", status)
                        .bind("since", since.toEpochMilli())
                        .bind("instance", instance.value())
                        .bind("limit", FAILURES_LOOKED_THROUGH)
                        .map((row, context) -> failure(row))
                        .list());
            }
            found.addAll(handle.createQuery(
                            """
                            select c.instance client, c.finished_at, coalesce(c.message, '') text from (
                              select id from work_run where instance_id = :instance order by id desc limit :runs) r
                            join work_chunk c on c.run_id = r.id and c.status = 'FAILED'
                            where c.instance is not null and c.finished_at >= :since
                            order by c.finished_at desc limit :limit""")
                    .bind("instance", instance.value())
                    .bind("runs", WORK_LOOKED_THROUGH)
                    .bind("since", since.toEpochMilli())
                    .bind("limit", FAILURES_LOOKED_THROUGH)
                    .map((row, context) -> failure(row))
                    .list());
            found.sort(java.util.Comparator.comparing(Failure::at).reversed());
            return found;
        });
    }

    /// The latest records sent to any of `clients` (`application@address`), among the newest
    /// [#RUNS_LOOKED_THROUGH] of the instance.
    public List<TriggerRecord> runs(InstanceId instance, Collection<String> clients, int limit) {
        if (clients.isEmpty()) {
            return List.of();
        }
        return database.call(handle -> handle.createQuery(
                        """
                        select * from (select * from trigger_record where instance_id = :instance
                          order by due_at desc, id desc limit :through) t
                        where client in (<clients>) order by due_at desc, id desc limit :limit""")
                .bind("instance", instance.value())
                .bind("through", RUNS_LOOKED_THROUGH)
                .bindList("clients", List.copyOf(clients))
                .bind("limit", limit)
                .map((row, context) -> RecordRepository.read(row))
                .list());
    }

    /// A process's part in the newest runs of work that is cut up, the newest first.
    public List<Part> parts(InstanceId instance, String clientId, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.record_id, j.name, i.opened_at, i.finished_at, i.status, i.chunks from (
                          select id, record_id, job_id from work_run where instance_id = :instance
                          order by id desc limit :runs) r
                        join work_instance i on i.run_id = r.id and i.instance = :client
                        left join job j on j.id = r.job_id order by r.id desc limit :limit""")
                .bind("instance", instance.value())
                .bind("runs", WORK_LOOKED_THROUGH)
                .bind("client", clientId)
                .bind("limit", limit)
                .map((row, context) -> new Part(
                        row.getLong("record_id"),
                        String.valueOf(row.getString("name")),
                        Sql.time(row, "opened_at"),
                        Sql.instant(row, "finished_at"),
                        row.getString("status"),
                        row.getInt("chunks")))
                .list());
    }

    /// What the instance's simple and cluster jobs need of clients, by name.
    ///
    /// @param application only this one's; null for all
    public List<Need> needs(InstanceId instance, @Nullable String application) {
        return database.call(handle -> handle.createQuery(
                        """
                        select id, name, job_type, application, target, work_plan, enabled from job
                        where instance_id = :instance and job_type in ('SIMPLE', 'CLUSTER')
                          and (:application = '' or application = :application) order by name""")
                .bind("instance", instance.value())
                .bind("application", application == null ? "" : application)
                .map((row, context) -> need(row))
                .list());
    }

    private static Need need(ResultSet row) throws SQLException {
        JobType type = JobType.valueOf(row.getString("job_type"));
        String stored = row.getString("work_plan");
        WorkPlan plan;
        try {
            plan = stored == null ? WorkPlan.WHOLE : JobJson.work(stored);
        } catch (IllegalArgumentException e) {
            // the jobs page says what is wrong with it; here its target is all that is known
            plan = WorkPlan.WHOLE;
        }
        return new Need(
                new JobId(row.getLong("id")),
                row.getString("name"),
                type,
                row.getString("application"),
                plan.handlers(type, row.getString("target")),
                row.getInt("enabled") == 1);
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(row.getString("client"), Sql.time(row, "finished_at"), row.getString("text"));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("session_id"),
                row.getString("client_id"),
                row.getString("server_id"),
                row.getString("application"),
                row.getString("address"),
                row.getString("zone"),
                row.getString("host"),
                row.getLong("process_id"),
                Sql.time(row, "connected_at"),
                Sql.instant(row, "disconnected_at"),
                row.getString("disconnect_reason"));
    }
}
