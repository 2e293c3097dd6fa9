package io.quartermaster.app.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every face of the page, for people to look at.
class ZonesPicturesTest {
    private static final String A_TO_B = "{\"CellA\":\"CellB\"}";

    @TempDir
    Path home = Path.of("");

    private final ZoneDatabase zones = new ZoneDatabase();
    private final ZonesWindow window = new ZonesWindow(
            Path.of("target", "zones-pictures"), zones.database().now());

    @AfterEach
    void close() {
        window.close();
        zones.close();
    }

    @Test
    void notConnected() {
        Pictures.takeAll(ui(), window.desk(), "zones-off");
        assertThat(ui().isShown(".face-empty")).isTrue();
    }

    @Test
    void noZonesYet() {
        window.connect(zones.workspace(null));
        ui().await("the empty face", () -> shown("#face-retry") == null && text().contains("No zones yet"));
        Pictures.takeAll(ui(), window.desk(), "zones-none");
    }

    @Test
    void broken() {
        zones.close();
        window.connect(zones.workspace(null));
        ui().node("#face-retry");
        Pictures.takeAll(ui(), window.desk(), "zones-broken");
    }

    @Test
    void aSwitchInForceWithItsProof() throws IOException {
        cells();
        zones.byHand("000001", A_TO_B).byHand("000002", "(\"CellA\":\"CellB\")");
        Files.writeString(
                home.resolve("job-msg.log"),
                zones.database().now().plusSeconds(3)
                        + " 8f3a21c0d4e54b7a 000001 settle-eod TOPIC_SETTLE EVENT_EOD ^zoneName$=CellB sent in 4 ms\n");
        window.connectAndWait(zones.workspace(home));
        ui().click("#action-zones-prove");
        ui().await("the proof", () -> {
            window.tick();
            return shown("#proof-open") != null;
        });
        Pictures.takeAll(ui(), window.desk(), "zones-proved");
    }

    @Test
    void workThatStrays() throws IOException {
        cells();
        zones.byHand("000001", A_TO_B);
        Files.writeString(
                home.resolve("job-msg.log"),
                zones.database().now().plusSeconds(5) + " 8f3a21c0d4e54b7a 000001 settle-eod ^zoneName$=CellA\n");
        window.connectAndWait(zones.workspace(home));
        ui().click("#action-zones-prove");
        ui().await("the refutation", () -> shown("#proof-again") != null);
        Pictures.takeAll(ui(), window.desk(), "zones-refuted");
    }

    @Test
    void aDraftThatIsRefused() {
        cells();
        zones.byHand("000001", A_TO_B);
        window.connectAndWait(zones.workspace(null));
        set("{\"CellC\":\"CellB\",\"CellB\":\"CellC\"}");
        ui().click("#action-zones-prove");
        Pictures.takeAll(ui(), window.desk(), "zones-refused");
        set("()");
        Pictures.take(ui(), "zones-parentheses");
    }

    @Test
    void theQuestionAndTheConflict() {
        cells();
        window.connectAndWait(zones.workspace(null));
        set(A_TO_B);
        ui().click("#action-zones-apply");
        ui().node("#dialog-verb");
        Pictures.takeAll(ui(), window.desk(), "zones-question");
        zones.byHand("000001", "()");
        ui().click("#dialog-verb");
        ui().node("#conflict-take");
        Pictures.takeAll(ui(), window.desk(), "zones-conflict");
    }

    @Test
    void overfull() {
        for (int i = 0; i < 60; i++) {
            String zone = "Cell-" + i + (i % 7 == 0 ? "-shanghai-waigaoqiao-availability-zone-3-blue-settlement" : "");
            zones.server("server-" + i, zone, i % 5 != 0).clients(zone, "settle-app", i % 4);
        }
        for (int i = 0; i < 40; i++) {
            zones.byHand("tenant-" + i + "-of-the-settlement-department-with-a-long-name", i % 3 == 0 ? "()" : A_TO_B);
        }
        zones.byHand(
                "000001",
                "{\"Cell-30\":\"Cell-1\",\"Cell-31\":\"Cell-1\",\"Cell-59\":\"Cell-2\",\"Cell-4\":\"Cell-2\"}");
        window.connectAndWait(zones.workspace(null));
        Pictures.takeAll(ui(), window.desk(), "zones-overfull");
    }

    private void cells() {
        zones.server("s1", "CellA", false)
                .server("s2", "CellB", true)
                .server("s3", "CellB", true)
                .server("s4", "CellC", true)
                .server("s5", "CellC", false)
                .clients("CellA", "settle-app", 1)
                .clients("CellB", "settle-app", 4);
    }

    private void set(String row) {
        Node json = ui().node("#switch-json");
        Ui.onFx(() -> ((TextInputControl) json).setText(row));
        ui().pulses(2);
    }

    private Ui ui() {
        return window.ui();
    }

    private String text() {
        Node heading = shown(".face-empty .subheading");
        return heading instanceof javafx.scene.control.Labeled labeled ? labeled.getText() : "";
    }

    private @org.jspecify.annotations.Nullable Node shown(String selector) {
        return ui().stage().getScene().getRoot().lookup(selector);
    }
}
