package io.quartermaster.store.engine;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The rows of the clients' links. A session is written by the server that has it and by nobody else, except that a
/// leader closes those of servers that are gone. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class ClientSessions {
    private final Database database;

    public ClientSessions(Database database) {
        this.database = database;
    }

    /// A link of a client to a server.
    ///
    /// @param clientId the same on all links of one process
    public record Session(
            String id,
            InstanceId instance,
            String application,
            String address,
            String zone,
            String host,
            long processId,
            String clientId,
            Instant connected,
            Map<String, HandlerKind> handlers) {
        public Session {
            handlers = Map.copyOf(handlers);
        }
    }

    /// Writes a session and its handlers; again changes nothing.
    public void connected(String serverId, Session session) {
        database.run(handle -> {
            handle.createUpdate(
                            """
                            insert ignore into client_session (session_id, server_id, instance_id, application, address, zone,
                              host, process_id, client_id, connected_at)
                            values (:id, :server, :instance, :application, :address, :zone, :host, :process, :client, :at)""")
                    .bind("id", session.id())
                    .bind("server", serverId)
                    .bind("instance", session.instance().value())
                    .bind("application", session.application())
                    .bind("address", Text.cut(session.address(), 255))
                    .bind("zone", Text.cut(session.zone(), 64))
                    .bind("host", Text.cut(session.host(), 255))
                    .bind("process", session.processId())
                    .bind("client", Text.cut(session.clientId(), 64))
                    .bind("at", session.connected().toEpochMilli())
                    .execute();
            handlers(handle, session);
        });
    }

    public void disconnected(String sessionId, Instant at, String reason) {
        database.run(handle -> handle.createUpdate(
                        """
                        update client_session set disconnected_at = :at, disconnect_reason = :reason
                        where session_id = :id and disconnected_at is null""")
                .bind("at", at.toEpochMilli())
                .bind("reason", Text.cut(reason, 255))
                .bind("id", sessionId)
                .execute());
    }

    /// Closes the sessions a server still has open, as it starts or leaves.
    public int closeOf(String serverId, String reason) {
        return database.transaction(handle -> handle.createUpdate(
                        """
                        update client_session set disconnected_at = :now, disconnect_reason = :reason
                        where server_id = :server and disconnected_at is null""")
                .bind("now", Sql.now(handle))
                .bind("reason", Text.cut(reason, 255))
                .bind("server", serverId)
                .execute());
    }

    /// Closes the sessions of servers whose lease has ended, and forgets those closed for longer than `keep`.
    public void sweep(LeadFence fence, Duration keep) {
        database.run(handle -> {
            fence.check(handle);
            long now = Sql.now(handle);
            handle.createUpdate(
                            """
                            update client_session set disconnected_at = :now, disconnect_reason = 'server went away'
                            where disconnected_at is null
                              and server_id not in (select server_id from server where lease_until_at > :now)""")
                    .bind("now", now)
                    .execute();
            handle.createUpdate(
                            """
                            delete from client_handler where session_id in (
                              select session_id from client_session where disconnected_at < :before)""")
                    .bind("before", now - keep.toMillis())
                    .execute();
            handle.createUpdate("delete from client_session where disconnected_at < :before")
                    .bind("before", now - keep.toMillis())
                    .execute();
        });
    }

    /// Opens again those of the sessions a server really has that somebody closed, who took that server for dead.
    public void reassert(String serverId, List<String> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        database.run(handle -> handle.createUpdate(
                        """
                        update client_session set disconnected_at = null, disconnect_reason = null
                        where server_id = :server and disconnected_at is not null and session_id in (<ids>)""")
                .bind("server", serverId)
                .bindList("ids", sessions)
                .execute());
    }

    private static void handlers(Handle handle, Session session) {
        if (session.handlers().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "insert ignore into client_handler (session_id, handler, kind) values (:id, :handler, :kind)");
        session.handlers().forEach((name, kind) -> batch.bind("id", session.id())
                .bind("handler", Text.cut(name, 128))
                .bind("kind", kind.name())
                .add());
        batch.execute();
    }
}
