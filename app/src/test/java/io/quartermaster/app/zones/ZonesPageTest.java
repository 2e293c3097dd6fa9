package io.quartermaster.app.zones;

import static io.quartermaster.app.zones.ZoneDatabase.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

class ZonesPageTest {
    private static final String A_TO_B = "{\"CellA\":\"CellB\"}";

    @TempDir
    Path home = Path.of("");

    private final ZoneDatabase zones = new ZoneDatabase()
            .server("s1", "CellA", true)
            .server("s2", "CellB", true)
            .clients("CellA", "settle-app", 2);
    private final ZonesWindow window =
            new ZonesWindow(Path.of("target", "zones-window"), zones.database().now());

    @BeforeEach
    void open() {
        window.connectAndWait(zones.workspace(null));
    }

    @AfterEach
    void close() {
        window.close();
        zones.close();
    }

    @Test
    void typingParenthesesShowsTheRefusalAndBlocksApply() {
        typeRow("()");

        assertThat(ui().text("#switch-verdict")).isEqualTo("Written with ( ) instead of { }");
        ui().click("#action-zones-apply");
        assertThat(ui().isShown("#dialog-verb")).isFalse();
        assertThat(zones.row()).isNull();
    }

    @Test
    void anApplyShowsTheStatementAndWritesRowAndAuditAndTheToastTakesItBack() {
        typeRow(A_TO_B);
        assertThat(zoneOf("#switch-from-0")).isEqualTo("CellA");
        assertThat(zoneOf("#switch-to-0")).isEqualTo("CellB");

        ui().click("#action-zones-apply");
        assertThat(ui().text("#dialog-verb")).isEqualTo("Switch CellA to CellB");
        assertThat(ui().text("#switch-statement")).startsWith("insert into antscheduler.config");
        ui().type("#switch-reason", "incident 7").click("#dialog-verb");

        Eventually.until("the row is written", () -> A_TO_B.equals(zones.row()));
        ui().click(".toast-undo");
        Eventually.until("the row is gone", () -> zones.row() == null);
        List<AuditEntry> audit = zones.database().audit().page(INSTANCE, null, 10);
        assertThat(audit).extracting(AuditEntry::action).containsExactly("zone.restore", "zone.switch");
        assertThat(audit.getLast().reason()).isEqualTo("incident 7");
    }

    @Test
    void anArrowDrawnBetweenTwoCellsIsAMove() {
        Node from = ui().node("#cell-CellA");
        Node to = ui().node("#cell-CellB");
        FxRobot robot = new FxRobot();
        robot.drag(from, MouseButton.PRIMARY).dropTo(to);
        ui().pulses(3);

        assertThat(row()).isEqualTo(A_TO_B);
        Bounds arrow = Ui.onFx(() ->
                ui().stage().getScene().getRoot().lookup(".switch-line.draft").getBoundsInParent());
        assertThat(arrow.getWidth()).isGreaterThan(10);
    }

    @Test
    void aRowChangedBySomebodyElseIsShownBesideMineAndCanBeOverwritten() {
        typeRow(A_TO_B);
        zones.byHand("000001", "()");

        ui().click("#action-zones-apply").click("#dialog-verb");
        assertThat(ui().text("#conflict-mine")).isEqualTo(A_TO_B);
        assertThat(ui().text("#conflict-theirs")).isEqualTo("()");
        assertThat(ui().text("#conflict-seen")).isEqualTo("no row");

        ui().click("#conflict-overwrite");
        assertThat(ui().text("#switch-statement")).startsWith("update antscheduler.config");
        ui().click("#dialog-verb");
        Eventually.until("the row is mine", () -> A_TO_B.equals(zones.row()));
    }

    @Test
    void aReadOnlyConnectionBlocksTheSwitchWithItsReason() {
        Ui.onFx(() -> window.desk().actions().writesBlockedProperty().set("this connection is read-only"));
        typeRow(A_TO_B);

        ui().click("#action-zones-apply");

        assertThat(ui().isShown("#dialog-verb")).isFalse();
        assertThat(ui().text(".toast .label")).contains("read-only");
    }

    @Test
    void theProofIsShownAndOpensInTheLogs() throws IOException {
        window.connectAndWait(zones.workspace(home));
        zones.byHand("000001", A_TO_B);
        // two seconds after the switch every server must obey; the log's clock is the database's here
        Instant at = zones.database().now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(home.resolve("job-msg.log"), at + " trace-1 settle-eod ^zoneName$=CellB\n");
        window.refresh();
        ui().await("the row", () -> row().equals(A_TO_B));

        ui().click("#action-zones-prove");
        ui().await("the proof", () -> {
            window.tick();
            return ui().stage().getScene().getRoot().lookup("#proof-open") != null;
        });

        assertThat(ui().text("#proof-head")).isEqualTo("Proved: the move has its line, and no work strayed");
        Ui.onFx(() ->
                ((javafx.scene.control.Button) ui().stage().getScene().getRoot().lookup("#proof-open")).fire());
        assertThat(window.opened()).hasSize(1);
        assertThat(window.opened().getFirst().number()).isEqualTo(1);
    }

    private Ui ui() {
        return window.ui();
    }

    private void typeRow(String text) {
        ui().click("#switch-json").press(KeyCode.CONTROL, KeyCode.A).press(KeyCode.DELETE);
        ui().write(text);
    }

    private String row() {
        return ((TextInputControl) ui().stage().getScene().getRoot().lookup("#switch-json")).getText();
    }

    @SuppressWarnings("unchecked")
    private String zoneOf(String selector) {
        Node node = ui().node(selector);
        return Ui.onFx(() -> ((ComboBox<String>) node).getValue());
    }
}
