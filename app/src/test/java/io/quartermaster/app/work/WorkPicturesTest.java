package io.quartermaster.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.records.RecordRow;
import io.quartermaster.app.records.RecordsPage;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.ChunkStatus;
import java.nio.file.Path;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of work that is cut up, from its record on, photographed for people to look at.
class WorkPicturesTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final WorkRows rows = new WorkRows(seeded);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable RecordsPage page;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            Desk made = Desks.of(home, texts, dialogs, BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            }));
            made.theme().start();
            made.theme().loadFonts();
            RecordsPage fresh = new RecordsPage(made, workspace, trace -> {}, run -> {});
            Scene scene = new Scene(new StackPane(fresh.view(), dialogs), 1_000, 700);
            made.theme().apply(scene);
            stage.setScene(scene);
            desk = made;
            page = fresh;
        });
        Ui.onFx(() -> workspace.set(seeded.workspace()));
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> page().deactivate());
        ui().close();
        desk().tasks().close();
        seeded.close();
    }

    @Test
    void aRunThatGoesOnFromItsRecordToItsChunks() {
        Job job = seeded.job(WorkRows.cluster("settle-all-accounts"), true);
        RecordId record = seeded.record(job, Desks.NOW.minusSeconds(95), RunStatus.EXECUTING);
        long run = rows.run(job, record, RunStatus.EXECUTING, 2);
        rows.machine(run, 0, RunStatus.EXECUTING, "")
                .machine(run, 1, RunStatus.EXECUTING, "")
                .machine(run, 2, RunStatus.FAILED, "its last link ended: said nothing for 10 s")
                .machine(run, 3, RunStatus.EXECUTING, "");
        rows.chunks(run, 0, "SPLIT", 1, 1, ChunkStatus.SUCCEED)
                .chunks(run, 1, "SPLIT", 2, 41, ChunkStatus.SUCCEED)
                .chunks(run, 2, "EXECUTE", 42, 240, ChunkStatus.SUCCEED)
                .chunks(run, 2, "EXECUTE", 241, 252, ChunkStatus.FAILED)
                .chunks(run, 2, "EXECUTE", 253, 276, ChunkStatus.EXECUTING)
                .chunks(run, 2, "EXECUTE", 277, 420, ChunkStatus.WAITING);
        select();
        ui().await("its machines", () -> root().lookupAll(".level-toggle").size() == 4);
        ui().click(".level-toggle");
        ui().await("its chunks", () -> !root().lookupAll(".level-chunks .label").isEmpty());
        Pictures.takeAll(ui(), desk(), "records-levels");
        ui().click("#record-open-work");
        ui().node("#work-layer-2");
        ui().await("chunks", () -> work().model().chunks().chunks().size() == ChunkPages.PAGE);
        Pictures.takeAll(ui(), desk(), "work");

        ui().type("#work-limit", "50");
        ui().click("#action-work-limit");
        ui().pulses(3);
        Pictures.take(ui(), "work-limit-asked");
    }

    @Test
    void tenThousandChunksAndOneThatFailed() {
        Job job = seeded.job(WorkRows.cluster("settle-all-accounts-of-" + "a-very-long-name-".repeat(5) + "x"), true);
        RecordId record = seeded.record(job, Desks.NOW.minusSeconds(95), RunStatus.FAILED);
        long run = rows.run(job, record, RunStatus.FAILED, 2);
        seeded.database()
                .run(handle -> handle.execute(
                        "update work_run set error = 'chunk 9998 failed 3 times: duplicate key 4711 in ledger_2026'"));
        for (int i = 0; i < 4; i++) {
            rows.machine(run, i, RunStatus.SUCCEED, "");
        }
        rows.chunks(run, 0, "SPLIT", 1, 10, ChunkStatus.SUCCEED)
                .chunks(run, 2, "EXECUTE", 11, 9_990, ChunkStatus.SUCCEED)
                .chunks(run, 2, "EXECUTE", 9_991, 9_998, ChunkStatus.FAILED)
                .chunks(run, 2, "EXECUTE", 9_999, 10_000, ChunkStatus.CANCEL);
        select();
        ui().await("its machines", () -> root().lookupAll(".level-toggle").size() == 4);
        Ui.onFx(() -> page().openWork(record));
        ui().node("#work-layer-2");
        Ui.onFx(() -> work().model().chunks().statusProperty().set(ChunkStatus.FAILED));
        ui().await("failed chunks", () -> work().model().chunks().chunks().size() == 8);
        Pictures.takeAll(ui(), desk(), "work-failed");
    }

    @Test
    void workInOnePieceHasNothingToShow() {
        Job job = seeded.job("settle-eod");
        RecordId record = seeded.record(job, Desks.NOW.minusSeconds(95), RunStatus.SUCCEED);
        select();
        assertThat(ui().isShown("#record-open-work")).isFalse();
        Ui.onFx(() -> page().openWork(record));
        ui().node(".face-empty");
        Pictures.take(ui(), "work-none");
        ui().click("#work-back");
        ui().node("#record-details");
    }

    private void select() {
        Ui.onFx(() -> page().activate());
        ui().await("a row", () -> !page().model().rows().isEmpty());
        RecordRow first = page().model().rows().getFirst();
        Ui.onFx(() -> page().model().selectedProperty().set(first));
        ui().node("#record-details");
    }

    private javafx.scene.Parent root() {
        return ui().stage().getScene().getRoot();
    }

    private WorkPane work() {
        return (WorkPane) Objects.requireNonNull(root().lookup("#work"));
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private RecordsPage page() {
        return Objects.requireNonNull(page);
    }
}
