package io.quartermaster.store.engine;

import io.quartermaster.model.TenureEnd;
import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of the servers themselves, and the tenures in which they are members. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class Membership {
    private final Database database;

    public Membership(Database database) {
        this.database = database;
    }

    /// What a server says of itself.
    ///
    /// @param peerAddress where other servers link to it; null when they cannot
    /// @param peerToken proves to it that they read its row; never printed
    public record Self(
            String id,
            String host,
            String zone,
            String linkAddress,
            String logDirectory,
            String version,
            @Nullable String peerAddress,
            @Nullable String peerToken) {
        /// A server that other servers do not link to.
        public Self(String id, String host, String zone, String linkAddress, String logDirectory, String version) {
            this(id, host, zone, linkAddress, logDirectory, version, null, null);
        }

        @Override
        public String toString() {
            return "Self[id=" + id + ", host=" + host + ", zone=" + zone + ", linkAddress=" + linkAddress
                    + ", peerAddress=" + peerAddress + "]";
        }
    }

    /// Another live server that can be linked to.
    ///
    /// @param token proves to it that its row was read; never printed
    public record Peer(String id, String address, String token) {
        @Override
        public String toString() {
            return "Peer[id=" + id + ", address=" + address + "]";
        }
    }

    /// The live servers other than this one that can be linked to.
    public List<Peer> peers(String serverId) {
        return database.call(handle -> handle.createQuery(
                        """
                        select server_id, peer_address, peer_token from server
                        where server_id <> :id and peer_address is not null and peer_token is not null
                          and lease_until_at > """
                                + " " + Sql.NOW_MILLIS + " order by server_id")
                .bind("id", serverId)
                .map((row, context) -> new Peer(
                        row.getString("server_id"), row.getString("peer_address"), row.getString("peer_token")))
                .list());
    }

    /// Where clients link to a server.
    ///
    /// @param address as `host:port`
    public record Link(String address, String zone) {}

    /// Where clients link to the live servers that do not drain.
    public List<Link> links() {
        return database.call(handle -> handle.createQuery(
                        """
                        select link_address, zone from server s
                        where lease_until_at > """
                                + " " + Sql.NOW_MILLIS
                                + " and not exists (select 1 from server_drain d where d.server_id = s.server_id)"
                                + " order by server_id")
                .map((row, context) -> new Link(row.getString("link_address"), row.getString("zone")))
                .list());
    }

    /// What a server says of its work with every beat.
    ///
    /// @param running runs it has dispatched and not seen the end of
    /// @param fired how many it has fired since it started
    public record Doings(Duration clockOffset, long running, long fired) {
        public static final Doings NONE = new Doings(Duration.ZERO, 0, 0);
    }

    /// A member as the leader sees it.
    ///
    /// @param draining whether it is to get no work
    public record Member(String serverId, long epoch, String zone, boolean draining) {}

    /// Begins a tenure; the epoch grows. Empty while a valid lease carries this very name: the former process of that
    /// name, or a second one by a mistake in its configuration, may still be working.
    public Optional<Fence> join(Self self, Duration lease) {
        return database.transaction(handle -> {
            long now = Sql.now(handle);
            Optional<Former> former = former(handle, self.id());
            if (former.isPresent() && former.get().leaseUntil() > now) {
                return Optional.empty();
            }
            former.ifPresent(before -> end(handle, before.epoch(), now, TenureEnd.STARTED_ANEW.text()));
            long epoch = handle.createUpdate("insert into tenure (server_id, started_at) values (:id, :now)")
                    .bind("id", self.id())
                    .bind("now", now)
                    .executeAndReturnGeneratedKeys("epoch")
                    .mapTo(Long.class)
                    .one();
            write(handle, self, epoch, now, lease);
            return Optional.of(new Fence(self.id(), epoch));
        });
    }

    /// The database's clock, asked for alone so that nothing else is measured with it.
    public Instant now() {
        return database.now();
    }

    /// Prolongs the lease of a tenure; false when the lease has ended, or the tenure was.
    public boolean beat(Fence fence, Self self, Duration lease, Doings doings) {
        return database.call(handle -> handle.createUpdate("update server set host = :host, zone = :zone,"
                                + " link_address = :linkAddress, log_directory = :logDirectory,"
                                + " peer_address = :peerAddress, peer_token = :peerToken,"
                                + " version = :version, beat_at = " + Sql.NOW_MILLIS + ", lease_until_at = :lease + "
                                + Sql.NOW_MILLIS + ", clock_offset_ms = :offset, running = :running,"
                                + " fired = :fired where server_id = :id and epoch = :epoch and lease_until_at > "
                                + Sql.NOW_MILLIS)
                        .bindMethods(self)
                        .bind("epoch", fence.epoch())
                        .bind("lease", lease.toMillis())
                        .bind("offset", doings.clockOffset().toMillis())
                        .bind("running", doings.running())
                        .bind("fired", doings.fired())
                        .execute()
                > 0);
    }

    /// Whether clients linked to this server still run something, for whomever.
    public boolean busy(String serverId) {
        return database.call(handle -> handle.createQuery(
                                """
                                select count(*) from trigger_record r
                                join client_session c on c.session_id = r.client_session and c.server_id = :id
                                where r.status = 'EXECUTING'""")
                        .bind("id", serverId)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /// Ends the tenure and removes the server's row, and with it the wish that it drain; its slots are free at once.
    public void leave(Fence fence, String reason) {
        database.run(handle -> {
            end(handle, fence.epoch(), Sql.now(handle), reason);
            handle.createUpdate("delete from server where server_id = :id and epoch = :epoch")
                    .bind("id", fence.serverId())
                    .bind("epoch", fence.epoch())
                    .execute();
            handle.createUpdate("delete from server_drain where server_id = :id")
                    .bind("id", fence.serverId())
                    .execute();
        });
    }

    /// The members whose lease holds, by their names.
    public List<Member> members() {
        return database.call(handle -> handle.createQuery(
                        """
                        select s.server_id, s.epoch, s.zone,
                          exists (select 1 from server_drain d where d.server_id = s.server_id) draining
                        from server s join tenure t on t.epoch = s.epoch and t.ended_at is null
                        where s.lease_until_at > """
                                + Sql.NOW_MILLIS + " order by s.server_id")
                .map((row, context) ->
                        new Member(row.getString(1), row.getLong(2), row.getString(3), row.getBoolean(4)))
                .list());
    }

    /// Whether [#evict] would find anything: one statement without a lock, as there mostly is nothing.
    public boolean someLapsed() {
        return database.call(handle -> handle.createQuery(
                        """
                        select exists (select 1 from tenure t
                          left join server s on s.server_id = t.server_id and s.epoch = t.epoch
                          where t.ended_at is null and (s.server_id is null or s.lease_until_at <= """
                                + " " + Sql.NOW_MILLIS + "))")
                .mapTo(Boolean.class)
                .one());
    }

    /// Ends the tenures of servers whose lease has ended, and frees their slots.
    ///
    /// @return the tenures that were ended
    public List<Fence> evict(LeadFence lead) {
        return database.transaction(handle -> {
            lead.check(handle);
            long now = Sql.now(handle);
            List<Fence> gone = handle.createQuery(
                            """
                            select t.server_id, t.epoch from tenure t
                            left join server s on s.server_id = t.server_id and s.epoch = t.epoch
                            where t.ended_at is null and (s.server_id is null or s.lease_until_at <= :now)
                            order by t.epoch""")
                    .bind("now", now)
                    .map((row, context) -> new Fence(row.getString(1), row.getLong(2)))
                    .list();
            return gone.stream()
                    .filter(one -> lapsed(handle, one, now))
                    .peek(one -> end(handle, one.epoch(), now, TenureEnd.LEASE_ENDED.text()))
                    .toList();
        });
    }

    /// Ends every lease. Only for a database that no other process can have open, as an embedded one.
    public void expireAll() {
        database.run(handle ->
                handle.createUpdate("update server set lease_until_at = 0").execute());
    }

    private record Former(long epoch, long leaseUntil) {}

    private static Optional<Former> former(Handle handle, String serverId) {
        return handle.createQuery("select epoch, lease_until_at from server where server_id = :id for update")
                .bind("id", serverId)
                .map((row, context) -> new Former(row.getLong(1), row.getLong(2)))
                .findOne();
    }

    /// Looks again with the row held, as its owner may just have prolonged it.
    private static boolean lapsed(Handle handle, Fence one, long now) {
        return former(handle, one.serverId())
                .filter(row -> row.epoch() == one.epoch() && row.leaseUntil() > now)
                .isEmpty();
    }

    private static void end(Handle handle, long epoch, long now, String reason) {
        handle.createUpdate(
                        "update tenure set ended_at = :now, end_reason = :reason where epoch = :epoch and ended_at is null")
                .bind("now", now)
                .bind("reason", Text.cut(reason, 255))
                .bind("epoch", epoch)
                .execute();
        // In this order: a slot that is being handed to this tenure is either not handed to it any more, or is its own
        // by
        // then and set free.
        handle.createUpdate("update slot set wanted_epoch = null, revision = revision + 1 where wanted_epoch = :epoch")
                .bind("epoch", epoch)
                .execute();
        handle.createUpdate(
                        "update slot set owner_epoch = 0, wanted_epoch = null, revision = revision + 1 where owner_epoch = :epoch")
                .bind("epoch", epoch)
                .execute();
    }

    private static void write(Handle handle, Self self, long epoch, long now, Duration lease) {
        handle.createUpdate(
                        """
                        insert into server (server_id, epoch, host, zone, link_address, peer_address, peer_token,
                          log_directory, version, started_at, beat_at, lease_until_at, clock_offset_ms, running, fired)
                        values (:id, :epoch, :host, :zone, :linkAddress, :peerAddress, :peerToken, :logDirectory, :version, :now, :now,
                          :until, 0, 0, 0)
                        on duplicate key update epoch = values(epoch), host = values(host), zone = values(zone),
                          link_address = values(link_address), peer_address = values(peer_address),
                          peer_token = values(peer_token), log_directory = values(log_directory),
                          version = values(version), started_at = values(started_at),
                          beat_at = values(beat_at), lease_until_at = values(lease_until_at), running = 0, fired = 0""")
                .bindMethods(self)
                .bind("epoch", epoch)
                .bind("now", now)
                .bind("until", now + lease.toMillis())
                .execute();
    }
}
