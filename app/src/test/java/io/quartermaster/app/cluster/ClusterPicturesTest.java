package io.quartermaster.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Actor;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.TenureEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every face of the page, for people to look at.
class ClusterPicturesTest {
    private final ClusterDatabase cluster = new ClusterDatabase();
    private final ClusterWindow window = new ClusterWindow(Path.of("target", "cluster-pictures"));

    @AfterEach
    void close() {
        window.close();
        cluster.close();
    }

    @Test
    void notConnected() {
        Pictures.takeAll(ui(), window.desk(), "cluster-off");
        assertThat(ui().isShown(".face-empty")).isTrue();
    }

    @Test
    void noServerHasEverCome() {
        window.connect(cluster.workspace());
        ui().await("the empty face", () -> heading().equals("No server has come yet"));
        Pictures.takeAll(ui(), window.desk(), "cluster-empty");
        assertThat(ui().isShown("#cluster-lone")).isFalse();
    }

    @Test
    void broken() {
        cluster.close();
        window.connect(cluster.workspace());
        ui().node("#face-retry");
        Pictures.takeAll(ui(), window.desk(), "cluster-broken");
    }

    @Test
    void oneOfEverything() {
        history();
        cluster.server("scheduler-1", "CellA")
                .server("scheduler-2", "CellA")
                .server("scheduler-3", "CellA")
                .server("scheduler-4", "CellA")
                .slots("scheduler-1", 341, 12_040)
                .slots("scheduler-2", 341, 13_600)
                .slots("scheduler-3", 300, 11_200)
                .slots("scheduler-4", 42, 1_733)
                .leads("main", "scheduler-1")
                .set("scheduler-3", "clock_offset_ms", -3_204)
                .gone("scheduler-4", Duration.ofSeconds(134));
        cluster.drains("scheduler-3", new Actor("anna", "ws-1"), "CHG-20931: kernel patch");
        window.connect(cluster.workspace(), 4);
        window.select(2);

        Pictures.takeAll(ui(), window.desk(), "cluster");

        assertThat(ui().text("#cluster-lone")).startsWith("42 of 1,024 slots have no living server");
        assertThat(ui().text("#server-drain")).contains("anna", "CHG-20931");
        assertThat(ui().text("#server-clock")).contains("does not lead");
    }

    @Test
    void whatBecameOfAWish() {
        cluster.server("scheduler-1", "CellA").server("scheduler-2", "CellA").server("scheduler-3", "CellA");
        cluster.slots("scheduler-1", 512, 9_000)
                .slots("scheduler-2", 512, 9_000)
                .leads("main", "scheduler-1");
        Actor anna = new Actor("anna", "ws-1");
        cluster.drains("scheduler-3", anna, "CHG-20931").drains("scheduler-2", anna, "CHG-20931");
        cluster.database()
                .run(handle -> handle.execute(
                        "update server_drain set drained_at = asked_at + 4000 where server_id = 'scheduler-3'"));
        cluster.drains("scheduler-1", anna, "the last one");
        cluster.ask("scheduler-2", ServerCommand.Kind.STOP_DRAINING, anna, null);
        cluster.database()
                .run(handle -> handle.execute(
                        "update server_command set requested_at = requested_at - 60000 where state = 'NEW'"));
        window.connect(cluster.workspace(), 3);

        window.select(0);
        ui().awaitText("#server-drain", text -> text.contains("nobody else would take its slots"));
        Pictures.take(ui(), "cluster-wish-refused");
        window.select(2);
        ui().awaitText("#server-drain", text -> text.contains("Drained since"));
        Pictures.take(ui(), "cluster-wish-drained");
        window.select(1);
        ui().awaitText("#server-drain", text -> text.contains("has not answered"));
        Pictures.takeAll(ui(), window.desk(), "cluster-wish");
    }

    @Test
    void overfull() {
        String tail = "-shanghai-waigaoqiao-availability-zone-3-blue-settlement-pro";
        for (int i = 0; i < 60; i++) {
            String id = (10 + i) + tail;
            String zone = "Cell" + (char) ('A' + i % 20) + (i % 7 == 0 ? tail.substring(0, 50) : "");
            cluster.server(id, zone).slots(id, 17, 1_000_000 + i * 3_000);
            if (i < 20) {
                cluster.leads("main/" + zone, id);
            }
        }
        history();
        window.connect(cluster.workspace(), 60);
        window.select(0);
        Pictures.takeAll(ui(), window.desk(), "cluster-overfull");
        assertThat(ui().text("#server-name")).hasSizeGreaterThan(60);
    }

    private void history() {
        Instant now = cluster.database().now();
        cluster.tenure(
                "scheduler-1", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)), TenureEnd.CLOSED.text());
        cluster.tenure(
                "scheduler-2",
                now.minus(Duration.ofDays(2)),
                now.minus(Duration.ofMinutes(240)),
                TenureEnd.LEASE_ENDED.text());
        cluster.tenure(
                "scheduler-2",
                now.minus(Duration.ofMinutes(239)),
                now.minus(Duration.ofMinutes(200)),
                TenureEnd.STARTED_ANEW.text());
        cluster.tenure(
                "scheduler-9", now.minus(Duration.ofMinutes(199)), now.minus(Duration.ofMinutes(198)), "power cut");
    }

    private Ui ui() {
        return window.ui();
    }

    private String heading() {
        Node node = ui().stage().getScene().getRoot().lookup(".face-empty .subheading");
        return node instanceof Labeled labeled ? labeled.getText() : "";
    }
}
