package io.quartermaster.store;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who is there: servers and connected clients, as the servers wrote it down. Thread-safe; blocks; throws
/// [StoreException].
public final class ClusterRepository {
    private final Database database;

    ClusterRepository(Database database) {
        this.database = database;
    }

    /// A server's row. It is alive while `leaseUntil` lies ahead of the database's clock.
    public record ServerRow(
            String id,
            String host,
            String zone,
            String linkAddress,
            String logDirectory,
            String version,
            Instant started,
            Instant beat,
            Instant leaseUntil,
            long clockOffsetMillis,
            boolean leads) {}

    /// A handler that connected clients of an application offer.
    public record OfferedHandler(String application, String handler, HandlerKind kind, int clients) {}

    /// How many clients of an application are connected in a zone.
    public record ClientsInZone(String zone, String application, int clients) {}

    /// The instance's connected clients, counted by zone and application.
    public List<ClientsInZone> clientsByZone(InstanceId instance) {
        return database.call(handle -> handle.createQuery(
                        """
                        select zone, application, count(*) clients from client_session
                        where instance_id = :instance and disconnected_at is null
                        group by zone, application order by zone, application""")
                .bind("instance", instance.value())
                .map((row, context) ->
                        new ClientsInZone(row.getString("zone"), row.getString("application"), row.getInt("clients")))
                .list());
    }

    public List<ServerRow> servers() {
        return database.call(handle -> handle.createQuery(
                        """
                        select s.*, coalesce((select 1 from leadership l where l.server_id = s.server_id
                          and l.lease_until_at >= s.beat_at limit 1), 0) leads
                        from server s order by s.server_id""")
                .map((row, context) -> new ServerRow(
                        row.getString("server_id"),
                        row.getString("host"),
                        row.getString("zone"),
                        row.getString("link_address"),
                        row.getString("log_directory"),
                        row.getString("version"),
                        Sql.time(row, "started_at"),
                        Sql.time(row, "beat_at"),
                        Sql.time(row, "lease_until_at"),
                        row.getLong("clock_offset_ms"),
                        row.getInt("leads") == 1))
                .list());
    }

    /// The handlers that clients of the instance offer now, for the form's picker.
    public List<OfferedHandler> handlers(InstanceId instance, @Nullable String application) {
        return database.call(handle -> handle.createQuery(
                        """
                        select c.application, h.handler, h.kind, count(*) clients
                        from client_session c join client_handler h on h.session_id = c.session_id
                        where c.instance_id = :instance and c.disconnected_at is null
                          and h.kind in (<kinds>) and (:application = '' or c.application = :application)
                        group by c.application, h.handler, h.kind order by c.application, h.handler""")
                .bind("instance", instance.value())
                .bind("application", application == null ? "" : application)
                // a newer client's kinds are not offered rather than in the way of the others
                .bindList(
                        "kinds", Stream.of(HandlerKind.values()).map(Enum::name).toList())
                .map((row, context) -> new OfferedHandler(
                        row.getString("application"),
                        row.getString("handler"),
                        HandlerKind.valueOf(row.getString("kind")),
                        row.getInt("clients")))
                .list());
    }
}
