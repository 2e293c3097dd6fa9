package io.quartermaster.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.WorkPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every face of the clients' page, for people to look at.
class ClientsPicturesTest {
    private static final Instant NOW = Desks.NOW;

    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ClientRows rows = new ClientRows(seeded);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable ClientsPage page;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            Desk made = Desks.of(home, new Texts(Language.ENGLISH), new AnsweringDialogs(), tasks);
            made.theme().start();
            made.theme().loadFonts();
            ClientsPage fresh = new ClientsPage(made, workspace, new ClientsPage.Opens() {
                @Override
                public void records(JobId job, String name, @Nullable RecordId record) {}

                @Override
                public void record(RecordId record) {}
            });
            Scene scene = new Scene((javafx.scene.Parent) fresh.view(), 1_000, 700);
            made.theme().apply(scene);
            stage.setScene(scene);
            fresh.activate();
            desk = made;
            page = fresh;
        });
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> page().deactivate());
        ui().close();
        Objects.requireNonNull(desk).tasks().close();
        seeded.close();
    }

    @Test
    void notConnectedAndNobodyThere() {
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "clients-off");
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await("empty", () -> page().model().faceProperty().get() == ClientsViewModel.Face.EMPTY);
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "clients-empty");
        assertThat(ui().isShown(".face-empty")).isTrue();
    }

    @Test
    void aDaysClientsAndTheSelectedOne() {
        rows.client(
                "9f2c41d07b",
                "settle-app",
                "10.0.0.7",
                "CellA",
                NOW.minusSeconds(7_200),
                ClientRows.SETTLING,
                "scheduler-1",
                "scheduler-2",
                "scheduler-3");
        rows.client(
                "1b7e90aa42",
                "settle-app",
                "10.0.0.8",
                "CellB",
                NOW.minusSeconds(90),
                ClientRows.SETTLING,
                "scheduler-1",
                "scheduler-2");
        rows.client(
                "77aa00cc11",
                "report-app",
                "app-report-with-a-very-long-name-01.cell-a.bank.internal",
                "CellA",
                NOW.minusSeconds(86_400 * 9),
                Map.of("publish", HandlerKind.SIMPLE),
                "scheduler-2");
        rows.client("00dd11ee22", "empty-app", "10.0.0.12", "CellA", NOW.minusSeconds(30), Map.of(), "scheduler-2");
        rows.client(
                "55bb66cc77",
                "settle-app",
                "10.0.0.9",
                "CellB",
                NOW.minusSeconds(9_000),
                ClientRows.SETTLING,
                "scheduler-1");
        rows.left("55bb66cc77", "scheduler-1", NOW.minusSeconds(340), "said nothing for 10 s");
        Job eod = seeded.job("settle-eod");
        seeded.job(Seeded.spec("risk-hourly").withTarget(JobType.SIMPLE, "risk-app", "riskHandler"), true);
        seeded.job(
                Seeded.spec("settle-all")
                        .withTarget(JobType.CLUSTER, "settle-app", "settleAll")
                        .withWork(WorkPlan.WHOLE.withSplits(List.of("byTable", "settleHandler", "byPage"))),
                true);
        Instant real = seeded.database().now();
        rows.record(eod, real.minusSeconds(30), "EXECUTING", "settle-app@10.0.0.7:51000", "");
        rows.record(eod, real.minusSeconds(630), "SUCCEED", "settle-app@10.0.0.7:51002", "");
        rows.record(
                eod,
                real.minusSeconds(1_230),
                "FAILED",
                "settle-app@10.0.0.7:51001",
                "java.lang.IllegalStateException: ledger 2026-11-20 is closed already\n\tat bank.settle.Ledger.open(Ledger.java:88)");
        connect(5);
        Ui.onFx(() ->
                page().model().selectedProperty().set(page().model().rows().get(2)));
        ui().await(
                        "its runs",
                        () -> ui().stage()
                                        .getScene()
                                        .getRoot()
                                        .lookupAll(".inspector-record")
                                        .size()
                                >= 4);
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "clients");
        Ui.onFx(() ->
                page().model().selectedProperty().set(page().model().rows().getLast()));
        ui().node("#client-left");
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "clients-left");
    }

    @Test
    void aThousandClients() {
        for (int i = 0; i < 1_000; i++) {
            rows.client(
                    "client-" + i,
                    "app-" + i % 40,
                    "10.0." + i / 250 + "." + i % 250,
                    "Cell" + (char) ('A' + i % 6),
                    NOW.minusSeconds(i * 60L),
                    ClientRows.SETTLING,
                    "scheduler-1",
                    "scheduler-2");
        }
        connect(1_000);
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "clients-many");
        Ui.onFx(() -> page().model().filterProperty().set("nobody at all"));
        ui().await("nothing", () -> page().model().faceProperty().get() == ClientsViewModel.Face.NOTHING_MATCHES);
        Pictures.take(ui(), "clients-nothing");
    }

    private void connect(int clients) {
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await(clients + " clients", () -> page().model().rows().size() == clients);
        ui().pulses(3);
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private ClientsPage page() {
        return Objects.requireNonNull(page);
    }
}
