package io.quartermaster.store.engine;

import io.quartermaster.store.StoreException;
import org.jdbi.v3.core.Handle;

/// The right of a server that owns slots: its tenure, by its epoch. Immutable.
///
/// Every owner's write first checks it in its own transaction. The check holds the tenure's row until the commit, so no
/// leader can end the tenure, and give its slots to another server, between the check and the commit; a server that was
/// frozen in between finds its tenure ended. Servers do not wait for each other here, as each holds its own row.
public record Fence(String serverId, long epoch) {
    /// @throws StoreException.Fenced when the tenure was ended
    void check(Handle handle) {
        boolean holds = handle.createQuery(
                        "select epoch from tenure where epoch = :epoch and ended_at is null for update")
                .bind("epoch", epoch)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!holds) {
            throw new StoreException.Fenced("The tenure " + epoch + " of server " + serverId + " was ended");
        }
    }
}
