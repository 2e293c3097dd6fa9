package io.quartermaster.app.connections;

import java.util.Optional;

/// Where passwords lie. Thread-safe; every call may take a second, so never on the FX thread.
public interface SecretStore {
    /// What keeps the secrets from other eyes.
    enum Protection {
        /// The operating system's keychain.
        KEYCHAIN,
        /// A file encrypted with a key made from a master password.
        MASTER_PASSWORD,
        /// A file encrypted with a random key that lies beside it, readable by its owner only: weaker, and said so.
        KEY_FILE
    }

    Protection protection();

    /// @throws SecretsException when the store is locked or cannot be read
    Optional<String> read(String id);

    void write(String id, String secret);

    void remove(String id);
}
