package io.quartermaster.app.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.ConnectionsWindow;
import io.quartermaster.app.testing.TestWindow;
import io.quartermaster.app.testing.Ui;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The connections page in the real window, used by a robot and photographed.
class ConnectionsPageTest {
    @TempDir
    Path home;

    private @Nullable TestWindow open;

    @BeforeEach
    void openTheWindow() {
        open = ConnectionsWindow.open(home);
    }

    @AfterEach
    void closeTheWindow() {
        window().close();
        assertThat(window().failures()).isEmpty();
    }

    @Test
    void theConnectionsPageIsPhotographed() {
        window().ui().await("the saved profile", () -> profiles().getItems().size() == 2);
        window().photograph("connections-embedded");
        Ui.onFx(() -> profiles().getSelectionModel().select(1));
        window().ui().click("#action-connections-test");
        assertThat(window().ui().text("#test-sentence")).isEqualTo("The database refused the password of user console");
        window().photograph("connections-mysql");
    }

    @Test
    void wrongFieldsSayWhatTheyTake() {
        window().ui()
                .click("#action-connections-new")
                .type("#profile-host", "http://db1")
                .type("#profile-port", "99999");
        assertThat(window().ui().text("#profile-host-error")).startsWith("A host name or address");
        assertThat(window().ui().text("#profile-port-error")).isEqualTo("1 to 65535");
        window().photograph("connections-form-wrong");
    }

    @Test
    void aNewConnectionIsSavedAndFoundInTheFile() throws Exception {
        window().ui()
                .click("#action-connections-new")
                .type("#profile-name", "billing")
                .type("#profile-host", "10.0.0.7")
                .type("#profile-user", "ops")
                .type("#profile-password", "s3cr3t-billing")
                .press(KeyCode.CONTROL, KeyCode.S);
        window().ui().await("three profiles", () -> profiles().getItems().size() == 3);
        assertThat(Files.readString(home.resolve("connections.json"))).contains("billing", "10.0.0.7");
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("s3cr3t-billing");
            }
        }
    }

    @Test
    void deletingAsksFirstAndEscapeLeavesEverything() {
        window().ui().await("the saved profile", () -> profiles().getItems().size() == 2);
        Ui.onFx(() -> profiles().getSelectionModel().select(1));
        window().ui().pulses(2);
        window().ui().click("#action-connections-delete");
        assertThat(window().ui().isShown("#dialog-verb")).isTrue();
        window().photograph("confirm");
        window().ui().press(KeyCode.ESCAPE);
        assertThat(window().ui().isShown("#dialog-verb")).isFalse();
        assertThat(Ui.onFx(() -> profiles().getItems().size())).isEqualTo(2);
        window().ui().click("#action-connections-delete").click("#dialog-verb");
        window().ui().await("the profile to go", () -> profiles().getItems().size() == 1);
    }

    @Test
    void whatWasTypedIsNotLostByChoosingAnotherProfile() {
        window().ui().await("the saved profile", () -> profiles().getItems().size() == 2);
        Ui.onFx(() -> profiles().getSelectionModel().select(1));
        window().ui().type("#profile-host", "db9.settle.example.com");

        Ui.onFx(() -> profiles().getSelectionModel().select(0));
        window().photograph("connections-discard");
        window().ui().click("#dialog-cancel");
        assertThat(window().ui().text("#profile-host")).isEqualTo("db9.settle.example.com");
        assertThat(Ui.onFx(() -> profiles().getSelectionModel().getSelectedIndex()))
                .isEqualTo(1);
        window().ui().click("#action-connections-new").press(KeyCode.ESCAPE);
        assertThat(window().ui().text("#profile-host")).isEqualTo("db9.settle.example.com");

        Ui.onFx(() -> profiles().getSelectionModel().select(0));
        window().ui().click("#dialog-verb");
        window().ui()
                .await("the other one", () -> profiles().getSelectionModel().getSelectedIndex() == 0);
        assertThat(window().ui().isShown("#profile-host")).isFalse();
    }

    @SuppressWarnings("unchecked")
    private ListView<ConnectionProfile> profiles() {
        return (ListView<ConnectionProfile>) java.util.Objects.requireNonNull(
                window().ui().stage().getScene().lookup("#profile-list"));
    }

    private TestWindow window() {
        return java.util.Objects.requireNonNull(open);
    }
}
