package io.quartermaster.app.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.ActiveConnection.Health;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.UserError;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.server.EmbeddedEngine;
import io.quartermaster.server.EmbeddedSettings;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.ManualClock;
import io.quartermaster.testing.MariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceKeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    @TempDir
    Path home;

    private final Texts texts = new Texts(Language.ENGLISH);
    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(NOW);
    private final ActiveConnection active = new ActiveConnection();
    private final List<Throwable> notices = new ArrayList<>();
    private final EngineRoom engineRoom =
            new EngineRoom(() -> EmbeddedEngine.start(EmbeddedSettings.in(home).withPort(0)));
    private final WorkspaceKeeper keeper =
            new WorkspaceKeeper(texts, tasks.tasks(), active, engineRoom, clock, notices::add);

    @AfterEach
    void close() {
        keeper.close();
        tasks.runAll();
    }

    @Test
    void theEmbeddedEngineIsStartedAndSaysHowToAttach() {
        open(ConnectionProfile.embedded("Embedded engine"));

        assertThat(active.healthProperty().get()).isInstanceOf(Health.Up.class);
        Workspace workspace = workspace();
        assertThat(workspace.instance()).isEqualTo(EmbeddedEngine.INSTANCE);
        assertThat(workspace.environment()).isEqualTo(Environment.DEV);
        assertThat(workspace.logDirectory()).isEqualTo(home.resolve("logs"));
        Attachment attachment =
                Objects.requireNonNull(keeper.attachmentProperty().get());
        assertThat(attachment.file()).exists();
        assertThat(attachment.port()).isPositive();
    }

    @Test
    void aSecondConsoleOnTheSameDirectoryIsToldSo() {
        try (EmbeddedEngine other =
                EmbeddedEngine.start(EmbeddedSettings.in(home).withPort(0))) {
            open(ConnectionProfile.embedded("Embedded engine"));

            assertThat(other.port()).isPositive();
            assertThat(active.healthProperty().get()).isEqualTo(new Health.None());
            UserError said = explained();
            assertThat(said.sentence()).isEqualTo(texts.get("connections.open.inuse"));
        }
    }

    @Test
    void aDatabaseThatGoesAwayLeavesItsPagesMarkedOldAndComesBackByItself() {
        try (MariaDb server = MariaDb.start();
                Database setup = Database.open(settings(server), 1)) {
            server.execute("create schema antscheduler");
            setup.schema().migrate();
            open(profile(server.port(), "antscheduler"));
            Workspace before = workspace();
            clock.advance(Duration.ofSeconds(10));
            server.kill();

            pulse();

            assertThat(active.healthProperty().get())
                    .isInstanceOfSatisfying(
                            Health.Lost.class, lost -> assertThat(lost.since()).isEqualTo(NOW));
            assertThat(keeper.workspaceProperty().get()).isSameAs(before);
            server.resume();
            active.retryProperty().get().run();
            tasks.runAll();
            assertThat(active.healthProperty().get()).isInstanceOf(Health.Up.class);
            assertThat(keeper.workspaceProperty().get()).isSameAs(before);
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotThereYetIsTriedUntilItIs() {
        try (MariaDb server = MariaDb.start();
                Database setup = Database.open(settings(server), 1)) {
            server.execute("create schema antscheduler");
            setup.schema().migrate();
            server.stop();
            open(profile(server.port(), "antscheduler"));
            assertThat(active.healthProperty().get()).isInstanceOf(Health.Lost.class);
            assertThat(keeper.workspaceProperty().get()).isNull();

            server.resume();
            clock.advance(Duration.ofSeconds(30));
            pulse();

            assertThat(active.healthProperty().get()).isInstanceOf(Health.Up.class);
            assertThat(workspace().environment()).isEqualTo(Environment.PROD);
        }
    }

    @Test
    void aSchemaThatIsNotOursIsNotOpened() {
        MariaDb server = MariaDb.shared();
        server.execute(
                "drop schema if exists other",
                "create schema other",
                "create table other.t (id int)",
                "drop schema if exists bare",
                "create schema bare");

        open(profile(server.port(), "other"));
        assertThat(explained().cause()).isEqualTo(texts.get("connections.test.notours", "other"));

        notices.clear();
        open(profile(server.port(), "bare"));
        assertThat(explained().cause()).isEqualTo(texts.get("connections.test.empty", "bare"));
        assertThat(active.healthProperty().get()).isEqualTo(new Health.None());
    }

    @Test
    void theInstancesOfTheDatabaseAreOfferedAndTheOneLookedAtLastIsChosen() {
        open(ConnectionProfile.embedded("Embedded engine"));
        workspace()
                .database()
                .jobs()
                .create(
                        JobSpec.blank(new InstanceId("000002")).withName("a").withTarget(JobType.SIMPLE, "app", "h"),
                        false,
                        new Actor("anna", "ws"));

        clock.advance(Duration.ofSeconds(5));
        pulse();
        assertThat(active.instances()).containsExactly("000001", "000002");
        assertThat(workspace().instance().value()).isEqualTo("000001");

        active.instanceProperty().set("000002");
        assertThat(workspace().instance().value()).isEqualTo("000002");
        open(ConnectionProfile.embedded("Embedded engine").withLastInstance("000002"));
        assertThat(workspace().instance().value()).isEqualTo("000002");
    }

    private void open(ConnectionProfile profile) {
        keeper.open(profile, "");
        tasks.runAll();
    }

    private void pulse() {
        keeper.tick();
        tasks.runAll();
    }

    private Workspace workspace() {
        return Objects.requireNonNull(keeper.workspaceProperty().get());
    }

    private UserError explained() {
        assertThat(notices).hasSize(1);
        return ((io.quartermaster.app.platform.Explained) notices.getFirst()).explain(texts);
    }

    private static ConnectionProfile profile(int port, String schema) {
        return new ConnectionProfile(
                "p",
                "settle",
                ConnectionProfile.Kind.MYSQL,
                "127.0.0.1",
                port,
                schema,
                "root",
                TlsMode.DISABLED,
                Environment.PROD,
                false,
                null);
    }

    private static DatabaseSettings settings(MariaDb server) {
        return new DatabaseSettings.MySql(
                "127.0.0.1", server.port(), "antscheduler", "root", "", DatabaseSettings.Tls.DISABLED);
    }
}
