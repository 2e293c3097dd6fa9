package io.quartermaster.app.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.TestWindow;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.Job;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Routing;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.SkipReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why a firing went where it went, as the page tells it.
class RecordPicturesTest {
    @TempDir
    Path home = Path.of("");

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final List<RecordsPage> pages = new ArrayList<>();
    private @Nullable TestWindow window;

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
        seeded.close();
    }

    @Test
    void theDecisionIsToldStepByStep() {
        Job job = seeded.job("settle-eod");
        RecordId record = seeded.record(job, Desks.NOW.minusSeconds(40), RunStatus.SUCCEED);
        decided(
                record,
                new DecisionRecord(
                                true,
                                List.of(),
                                "CellA",
                                "CellB",
                                3,
                                Policies.Routing.LEAST_ACTIVE,
                                "settle-app@10.0.0.7:51000",
                                "session-1",
                                null)
                        .json());
        open(record);

        window().photograph("records-decision");

        assertThat(decision()).contains("CellA drawn, switched to CellB", "3 fitting clients there");
    }

    @Test
    void whyItWentNowhereIsToldWithTheRunbooksWords() {
        Job job = seeded.job("settle-eod");
        RecordId record = seeded.record(job, Desks.NOW.minusSeconds(40), RunStatus.FAILED);
        decided(
                record,
                DecisionRecord.nowhere(
                                false,
                                new Routing.ZoneDraw("CellA", "CellA"),
                                new DecisionRecord.Failure(
                                        Routing.NONE_IN_ZONE, "drawn CellA", "settle-app", "settleHandler", 4))
                        .json());
        open(record);

        window().photograph("records-nowhere");

        assertThat(decision()).contains(Routing.NONE_IN_ZONE);
    }

    @Test
    void whatAnOlderEngineWroteStaysAsItStandsAndASkipIsWorded() {
        Job job = seeded.job("settle-eod");
        RecordId old = seeded.record(job, Desks.NOW.minusSeconds(90), RunStatus.SUCCEED);
        decided(old, "zone CellA drawn, after the switch CellA, 1 candidate(s)");
        RecordId skipped = seeded.record(job, Desks.NOW.minusSeconds(40), RunStatus.SKIPPED);
        seeded.database()
                .run(handle -> handle.execute(
                        "update trigger_record set error = ?, finished_at = due_at where id = ?",
                        SkipReason.EXCLUDED.text(),
                        skipped.value()));
        open(skipped);
        window().photograph("records-skipped");
        assertThat(ui().isShown("#record-decision")).isFalse();

        want(old);

        ui().await("the old text", () -> texts("#record-details .label").contains("1 candidate(s)"));
        assertThat(ui().isShown("#record-decision")).isFalse();
    }

    private void decided(RecordId record, String decision) {
        seeded.database()
                .run(handle -> handle.execute(
                        "update trigger_record set decision = ? where id = ?", decision, record.value()));
    }

    private void open(RecordId record) {
        window = TestWindow.open(home, (desk, connection) -> {
            RecordsPage page = new RecordsPage(desk, workspace, trace -> {}, run -> {});
            pages.add(page);
            return List.of(page);
        });
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        want(record);
    }

    private void want(RecordId record) {
        Ui.onFx(() -> {
            pages.getFirst().model().want(record);
            pages.getFirst().refresh();
        });
        ui().await(
                        "its story",
                        () -> texts("#record-details .label").contains("#" + record)
                                && !texts(".story-line .label").isEmpty());
    }

    private String decision() {
        ui().node("#record-decision");
        return Ui.onFx(() -> texts("#record-decision .label"));
    }

    /// Asked on the FX thread.
    private String texts(String selector) {
        return ui().stage().getScene().getRoot().lookupAll(selector).stream()
                .map((Node node) -> ((Labeled) node).getText())
                .collect(Collectors.joining("|"));
    }

    private Ui ui() {
        return window().ui();
    }

    private TestWindow window() {
        return java.util.Objects.requireNonNull(window);
    }
}
