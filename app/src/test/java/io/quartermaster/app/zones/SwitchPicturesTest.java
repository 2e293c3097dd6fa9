package io.quartermaster.app.zones;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page with a switch in its stages, for people to look at.
class SwitchPicturesTest {
    private static final String A_TO_B = "{\"CellA\":\"CellB\"}";

    @TempDir
    Path home = Path.of("");

    private final ZoneDatabase zones = new ZoneDatabase();
    private final ZonesWindow window = new ZonesWindow(
            Path.of("target", "switch-pictures"), zones.database().now());

    @AfterEach
    void close() {
        window.close();
        zones.close();
    }

    @Test
    void aSwitchInForceWithItsProof() throws IOException {
        zones.threeCells();
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
    void aFreshServerThatSentNoMessageYet() {
        zones.threeCells();
        zones.byHand("000001", A_TO_B);
        window.connectAndWait(zones.workspace(home));
        ui().click("#action-zones-prove");
        ui().await("the note", () -> shown("#proof-fresh") != null);
        Pictures.takeAll(ui(), window.desk(), "zones-fresh");
    }

    @Test
    void workThatStrays() throws IOException {
        zones.threeCells();
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
        zones.threeCells();
        zones.byHand("000001", A_TO_B);
        window.connectAndWait(zones.workspace(null));
        window.setRow("{\"CellC\":\"CellB\",\"CellB\":\"CellC\"}");
        ui().click("#action-zones-prove");
        Pictures.takeAll(ui(), window.desk(), "zones-refused");
        window.setRow("()");
        Pictures.take(ui(), "zones-parentheses");
    }

    @Test
    void theQuestionAndTheConflict() {
        zones.threeCells();
        window.connectAndWait(zones.workspace(null));
        window.setRow(A_TO_B);
        ui().click("#action-zones-apply");
        ui().node("#dialog-verb");
        Pictures.takeAll(ui(), window.desk(), "zones-question");
        zones.byHand("000001", "()");
        ui().click("#dialog-verb");
        ui().node("#conflict-take");
        Pictures.takeAll(ui(), window.desk(), "zones-conflict");
    }

    private Ui ui() {
        return window.ui();
    }

    private @org.jspecify.annotations.Nullable Node shown(String selector) {
        return ui().stage().getScene().getRoot().lookup(selector);
    }
}
