package io.quartermaster.store.engine;

import io.quartermaster.store.Sql;
import io.quartermaster.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Who writes, and by which right: a server that leads a cluster in one epoch. Immutable.
///
/// Every owner's write first checks its fence in its own transaction. The check holds the leadership row until the
/// commit, so nobody can take the lead between the check and the commit, and a server that was frozen in between finds
/// a higher epoch.
public record Fence(String cluster, String serverId, long epoch) {
    private static final String HOLDS = "select epoch from leadership where cluster = :cluster and server_id = :server"
            + " and epoch = :epoch and lease_until_at > " + Sql.NOW_MILLIS + " for update";

    private static final String HOLD = "select epoch from leadership where cluster = :cluster for update";

    /// For a write that anybody may do, in turn with those of the leader: they touch the same rows in other orders.
    static void inTurn(Handle handle, String cluster) {
        handle.createQuery(HOLD).bind("cluster", cluster).mapTo(Long.class).findOne();
    }

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
