package io.quartermaster.store.engine;

import io.quartermaster.store.Sql;
import io.quartermaster.store.StoreException;
import org.jdbi.v3.core.Handle;

/// The right of a server that leads a cluster in one epoch. Immutable.
///
/// Every leader's write first checks it in its own transaction. The check holds the leadership row until the commit, so
/// nobody can take the lead between the check and the commit, and a server that was frozen in between finds a higher
/// epoch.
public record LeadFence(String cluster, String serverId, long epoch) {
    private static final String HOLDS = "select epoch from leadership where cluster = :cluster and server_id = :server"
            + " and epoch = :epoch and lease_until_at > " + Sql.NOW_MILLIS + " for update";

    /// @throws StoreException.Fenced when the lease ended or another server leads
    void check(Handle handle) {
        boolean holds = handle.createQuery(HOLDS)
                .bind("cluster", cluster)
                .bind("server", serverId)
                .bind("epoch", epoch)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!holds) {
            throw new StoreException.Fenced(
                    "Server " + serverId + " no longer leads cluster " + cluster + " in epoch " + epoch);
        }
    }
}
