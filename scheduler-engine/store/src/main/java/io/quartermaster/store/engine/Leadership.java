package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The row of a cluster that says who leads it. Thread-safe; blocks; throws [StoreException].
public final class Leadership {
    private final Database database;

    public Leadership(Database database) {
        this.database = database;
    }

    /// Takes the lead if nobody holds it; the epoch grows.
    ///
    /// A valid lease is waited for even if it carries this very server's name: the former process of that name, or a
    /// second one by a mistake in its configuration, may still be writing.
    public Optional<LeadFence> take(String cluster, String serverId, Duration lease) {
        return held(cluster) ? Optional.empty() : takeFree(cluster, serverId, lease);
    }

    /// A look without a lock, as whoever stands by looks every second.
    private boolean held(String cluster) {
        return database.call(handle -> handle.createQuery("select count(*) from leadership where cluster = :cluster"
                                + " and lease_until_at > " + Sql.NOW_MILLIS)
                        .bind("cluster", cluster)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    private Optional<LeadFence> takeFree(String cluster, String serverId, Duration lease) {
        return database.transaction(handle -> {
            long now = Sql.now(handle);
            Optional<Row> row = row(handle, cluster);
            if (row.isEmpty()) {
                return insert(handle, cluster, serverId, now + lease.toMillis());
            }
            if (row.get().leaseUntil() > now) {
                return Optional.empty();
            }
            long epoch = row.get().epoch() + 1;
            handle.createUpdate(
                            """
                            update leadership set server_id = :server, epoch = :epoch, lease_until_at = :until
                            where cluster = :cluster""")
                    .bind("server", serverId)
                    .bind("epoch", epoch)
                    .bind("until", now + lease.toMillis())
                    .bind("cluster", cluster)
                    .execute();
            return Optional.of(new LeadFence(cluster, serverId, epoch));
        });
    }

    /// Prolongs a lease that has not ended; false when it has, or when another server leads.
    public boolean renew(LeadFence fence, Duration lease) {
        return database.call(
                handle -> handle.createUpdate("update leadership set lease_until_at = :lease + " + Sql.NOW_MILLIS
                                        + " where cluster = :cluster and server_id = :server and epoch = :epoch"
                                        + " and lease_until_at > " + Sql.NOW_MILLIS)
                                .bind("lease", lease.toMillis())
                                .bind("cluster", fence.cluster())
                                .bind("server", fence.serverId())
                                .bind("epoch", fence.epoch())
                                .execute()
                        > 0);
    }

    /// Ends the lease now, so that another server need not wait for its end.
    public void release(LeadFence fence) {
        database.run(handle -> handle.createUpdate(
                        """
                        update leadership set lease_until_at = 0
                        where cluster = :cluster and server_id = :server and epoch = :epoch""")
                .bind("cluster", fence.cluster())
                .bind("server", fence.serverId())
                .bind("epoch", fence.epoch())
                .execute());
    }

    /// Ends whoever's lease. Only for a database that no other process can have open, as an embedded one.
    public void expire(String cluster) {
        database.run(handle -> handle.createUpdate("update leadership set lease_until_at = 0 where cluster = :cluster")
                .bind("cluster", cluster)
                .execute());
    }

    private record Row(long epoch, long leaseUntil) {}

    private static Optional<Row> row(Handle handle, String cluster) {
        return handle.createQuery("select epoch, lease_until_at from leadership where cluster = :cluster for update")
                .bind("cluster", cluster)
                .map((row, context) -> new Row(row.getLong(1), row.getLong(2)))
                .findOne();
    }

    private static Optional<LeadFence> insert(Handle handle, String cluster, String serverId, long until) {
        int added = handle.createUpdate(
                        """
                        insert ignore into leadership (cluster, server_id, epoch, lease_until_at)
                        values (:cluster, :server, 1, :until)""")
                .bind("cluster", cluster)
                .bind("server", serverId)
                .bind("until", until)
                .execute();
        return added == 0 ? Optional.empty() : Optional.of(new LeadFence(cluster, serverId, 1));
    }
}
