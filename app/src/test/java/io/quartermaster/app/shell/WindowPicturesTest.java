package io.quartermaster.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.connections.ActiveConnection.Health;
import io.quartermaster.app.connections.ConnectionProfile;
import io.quartermaster.app.connections.ConnectionProfile.Kind;
import io.quartermaster.app.connections.ConnectionsPage;
import io.quartermaster.app.connections.ConnectionsViewModel;
import io.quartermaster.app.connections.ProfileStore;
import io.quartermaster.app.connections.SystemSecrets;
import io.quartermaster.app.connections.TestResult;
import io.quartermaster.app.connections.TlsMode;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Directories;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.UserError;
import io.quartermaster.app.settings.SettingsPage;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main window with its pages, used by a robot and photographed.
class WindowPicturesTest {
    private static final ConnectionProfile PROD = new ConnectionProfile(
            "p1",
            "settle-cluster",
            Kind.MYSQL,
            "db1.settle.example.com",
            3306,
            "antscheduler",
            "console",
            TlsMode.VERIFY_IDENTITY,
            Environment.PROD,
            true,
            null);

    @TempDir
    Path home;

    private final ActiveConnection connection = new ActiveConnection();
    private final CountDownLatch release = new CountDownLatch(1);
    private @Nullable Desk desk;
    private @Nullable Ui ui;

    @BeforeEach
    void openTheWindow() {
        ProfileStore store = new ProfileStore(home.resolve("connections.json"));
        store.save(PROD);
        ui = Ui.open(stage -> {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            Desk made = Desks.of(home, texts, dialogs, tasks);
            made.theme().start();
            SystemSecrets secrets = new SystemSecrets(home, false);
            ConnectionsViewModel model = new ConnectionsViewModel(
                    texts,
                    tasks,
                    made.toasts(),
                    store,
                    secrets,
                    (profile, password) -> new TestResult.WrongPassword(profile.user()),
                    (profile, password) -> connection.profileProperty().set(profile));
            Directories directories = new Directories(Path.of("config"), Path.of("data"), Path.of("logs"));
            Navigator navigator = new Navigator(
                    List.of(new ConnectionsPage(made, model), new SettingsPage(made, secrets, directories)), null);
            MainWindow window = new MainWindow(made, dialogs, navigator, connection);
            Scene scene = new Scene(window, 1_000, 700);
            made.theme().apply(scene);
            window.installKeys(scene);
            stage.setScene(scene);
            desk = made;
        });
    }

    @AfterEach
    void closeTheWindow() {
        release.countDown();
        desk().tasks().close();
        ui().close();
    }

    @Test
    void theConnectionsPageIsPhotographed() {
        ui().await("the saved profile", () -> profiles().getItems().size() == 2);
        Pictures.takeAll(ui(), desk(), "connections-embedded");
        Ui.onFx(() -> profiles().getSelectionModel().select(1));
        ui().click("#action-connections-test");
        assertThat(ui().text("#test-sentence")).isEqualTo("The database refused the password of user console");
        Pictures.takeAll(ui(), desk(), "connections-mysql");
    }

    @Test
    void wrongFieldsSayWhatTheyTake() {
        ui().click("#action-connections-new")
                .type("#profile-host", "http://db1")
                .type("#profile-port", "99999");
        assertThat(ui().text("#profile-host-error")).startsWith("A host name or address");
        assertThat(ui().text("#profile-port-error")).isEqualTo("1 to 65535");
        Pictures.takeAll(ui(), desk(), "connections-form-wrong");
    }

