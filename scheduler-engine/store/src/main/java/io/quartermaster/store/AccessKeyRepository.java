package io.quartermaster.store;

import io.quartermaster.model.InstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The keys clients prove themselves with. Thread-safe; blocks; throws [StoreException].
///
/// A challenge is signed with the secret, so a server must know it: it lies in the clear in this table, which only the
/// scheduler's own account should be able to read.
public final class AccessKeyRepository {
    private final Database database;

    AccessKeyRepository(Database database) {
        this.database = database;
    }

    /// A key and its secret; the secret does not show in [#toString()].
    public record Key(String accessKey, String secret, InstanceId instance) {
        @Override
        public String toString() {
            return accessKey + " of " + instance;
        }
    }

    /// The key if it exists and is enabled.
    public Optional<Key> find(String accessKey) {
        return list().stream().filter(key -> key.accessKey().equals(accessKey)).findFirst();
    }

    /// All enabled keys.
    public List<Key> list() {
        return database.call(handle -> handle
                .createQuery("select * from access_key where enabled = 1 order by created_at, access_key")
                .map((row, context) -> key(row))
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    /// A key written by hand for what no instance can be called opens nothing, and must not shut the others out.
    private static Optional<Key> key(ResultSet row) throws SQLException {
        String instance = row.getString("instance_id");
        return InstanceId.isValid(instance)
                ? Optional.of(new Key(row.getString("access_key"), row.getString("secret"), new InstanceId(instance)))
                : Optional.empty();
    }

    /// Lets nobody in any more with that key; servers end the links it opened within seconds.
    ///
    /// @return false when there is no such key, or it was disabled already
    public boolean disable(String accessKey) {
        return database.call(handle -> handle.createUpdate(
                                "update access_key set enabled = 0 where access_key = :key and enabled = 1")
                        .bind("key", accessKey)
                        .execute())
                == 1;
    }

    public void add(Key key) {
        database.run(handle -> handle.createUpdate(
                        """
                        insert into access_key (access_key, instance_id, secret, enabled, created_at)
                        values (:key, :instance, :secret, 1, :now)""")
                .bind("key", key.accessKey())
                .bind("instance", key.instance().value())
                .bind("secret", key.secret())
                .bind("now", Sql.now(handle))
                .execute());
    }
}
