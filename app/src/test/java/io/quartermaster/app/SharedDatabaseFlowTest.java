package io.quartermaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.AccessKeyRepository.Key;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console on a real MariaDB on which a server works as a process of its own: connected through the form, used,
/// and open while that database dies and comes back.
class SharedDatabaseFlowTest {
    private static final Key KEY = new Key("qm-flow", "a-secret-of-this-test-alone", new InstanceId("000001"));
    private static final Pattern PORT = Pattern.compile("clients link to port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path home;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private @Nullable MariaDb database;
    private String server = "";

    @BeforeEach
    void startDatabaseAndServer() throws IOException {
        MariaDb fresh = MariaDb.start();
        opened.add(fresh);
        database = fresh;
        fresh.execute(
                "create database antscheduler",
                "create user 'qm'@'%' identified by 's3cr3t'",
                "grant all on antscheduler.* to 'qm'@'%'");
        DatabaseSettings settings = new DatabaseSettings.MySql(
                "127.0.0.1", fresh.port(), "antscheduler", "qm", "s3cr3t", DatabaseSettings.Tls.PREFERRED);
        try (Database schema = Database.open(settings, 1)) {
            schema.schema().migrate();
            schema.accessKeys().add(KEY);
        }
        server = startServer(fresh);
    }

    @Test
    void aJobMadeHereFiresThereAndADatabaseThatComesBackIsFoundAgain() {
        LiveConsole on = LiveConsole.open(home);
        opened.add(on);
        on.attach("127.0.0.1:" + server, KEY.accessKey(), KEY.secret(), LiveConsole.Work.hello());
        connect(on);
        makeAJobAndSeeItFire(on);
        switchAZone(on);
        loseTheDatabase(on);
    }

    private void connect(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#nav-connections").click("#action-connections-new");
        ui.type("#profile-name", "settle-cluster");
        ui.type("#profile-host", "127.0.0.1");
        ui.type("#profile-port", Integer.toString(database().port()));
        ui.type("#profile-schema", "antscheduler");
        ui.type("#profile-user", "qm");
        ui.type("#profile-password", "wrong");
        ui.click("#action-connections-test");
        ui.awaitText("#test-sentence", text -> text.contains("refused the password"));
        ui.type("#profile-password", "s3cr3t");
        ui.click("#action-connections-test");
        ui.awaitText("#test-sentence", text -> text.contains("MariaDB"));
        Pictures.take(ui, "flow-shared-tested");
        ui.press(KeyCode.CONTROL, KeyCode.S);
        on.awaitShown(".main-window", "Saved settle-cluster");
        ui.click("#action-connections-open");
        ui.awaitText("#connection-name", "settle-cluster"::equals);
        ui.awaitText("#health", text -> text.startsWith("Database"));
    }

    private static void makeAJobAndSeeItFire(LiveConsole on) {
        on.newJob("greeting", "hello");
        on.ui().type("#job-cron", "* * * * * ?");
        on.save();
        on.openRecord("greeting", "succeeded");
        on.awaitShown("#record-details", "sample-app@");
        Pictures.take(on.ui(), "flow-shared-record");
    }

    private static void switchAZone(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#nav-zones");
        ui.type("#switch-json", "{\"CellA\":\"CellB\"}");
        ui.click("#action-zones-apply").click("#dialog-verb");
        ui.node(".toast-undo");
        Pictures.take(ui, "flow-shared-zones");
    }

    private void loseTheDatabase(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#nav-records");
        int before = Ui.onFx(() -> on.rows("#records-table"));
        database().kill();
        ui.node("#stale-banner");
        assertThat(before).isPositive();
        assertThat(Ui.onFx(() -> on.rows("#records-table"))).isGreaterThanOrEqualTo(before);
        on.awaitShown("#page-records", "not updated since");
        on.photograph("flow-shared-lost");
        ui.click("#nav-jobs");
        Pictures.take(ui, "flow-shared-lost-jobs");
        database().resume();
        Eventually.until("the banner to go by itself", PATIENCE, () -> !ui.isShown("#stale-banner"));
        ui.click("#nav-records");
        int then = Ui.onFx(() -> on.rows("#records-table"));
        Eventually.until("new records", PATIENCE, () -> Ui.onFx(() -> on.rows("#records-table")) > then);
        Pictures.take(ui, "flow-shared-back");
    }

    /// The port for clients.
    private String startServer(MariaDb on) throws IOException {
        Path config = home.resolve("server.properties");
        Files.writeString(
                config,
                """
                database.host = 127.0.0.1
                database.port = %d
                database.schema = antscheduler
                database.user = qm
                database.password = s3cr3t
                server.id = server-1
                link.port = %d
                http.port = 0
                log.directory = %s
                """
                        .formatted(on.port(), freePort(), home.resolve("server-logs")));
        Path output = home.resolve("server.out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.quartermaster.server.ServerMain",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        opened.add(() -> end(process));
        Eventually.until(
                "the server to run",
                PATIENCE,
                () -> !process.isAlive() || portIn(output).isPresent());
        return portIn(output).orElseThrow(() -> new AssertionError("the server ended: " + read(output)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Optional<String> portIn(Path output) {
        Matcher found = PORT.matcher(read(output));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private MariaDb database() {
        return Objects.requireNonNull(database);
    }
}
