package io.quartermaster.app.diagnosis;

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
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.store.engine.ClientSessions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/// Why a record found nobody, from its button on, photographed for people to look at.
class DiagnosisPicturesTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
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
        Ui.onFx(() -> Objects.requireNonNull(page).deactivate());
        ui().close();
        desk().tasks().close();
        seeded.close();
    }

    @Test
    void nobodyIsThereAnyMore() {
        ClientSessions sessions = new ClientSessions(seeded.database());
        Instant now = seeded.database().now();
        for (String id : List.of("p1", "p2")) {
            sessions.connected(
                    "scheduler-1",
                    new ClientSessions.Session(
                            id,
                            Seeded.INSTANCE,
                            "settle-app",
                            "10.0.0.7:51000",
                            "CellA",
                            "10.0.0.7",
                            7,
                            id,
                            now.minusSeconds(7_200),
                            Map.of("byTable", HandlerKind.CLUSTER_SPLIT, "settleHandler", HandlerKind.SIMPLE)));
        }
        sessions.disconnected("p1", now.minusSeconds(300), "said nothing for 10 s");
        sessions.disconnected("p2", now.minusSeconds(290), "the application was stopped");
        seeded.database().config().setZoneSwitch(Seeded.INSTANCE, null, "{\"CellA\":\"CellB\"}", Seeded.ANNA, null);
        Job job = seeded.job(Seeded.spec("settle-eod").withZones(new ZoneScope.Named(List.of("CellA", "CellB"))), true);
        seeded.record(job, now.minusSeconds(100), RunStatus.FAILED);
        select();
        ui().click("#record-diagnose");
        ui().node("#check-CLIENT");
        Pictures.takeAll(ui(), desk(), "diagnosis");
        Ui.onFx(() -> desk().texts().languageProperty().set(Language.CHINESE));
        ui().click("#diagnosis-again");
        ui().node("#check-CLIENT");
        Pictures.take(ui(), "diagnosis-again-zh");
        ui().click("#diagnosis-close");
    }

    private void select() {
        Ui.onFx(() -> Objects.requireNonNull(page).activate());
        ui().await("a row", () -> !Objects.requireNonNull(page).model().rows().isEmpty());
        RecordRow first = Objects.requireNonNull(page).model().rows().getFirst();
        Ui.onFx(() -> Objects.requireNonNull(page).model().selectedProperty().set(first));
        ui().node("#record-details");
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }
}
