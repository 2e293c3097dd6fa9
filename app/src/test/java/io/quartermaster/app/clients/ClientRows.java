package io.quartermaster.app.clients;

import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.store.engine.ClientSessions;
import java.time.Instant;
import java.util.Map;

/// Clients as the engine writes them down.
final class ClientRows {
    static final Map<String, HandlerKind> SETTLING = Map.of(
            "settleHandler", HandlerKind.SIMPLE,
            "byTable", HandlerKind.CLUSTER_SPLIT,
            "settleAll", HandlerKind.CLUSTER_EXECUTE);

    private final Seeded seeded;
    private final ClientSessions sessions;

    ClientRows(Seeded seeded) {
        this.seeded = seeded;
        this.sessions = new ClientSessions(seeded.database());
    }

    /// A process linked to as many servers as are named.
    ClientRows client(
            String id,
            String application,
            String host,
            String zone,
            Instant since,
            Map<String, HandlerKind> handlers,
            String... servers) {
        int port = 51_000;
        for (String server : servers) {
            sessions.connected(
                    server,
                    new ClientSessions.Session(
                            id + "-" + server,
                            Seeded.INSTANCE,
                            application,
                            host + ":" + port++,
                            zone,
                            host,
                            4711,
                            id,
                            since,
                            handlers));
        }
        return this;
    }

    ClientRows left(String id, String server, Instant at, String reason) {
        sessions.disconnected(id + "-" + server, at, reason);
        return this;
    }

    /// A record that a client's link has or had.
    ClientRows record(Job job, Instant due, String status, String client, String error) {
        seeded.database()
                .run(handle -> handle.execute(
                        """
                        insert into trigger_record (instance_id, job_id, job_name, job_version, trace_id, reason, status,
                          attempt, planned_at, due_at, fired_at, finished_at, client, error, owner_epoch, slot)
                        values ('000001', ?, ?, 1, 't', 'TIMING', ?, 1, ?, ?, ?, ?, ?, ?, 1, 1)""",
                        job.id().value(),
                        job.spec().name(),
                        status,
                        due.toEpochMilli(),
                        due.toEpochMilli(),
                        due.toEpochMilli(),
                        status.equals("EXECUTING") ? null : due.plusSeconds(2).toEpochMilli(),
                        client,
                        error.isEmpty() ? null : error));
        return this;
    }
}
