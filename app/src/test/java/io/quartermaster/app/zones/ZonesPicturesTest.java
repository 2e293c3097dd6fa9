package io.quartermaster.app.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import java.nio.file.Path;
import javafx.scene.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every face of the page, for people to look at.
class ZonesPicturesTest {
    private static final String A_TO_B = "{\"CellA\":\"CellB\"}";

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
