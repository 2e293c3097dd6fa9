package io.quartermaster.server.link;

import java.util.Optional;

/// The access keys a server knows. Thread-safe; asked once per handshake.
@FunctionalInterface
public interface AccessKeys {
    Optional<AccessKey> find(String key);
}
