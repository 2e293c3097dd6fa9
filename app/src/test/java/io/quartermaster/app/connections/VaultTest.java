package io.quartermaster.app.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.app.connections.SecretStore.Protection;
import io.quartermaster.app.connections.SecretsException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final char[] MASTER = "correct horse".toCharArray();

    @TempDir
    Path home;

    @Test
    void aSecretIsReadBackByTheNextStartAndIsNotInTheFile() throws IOException {
        new Vault(home).write("p1", "s3cr3t 密码");
        assertThat(new Vault(home).read("p1")).contains("s3cr3t 密码");
        assertThat(Files.readString(home.resolve("vault.json"))).doesNotContain("s3cr3t");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("vault.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aMasterPasswordLocksTheVaultAtTheNextStartAndRemovesTheKeyFile() {
        Vault vault = new Vault(home);
        vault.write("p1", "s3cr3t");
        vault.protectWith(MASTER.clone());
        assertThat(home.resolve("vault.key")).doesNotExist();
        Vault next = new Vault(home);
        assertThat(next.protection()).isEqualTo(Protection.MASTER_PASSWORD);
        assertThat(next.isLocked()).isTrue();
        assertThat(faultOf(() -> next.read("p1"))).isEqualTo(Fault.LOCKED);
        assertThat(faultOf(() -> next.unlock("wrong".toCharArray()))).isEqualTo(Fault.WRONG_MASTER_PASSWORD);
        next.unlock(MASTER.clone());
        assertThat(next.read("p1")).contains("s3cr3t");
    }

    @Test
    void aTouchedFileIsRefused() throws IOException {
        Vault vault = new Vault(home);
        vault.write("p1", "s3cr3t");
        Path file = home.resolve("vault.json");
        String sealed = Files.readString(file);
        Files.writeString(file, sealed.replace("\"version\":1", "\"version\":2"));
        assertThat(faultOf(() -> vault.read("p1"))).isEqualTo(Fault.DAMAGED);
    }

    @Test
    void aRemovedSecretIsGone() {
        Vault vault = new Vault(home);
        vault.write("p1", "one");
        vault.write("p2", "two");
        vault.remove("p1");
        assertThat(vault.read("p1")).isEmpty();
        assertThat(vault.read("p2")).contains("two");
    }

    @Test
    void aVaultWhoseKeyFileIsLostSaysSo() throws IOException {
        new Vault(home).write("p1", "one");
        Files.delete(home.resolve("vault.key"));
        assertThatThrownBy(() -> new Vault(home)).isInstanceOf(SecretsException.class);
    }

    private static Fault faultOf(Runnable work) {
        try {
            work.run();
        } catch (SecretsException e) {
            return e.fault();
        }
        throw new AssertionError("nothing was refused");
    }
}
