package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The rows of the servers themselves. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class Membership {
    private final Database database;

    public Membership(Database database) {
        this.database = database;
    }

    /// What a server says of itself.
    public record Self(String id, String host, String zone, String linkAddress, String logDirectory, String version) {}

    /// Writes the server's row with a fresh lease and returns the database's clock.
    public Instant beat(Self self, Duration lease, Duration clockOffset) {
        // No transaction: each statement stands for itself, and a beat is due every second on every server.
        return Instant.ofEpochMilli(database.call(handle -> {
            long now = Sql.now(handle);
            if (refresh(handle, self, now, lease, clockOffset) == 0) {
                insert(handle, self, now, lease, clockOffset);
            }
            return now;
        }));
    }

    /// Removes the server's row.
    public void leave(String serverId) {
        database.run(handle -> handle.createUpdate("delete from server where server_id = :id")
                .bind("id", serverId)
                .execute());
    }

    private static int refresh(Handle handle, Self self, long now, Duration lease, Duration clockOffset) {
        return handle.createUpdate(
                        """
                        update server set host = :host, zone = :zone, link_address = :link, log_directory = :logs,
                          version = :version, beat_at = :now, lease_until_at = :until, clock_offset_ms = :offset
                        where server_id = :id""")
                .bindMethods(self)
                .bind("link", self.linkAddress())
                .bind("logs", self.logDirectory())
                .bind("now", now)
                .bind("until", now + lease.toMillis())
                .bind("offset", clockOffset.toMillis())
                .execute();
    }

    private static void insert(Handle handle, Self self, long now, Duration lease, Duration clockOffset) {
        handle.createUpdate(
                        """
                        insert ignore into server (server_id, host, zone, link_address, log_directory, version, started_at,
                          beat_at, lease_until_at, clock_offset_ms)
                        values (:id, :host, :zone, :link, :logs, :version, :now, :now, :until, :offset)""")
                .bindMethods(self)
                .bind("link", self.linkAddress())
                .bind("logs", self.logDirectory())
                .bind("now", now)
                .bind("until", now + lease.toMillis())
                .bind("offset", clockOffset.toMillis())
                .execute();
    }
}
