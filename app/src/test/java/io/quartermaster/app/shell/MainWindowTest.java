package io.quartermaster.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.ActiveConnection.Health;
import io.quartermaster.app.platform.UserError;
import io.quartermaster.app.testing.ConnectionsWindow;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.TestWindow;
import io.quartermaster.app.testing.Ui;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main window, used by a robot and photographed.
class MainWindowTest {
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
    void theSettingsPageIsPhotographed() {
        window().ui().press(KeyCode.CONTROL, KeyCode.DIGIT2);
        window().ui().awaitText("#settings-protection", text -> !text.isEmpty());
        window().photograph("settings");
    }

    @Test
    void theLanguageAndTheThemeChangeWhileTheWindowIsOpen() {
        window().ui().click("#action-shell-language");
        assertThat(window().ui().text("#nav-connections")).isEqualTo("连接");
        window().ui().click("#action-shell-theme");
        assertThat(Ui.onFx(() -> window().desk().theme().darkProperty().get())).isTrue();
        assertThat(Ui.onFx(() -> window().desk().state().saved().language())).isNull();
    }

    @Test
    void aLostConnectionIsShownSinceWhenAndCanBeRetried() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch retried = new CountDownLatch(1);
        Ui.onFx(() -> {
            window().connection().profileProperty().set(ConnectionsWindow.PROD);
            window().connection().instances().setAll("000001", "000002");
            window().connection().instanceProperty().set("000001");
            window().connection().retryProperty().set(retried::countDown);
            window().connection()
                    .healthProperty()
                    .set(new Health.Lost(Desks.NOW.minus(Duration.ofMinutes(2)), "Connection refused"));
            window().desk().toasts().show("Job settle-eod disabled", () -> {});
            window().desk()
                    .tasks()
                    .run(window().desk().texts().live("connections.task.test", "settle-cluster"), progress -> {
                        progress.accept(0.4);
                        return release.await(20, java.util.concurrent.TimeUnit.SECONDS);
                    });
        });
        window().ui().click("#task-button");
        assertThat(window().ui().isShown("#task-popover")).isTrue();
        window().photograph("lost");
        window().ui().click("#stale-retry");
        assertThat(retried.getCount()).isZero();
        Ui.onFx(() ->
                window().connection().healthProperty().set(new Health.Up(Desks.NOW, Duration.ofNanos(1_240_000))));
        assertThat(window().ui().isShown("#stale-banner")).isFalse();
        assertThat(window().ui().text("#health")).isEqualTo("Database 1.2 ms · checked now");
        release.countDown();
    }

    @Test
    void theInstanceChooserStandsWhileThereIsSomethingToChooseFrom() {
        System.gc(); // what follows the list must be held by somebody
        assertThat(window().ui().isShown("#instance-chooser")).isFalse();
        Ui.onFx(() -> window().connection().instances().setAll("000001", "000002"));
        assertThat(window().ui().isShown("#instance-chooser")).isTrue();
        Ui.onFx(() -> window().connection().instances().clear());
        assertThat(window().ui().isShown("#instance-chooser")).isFalse();
    }

    @Test
    void thePaletteFindsPagesAndActionsAndRunsTheChosenOne() {
        window().ui().press(KeyCode.CONTROL, KeyCode.K);
        window().photograph("palette");
        window().ui().write("sett").press(KeyCode.ENTER);
        assertThat(window().ui().node("#language-english")).isNotNull();
    }

    @Test
    void theSheetOfKeysAndAnErrorArePhotographed() {
        window().ui().press(KeyCode.F1);
        Pictures.take(window().ui(), "keys");
        window().ui().press(KeyCode.ESCAPE);
        Ui.onFx(() -> window().desk()
                .dialogs()
                .error(new UserError(
                        "The job could not be saved",
                        "Somebody saved it 40 s ago.",
                        "Compare both versions and save again.",
                        "QM-JOB-STALE",
                        "stack")));
        Pictures.take(window().ui(), "error");
        window().ui().press(KeyCode.ESCAPE);
        assertThat(window().ui().isShown("#dialog-close")).isFalse();
    }

    private TestWindow window() {
        return java.util.Objects.requireNonNull(open);
    }
}