    @Test
    void aNewConnectionIsSavedAndFoundInTheFile() throws Exception {
        ui().click("#action-connections-new")
                .type("#profile-name", "billing")
                .type("#profile-host", "10.0.0.7")
                .type("#profile-user", "ops")
                .type("#profile-password", "s3cr3t-billing")
                .press(KeyCode.CONTROL, KeyCode.S);
        ui().await("three profiles", () -> profiles().getItems().size() == 3);
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
        ui().await("the saved profile", () -> profiles().getItems().size() == 2);
        Ui.onFx(() -> profiles().getSelectionModel().select(1));
        ui().pulses(2);
        ui().click("#action-connections-delete");
        assertThat(ui().isShown("#dialog-verb")).isTrue();
        Pictures.takeAll(ui(), desk(), "confirm");
        ui().press(KeyCode.ESCAPE);
        assertThat(ui().isShown("#dialog-verb")).isFalse();
        assertThat(Ui.onFx(() -> profiles().getItems().size())).isEqualTo(2);
        ui().click("#action-connections-delete").click("#dialog-verb");
        ui().await("the profile to go", () -> profiles().getItems().size() == 1);
    }

    @Test
    void theSettingsPageIsPhotographed() {
        ui().press(KeyCode.CONTROL, KeyCode.DIGIT2);
        ui().awaitText("#settings-protection", text -> !text.isEmpty());
        Pictures.takeAll(ui(), desk(), "settings");
    }

    @Test
    void theLanguageAndTheThemeChangeWhileTheWindowIsOpen() {
        ui().click("#action-shell-language");
        assertThat(ui().text("#nav-connections")).isEqualTo("连接");
        ui().click("#action-shell-theme");
        assertThat(Ui.onFx(() -> desk().theme().darkProperty().get())).isTrue();
        assertThat(Ui.onFx(() -> desk().state().saved().language())).isNull();
    }

    @Test
    void aLostConnectionIsShownSinceWhenAndCanBeRetried() {
        CountDownLatch retried = new CountDownLatch(1);
        Ui.onFx(() -> {
            connection.profileProperty().set(PROD);
            connection.instances().setAll("000001", "000002");
            connection.instanceProperty().set("000001");
            connection.retryProperty().set(retried::countDown);
            connection
                    .healthProperty()
                    .set(new Health.Lost(Desks.NOW.minus(Duration.ofMinutes(2)), "Connection refused"));
            desk().toasts().show("Job settle-eod disabled", () -> {});
            desk().tasks().run(desk().texts().live("connections.task.test", "settle-cluster"), progress -> {
                progress.accept(0.4);
                return release.await(20, java.util.concurrent.TimeUnit.SECONDS);
            });
        });
        ui().click("#task-button");
        Pictures.takeAll(ui(), desk(), "lost");
        ui().click("#stale-retry");
        assertThat(retried.getCount()).isZero();
        Ui.onFx(() -> connection.healthProperty().set(new Health.Up(Desks.NOW, Duration.ofNanos(1_240_000))));
        assertThat(ui().isShown("#stale-banner")).isFalse();
        assertThat(ui().text("#health")).isEqualTo("Database 1.2 ms · checked now");
    }

    @Test
    void thePaletteFindsPagesAndActionsAndRunsTheChosenOne() {
        ui().press(KeyCode.CONTROL, KeyCode.K);
        Pictures.takeAll(ui(), desk(), "palette");
        ui().write("sett").press(KeyCode.ENTER);
        assertThat(ui().node("#language-english")).isNotNull();
    }

    @Test
    void theSheetOfKeysAndAnErrorArePhotographed() {
        ui().press(KeyCode.F1);
        Pictures.take(ui(), "keys");
        ui().press(KeyCode.ESCAPE);
        Ui.onFx(() -> desk().dialogs()
                .error(new UserError(
                        "The job could not be saved",
                        "Somebody saved it 40 s ago.",
                        "Compare both versions and save again.",
                        "QM-JOB-STALE",
                        "stack")));
        Pictures.take(ui(), "error");
        ui().press(KeyCode.ESCAPE);
        assertThat(ui().isShown("#dialog-close")).isFalse();
    }

    @SuppressWarnings("unchecked")
    private ListView<ConnectionProfile> profiles() {
        return (ListView<ConnectionProfile>)
                java.util.Objects.requireNonNull(ui().stage().getScene().lookup("#profile-list"));
    }

    private Desk desk() {
        return java.util.Objects.requireNonNull(desk);
    }

    private Ui ui() {
        return java.util.Objects.requireNonNull(ui);
    }
}
