package io.quartermaster.app.connections;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import io.quartermaster.app.connections.SecretsException.Fault;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operating system's keychain, or the [Vault] where there is none. Which one is found out at the first call,
/// because asking the system takes up to a second. Thread-safe.
public final class SystemSecrets implements SecretStore {
    private static final System.Logger LOG = System.getLogger(SystemSecrets.class.getName());
    private static final String SERVICE = "Quartermaster";

    private final Path directory;
    private final boolean mayUseKeychain;
    /// Guarded by `this`; null before the first call.
    private @Nullable SecretStore store;

    /// @param mayUseKeychain false for a portable home, whose secrets must lie in it
    public SystemSecrets(Path directory, boolean mayUseKeychain) {
        this.directory = directory;
        this.mayUseKeychain = mayUseKeychain;
    }

    @Override
    public Protection protection() {
        return store().protection();
    }

    @Override
    public Optional<String> read(String id) {
        return store().read(id);
    }

    @Override
    public void write(String id, String secret) {
        store().write(id, secret);
    }

    @Override
    public void remove(String id) {
        store().remove(id);
    }

    /// The vault, if that is where the secrets are: it can be locked, and its master password set.
    public Optional<Vault> vault() {
        return store() instanceof Vault vault ? Optional.of(vault) : Optional.empty();
    }

    private synchronized SecretStore store() {
        SecretStore now = store;
        if (now == null) {
            now = open();
            store = now;
        }
        return now;
    }

    private SecretStore open() {
        if (mayUseKeychain) {
            try {
                return new Keychain(Keyring.create());
            } catch (BackendNotSupportedException e) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "no keychain on this system (" + e.getMessage() + "), secrets go to the vault in " + directory);
            }
        }
        return new Vault(directory);
    }

    private record Keychain(Keyring keyring) implements SecretStore {
        @Override
        public Protection protection() {
            return Protection.KEYCHAIN;
        }

        @Override
        public Optional<String> read(String id) {
            try {
                return Optional.ofNullable(keyring.getPassword(SERVICE, id));
            } catch (PasswordAccessException e) {
                // the library does not tell "there is none" from "may not look"; either way there is nothing to use
                return Optional.empty();
            }
        }

        @Override
        public void write(String id, String secret) {
            try {
                keyring.setPassword(SERVICE, id, secret);
            } catch (PasswordAccessException e) {
                throw new SecretsException(Fault.KEYCHAIN_REFUSED, "the keychain refused to store an entry", e);
            }
        }

        @Override
        public void remove(String id) {
            try {
                keyring.deletePassword(SERVICE, id);
            } catch (PasswordAccessException e) {
                LOG.log(System.Logger.Level.DEBUG, "no keychain entry to remove for " + id);
            }
        }
    }
}
