package io.quartermaster.store;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.Slots;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    ///
    /// @param leads whether it leads the cluster or a zone
    /// @param epoch its tenure
    /// @param slots how many slots' jobs it fires
    /// @param draining whether it hands them over and leaves
    /// @param running runs it sent and has not seen the end of
    /// @param fired firings since it started
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
            boolean leads,
            long epoch,
            int slots,
            boolean draining,
            long running,
            long fired) {}

    /// One span of a server's life as a member.
    ///
    /// @param ended null while it lasts
    /// @param reason why it ended
    public record Tenure(
            long epoch, String serverId, Instant started, @Nullable Instant ended, @Nullable String reason) {}

    /// Who leads a cluster, or a zone of one (`cluster/zone`); in office while `leaseUntil` lies ahead of the clock.
    public record Lead(String cluster, String serverId, Instant leaseUntil) {
        /// The zone it is of, empty when one server leads them all.
        public Optional<String> zone() {
            int slash = cluster.lastIndexOf('/');
            return slash < 0 ? Optional.empty() : Optional.of(cluster.substring(slash + 1));
        }
    }

    /// A server that drains, as it wrote down when it took the wish on.
    ///
    /// @param drained since when it has nothing left and may leave; null while it has
    public record Drain(
            String serverId, String askedBy, Instant askedAt, @Nullable String reason, @Nullable Instant drained) {}

    /// A handler that connected clients of an application offer.
    public record OfferedHandler(String application, String handler, HandlerKind kind, int clients) {}

    /// A host on which clients of an application are connected.
    public record ClientHost(String application, String host, String zone) {}

    /// How many clients of an application are connected in a zone.
    public record ClientsInZone(String zone, String application, int clients) {}

    /// The instance's connected clients, counted by zone and application.
    public List<ClientsInZone> clientsByZone(InstanceId instance) {
        return database.call(handle -> handle.createQuery(
                        """
                        select zone, application, count(distinct coalesce(client_id, session_id)) clients from client_session
                        where instance_id = :instance and disconnected_at is null
                        group by zone, application order by zone, application""")
                .bind("instance", instance.value())
                .map((row, context) ->
                        new ClientsInZone(row.getString("zone"), row.getString("application"), row.getInt("clients")))
                .list());
    }

    /// The hosts on which the instance's clients are connected.
    public List<ClientHost> hosts(InstanceId instance) {
        return database.call(handle -> handle.createQuery(
                        """
                        select distinct application, host, zone from client_session
                        where instance_id = :instance and disconnected_at is null order by application, host, zone""")
                .bind("instance", instance.value())
                .map((row, context) ->
                        new ClientHost(row.getString("application"), row.getString("host"), row.getString("zone")))
                .list());
    }

    public List<ServerRow> servers() {
        return database.call(handle -> handle.createQuery(
                        """
                        select s.*, coalesce((select 1 from leadership l where l.server_id = s.server_id
                          and l.lease_until_at >= s.beat_at limit 1), 0) leads,
                          (select count(*) from slot o where o.owner_epoch = s.epoch) slots,
                          exists (select 1 from server_drain d where d.server_id = s.server_id) draining
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
                        row.getInt("leads") == 1,
                        row.getLong("epoch"),
                        row.getInt("slots"),
                        row.getBoolean("draining"),
                        row.getLong("running"),
                        row.getLong("fired")))
                .list());
    }

    /// The firings an hour that each tenure's slots carry, by its epoch; 0 stands for slots that nobody has.
    public Map<Long, Double> loads() {
        return database.call(handle -> {
            Map<Long, Double> loads = new HashMap<>();
            handle.createQuery(
                            """
                            select o.owner_epoch, sum(s.load_per_hour) carried
                            from slot o join job_schedule s on s.slot = o.slot group by o.owner_epoch""")
                    .map((row, context) -> Map.entry(row.getLong(1), row.getDouble(2)))
                    .forEach(row -> loads.put(row.getKey(), row.getValue()));
            return loads;
        });
    }

    /// Every leadership there ever was in this database, held now or not, by its name.
    public List<Lead> leads() {
        return database.call(handle -> handle.createQuery("select * from leadership order by cluster")
                .map((row, context) ->
                        new Lead(row.getString("cluster"), row.getString("server_id"), Sql.time(row, "lease_until_at")))
                .list());
    }

    /// The servers that drain and have not left, by their names.
    public List<Drain> drains() {
        return database.call(handle -> handle.createQuery("select * from server_drain order by server_id")
                .map((row, context) -> new Drain(
                        row.getString("server_id"),
                        row.getString("asked_by"),
                        Sql.time(row, "asked_at"),
                        row.getString("reason"),
                        Sql.instant(row, "drained_at")))
                .list());
    }

    /// The latest `limit` tenures, the newest first: who came, who went, and why.
    public List<Tenure> tenures(int limit) {
        return database.call(handle -> handle.createQuery("select * from tenure order by epoch desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> new Tenure(
                        row.getLong("epoch"),
                        row.getString("server_id"),
                        Sql.time(row, "started_at"),
                        Sql.instant(row, "ended_at"),
                        row.getString("end_reason")))
                .list());
    }

    /// Which server fires a job now; empty when nobody does.
    public Optional<String> owner(JobId job) {
        return database.call(handle -> handle.createQuery(
                        """
                        select s.server_id from slot o join server s on s.epoch = o.owner_epoch
                        where o.slot = :slot and s.lease_until_at > """
                                + Sql.NOW_MILLIS)
                .bind("slot", Slots.of(job))
                .mapTo(String.class)
                .findOne());
    }

    /// The handlers that clients of the instance offer now, for the form's picker.
    public List<OfferedHandler> handlers(InstanceId instance, @Nullable String application) {
        return database.call(handle -> handle.createQuery(
                        """
                        select c.application, h.handler, h.kind, count(distinct coalesce(c.client_id, c.session_id)) clients
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
