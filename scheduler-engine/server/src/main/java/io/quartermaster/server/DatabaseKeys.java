package io.quartermaster.server;

import io.quartermaster.server.link.AccessKey;
import io.quartermaster.server.link.AccessKeys;
import io.quartermaster.store.AccessKeyRepository;
import io.quartermaster.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The access keys of the database. While it is away, keys that were right before let their clients in again, so that
/// they are there when it comes back. Thread-safe.
final class DatabaseKeys implements AccessKeys {
    private final AccessKeyRepository keys;
    private final Map<String, AccessKey> seen = new ConcurrentHashMap<>();

    DatabaseKeys(AccessKeyRepository keys) {
        this.keys = keys;
    }

    @Override
    public Optional<AccessKey> find(String key) {
        try {
            Optional<AccessKey> found =
                    keys.find(key).map(stored -> new AccessKey(stored.accessKey(), stored.secret(), stored.instance()));
            found.ifPresentOrElse(one -> seen.put(key, one), () -> seen.remove(key));
            return found;
        } catch (StoreException.Unavailable away) {
            return Optional.ofNullable(seen.get(key));
        }
    }
}
