package io.quartermaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.SystemTheme;
import io.quartermaster.app.testing.Ui;
import java.nio.file.Path;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sets once: the master password of the saved passwords, and how the console looks.
class SettingsFlowTest {
    @TempDir
    Path home;

    private @Nullable LiveConsole console;

    @AfterEach
    void close() throws Exception {
        LiveConsole open = console;
        if (open != null) {
            open.close();
        }
    }

    @Test
    void theMasterPasswordIsSetAndAskedForAfterTheNextStart() throws Exception {
        LiveConsole first = open();
        saveAConnection(first);
        setTheMaster(first);
        first.close();
        console = null;
        LiveConsole next = open();
        connectLocked(next);
        unlock(next);
        connectUnlocked(next);
    }

    @Test
    void theLookFollowsTheSystemWhileTheConsoleRuns() throws Exception {
        LiveConsole on = open();
        on.ui().click("#nav-settings").click("#theme-system");
        try (SystemTheme system = SystemTheme.of(ColorScheme.DARK)) {
            assertThat(brightness(on)).isLessThan(0.3);
            Pictures.take(on.ui(), "flow-theme-system-dark");
            system.now(ColorScheme.LIGHT);
            assertThat(brightness(on)).isGreaterThan(0.8);
            on.ui().click("#theme-dark");
            assertThat(brightness(on)).isLessThan(0.3);
            on.ui().click("#theme-system");
            assertThat(brightness(on)).isGreaterThan(0.8);
            Pictures.take(on.ui(), "flow-theme-system-light");
        }
    }

    private static void saveAConnection(LiveConsole on) {
        on.ui()
                .click("#nav-connections")
                .click("#action-connections-new")
                .type("#profile-name", "billing")
                .type("#profile-host", "127.0.0.1")
                .type("#profile-port", "1")
                .type("#profile-schema", "antscheduler")
                .type("#profile-user", "ops")
                .type("#profile-password", "s3cr3t")
                .press(KeyCode.CONTROL, KeyCode.S);
        on.awaitShown(".main-window", "Saved billing");
    }

    private static void setTheMaster(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#nav-settings");
        ui.awaitText("#settings-protection", text -> text.contains("key lies beside it"));
        Pictures.take(ui, "flow-master-none");
        ui.type("#settings-master", "correct horse");
        ui.type("#settings-master-again", "correct house");
        assertThat(ui.node("#settings-master-differs").isVisible()).isTrue();
        assertThat(ui.node("#settings-master-verb").isDisabled()).isTrue();
        on.photograph("flow-master-differs");
        ui.type("#settings-master-again", "correct horse");
        ui.click("#settings-master-verb");
        ui.awaitText("#settings-protection", text -> text.contains("your master password"));
    }

    private static void connectLocked(LiveConsole on) {
        Ui ui = on.ui();
        chooseTheConnection(on);
        ui.click("#action-connections-open");
        on.awaitShown(".dialog-layer", "The saved passwords are locked");
        Pictures.take(ui, "flow-master-locked");
        ui.click("#dialog-close");
    }

    private static void unlock(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#nav-settings");
        ui.type("#settings-unlock", "correct house").press(KeyCode.ENTER);
        on.awaitShown(".dialog-layer", "That is not the master password");
        Pictures.take(ui, "flow-master-wrong");
        ui.click("#dialog-close");
        on.photograph("flow-master-unlock");
        ui.type("#settings-unlock", "correct horse").press(KeyCode.ENTER);
        on.awaitShown(".main-window", "Passwords unlocked");
        assertThat(ui.isShown("#settings-unlock")).isFalse();
    }

    private static void connectUnlocked(LiveConsole on) {
        chooseTheConnection(on);
        on.ui().click("#action-connections-open");
        on.ui().awaitText("#health", text -> text.contains("lost") || text.contains("Connecting"));
        Pictures.take(on.ui(), "flow-master-unlocked");
    }

    private static void chooseTheConnection(LiveConsole on) {
        on.ui().click("#nav-connections");
        on.awaitShown("#profile-list", "billing");
        on.ui().click(on.cell("#profile-list", "billing"));
        on.awaitShown("#profile-name", "billing");
    }

    /// Of the middle of the page.
    private static double brightness(LiveConsole on) {
        on.ui().pulses(3);
        return Ui.onFx(() -> {
            var picture = on.ui().stage().getScene().snapshot(null);
            return picture.getPixelReader()
                    .getColor((int) picture.getWidth() - 20, (int) picture.getHeight() / 2)
                    .getBrightness();
        });
    }

    private LiveConsole open() {
        console = LiveConsole.open(home);
        return Objects.requireNonNull(console);
    }
}
