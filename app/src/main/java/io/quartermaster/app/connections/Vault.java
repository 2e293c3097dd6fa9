package io.quartermaster.app.connections;

import io.quartermaster.app.connections.SecretsException.Fault;
import io.quartermaster.app.platform.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Secrets in one file, all of them one AES-256-GCM message.
///
/// The key comes from a master password by PBKDF2-HMAC-SHA256, or, until one is set, from a random file beside the
/// vault that only its owner may read. The second keeps secrets out of profile files, backups of them and
/// screenshots, not from somebody who can read both files; the console says so. The header is authenticated with
/// the content, so that nobody can lower the number of iterations. Thread-safe.
public final class Vault implements SecretStore {
    private static final int ITERATIONS = 600_000;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The file. `iterations` is 0 when the key lies in the key file.
    private record Sealed(int version, int iterations, byte[] salt, byte[] nonce, byte[] content) {
        byte[] header() {
            return (version + "/" + iterations).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final Path file;
    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();
    /// Guarded by `this`, like all below; null while locked.
    private @Nullable SecretKey key;

    private byte[] salt = new byte[0];
    private int iterations;

    public Vault(Path directory) {
        this.file = directory.resolve("vault.json");
        this.keyFile = directory.resolve("vault.key");
        Sealed sealed = sealedNow();
        if (sealed == null) {
            useKeyFile();
        } else if (sealed.iterations() == 0) {
            key = keyOf(AtomicFile.readOrEmpty(keyFile));
        } else {
            iterations = sealed.iterations();
            salt = sealed.salt();
        }
    }

    @Override
    public synchronized Protection protection() {
        return iterations == 0 ? Protection.KEY_FILE : Protection.MASTER_PASSWORD;
    }

    public synchronized boolean isLocked() {
        return key == null;
    }

    /// @throws SecretsException when it is not the master password
    public synchronized void unlock(char[] master) {
        SecretKey candidate = derive(master, salt, iterations);
        open(candidate);
        key = candidate;
    }

    /// Seals everything anew under a master password and removes the key file.
    public synchronized void protectWith(char[] master) {
        Map<String, String> content = content();
        salt = randomBytes(SALT_BYTES);
        iterations = ITERATIONS;
        key = derive(master, salt, iterations);
        seal(content);
        try {
            Files.deleteIfExists(keyFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + keyFile, e);
        }
    }

    @Override
    public synchronized Optional<String> read(String id) {
        return Optional.ofNullable(content().get(id));
    }

    @Override
    public synchronized void write(String id, String secret) {
        Map<String, String> content = content();
        content.put(id, secret);
        seal(content);
    }

    @Override
    public synchronized void remove(String id) {
        Map<String, String> content = content();
        if (content.remove(id) != null) {
            seal(content);
        }
    }

    private void useKeyFile() {
        byte[] bytes = AtomicFile.readOrEmpty(keyFile);
        if (bytes.length != KEY_BITS / 8) {
            bytes = randomBytes(KEY_BITS / 8);
            AtomicFile.write(keyFile, bytes);
        }
        key = aes(bytes);
    }

    private Map<String, String> content() {
        SecretKey now = key;
        if (now == null) {
            throw new SecretsException(Fault.LOCKED, "the vault " + file + " is locked", null);
        }
        return open(now);
    }

    private Map<String, String> open(SecretKey with) {
        Sealed sealed = sealedNow();
        if (sealed == null) {
            return new TreeMap<>();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, with, sealed);
            return JSON.readValue(cipher.doFinal(sealed.content()), new TypeReference<TreeMap<String, String>>() {});
        } catch (AEADBadTagException e) {
            Fault fault = sealed.iterations() == 0 ? Fault.DAMAGED : Fault.WRONG_MASTER_PASSWORD;
            throw new SecretsException(fault, "the vault " + file + " does not open with this key", e);
        } catch (GeneralSecurityException | JacksonException e) {
            throw new SecretsException(Fault.DAMAGED, "the vault " + file + " cannot be read", e);
        }
    }

    private void seal(Map<String, String> content) {
        SecretKey now = key;
        if (now == null) {
            throw new SecretsException(Fault.LOCKED, "the vault " + file + " is locked", null);
        }
        Sealed empty = new Sealed(1, iterations, salt, randomBytes(NONCE_BYTES), new byte[0]);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, now, empty).doFinal(JSON.writeValueAsBytes(content));
            AtomicFile.write(
                    file, JSON.writeValueAsBytes(new Sealed(empty.version(), iterations, salt, empty.nonce(), sealed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do AES-GCM", e);
        }
    }

    private @Nullable Sealed sealedNow() {
        byte[] bytes = AtomicFile.readOrEmpty(file);
        if (bytes.length == 0) {
            return null;
        }
        try {
            return JSON.readValue(bytes, Sealed.class);
        } catch (JacksonException e) {
            throw new SecretsException(Fault.DAMAGED, "the vault " + file + " cannot be read", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey with, Sealed sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, with, new GCMParameterSpec(TAG_BITS, sealed.nonce()));
        cipher.updateAAD(sealed.header());
        return cipher;
    }

    private static SecretKey derive(char[] master, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(master, salt, iterations, KEY_BITS);
        try {
            return aes(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    private SecretKey keyOf(byte[] bytes) {
        if (bytes.length != KEY_BITS / 8) {
            throw new SecretsException(Fault.DAMAGED, "the key file " + keyFile + " is missing or damaged", null);
        }
        return aes(bytes);
    }

    private static SecretKey aes(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
