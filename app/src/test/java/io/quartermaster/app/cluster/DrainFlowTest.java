package io.quartermaster.app.cluster;

import static io.quartermaster.app.cluster.ClusterDatabase.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Actor;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.TenureEnd;
import io.quartermaster.server.Cadence;
import io.quartermaster.server.SchedulerServer;
import io.quartermaster.server.SchedulerSettings;
import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.message.InProcessQueue;
import io.quartermaster.store.ClusterRepository.Tenure;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A robot drains one of two real servers on a real database.
class DrainFlowTest {
    private static final Cadence QUICK = new Cadence(
            Duration.ofMillis(2400),
            Duration.ofMillis(150),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(700),
            Duration.ofSeconds(1));

    @TempDir
    Path home = Path.of("");

    private final DatabaseSettings settings = onMariaDb(MariaDb.shared());
    private final Database database = Database.open(settings, 10);
    private final ClusterWindow window = new ClusterWindow(Path.of("target", "cluster-window"));

    @AfterEach
    void close() {
        window.close();
        database.close();
    }

    @Test
    void aDrainedServerHandsItsSlotsOverLeavesAndIsInTheHistoryAndTheAudit() throws InterruptedException {
        database.schema().migrate();
        CountDownLatch drained = new CountDownLatch(1);
        try (SchedulerServer first = server("s1");
                SchedulerServer second = server("s2")) {
            second.whenDrained(drained::countDown);
            // even enough is left as it is
            Eventually.until("both have slots", () -> first.slots() > 480 && second.slots() > 480);
            window.connect(workspace(), 2);
            window.select(1);
            assertThat(ui().isShown("#cluster-lone")).isFalse();

            ui().click("#action-cluster-drain");
            ui().type("#dialog-reason", "patch day").click("#dialog-verb");

            assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
            ui().await(
                            "the draining to show",
                            () -> ticked(
                                    row -> row.row().draining() && row.row().slots() == 0));
            second.close();
            ui().await("the server to go", () -> {
                window.desk().times().ticker().tick();
                return window.servers().getItems().size() == 1;
            });
            assertThat(first.slots()).isEqualTo(1_024);
            assertThat(ui().isShown("#server-details")).isFalse();
            window.select(0);
            ui().click("#action-cluster-drain");
            assertThat(ui().isShown("#dialog-verb")).isFalse();
            assertThat(ui().text(".toast .label")).isNotBlank();
        }
        assertThat(database.cluster().tenures(10))
                .extracting(Tenure::serverId, Tenure::reason)
                .contains(tuple("s2", TenureEnd.DRAINED.text()));
        AuditEntry entry = database.audit().page(INSTANCE, null, 1).getFirst();
        assertThat(entry.action()).isEqualTo("server.drain");
        assertThat(entry.reason()).isEqualTo("patch day");
    }

    /// Looks again, and whether the second server is so.
    private boolean ticked(Predicate<Member> wanted) {
        window.desk().times().ticker().tick();
        return window.servers().getItems().stream().anyMatch(row -> row.id().equals("s2") && wanted.test(row.member()));
    }

    private SchedulerServer server(String id) {
        return SchedulerServer.start(
                database,
                new SchedulerSettings(
                        "main", false, id, "CellA", "127.0.0.1", LinkSettings.loopback(), home.resolve(id), QUICK),
                InstantSource.system(),
                new InProcessQueue(10));
    }

    private Workspace workspace() {
        return new Workspace(database, INSTANCE, new Actor("anna", "ws-1"), Environment.PROD, null);
    }

    private Ui ui() {
        return window.ui();
    }

    private static DatabaseSettings onMariaDb(MariaDb server) {
        String schema = server.newSchema();
        server.execute("create database if not exists " + schema);
        return new DatabaseSettings.MySql(
                "127.0.0.1", server.port(), schema, server.user(), "", DatabaseSettings.Tls.DISABLED);
    }
}
