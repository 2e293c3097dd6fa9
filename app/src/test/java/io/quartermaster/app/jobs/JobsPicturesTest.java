package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.records.RecordsPage;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of jobs and records with a day's work in them, photographed for people to look at.
class JobsPicturesTest {
    private static final Instant NOW = Desks.NOW;

    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final StackPane root = new StackPane();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable JobsPage jobs;
    private @Nullable RecordsPage records;
    private @Nullable Job eod;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            desk = Desks.of(home, new Texts(Language.ENGLISH), new AnsweringDialogs(), tasks);
            desk.theme().start();
            desk.theme().loadFonts();
            jobs = new JobsPage(desk, workspace, (job, name, record) -> {});
            records = new RecordsPage(desk, workspace, trace -> {}, run -> {});
            Scene scene = new Scene(root, 1_000, 700);
            desk.theme().apply(scene);
            stage.setScene(scene);
        });
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> {
            jobs().deactivate();
            records().deactivate();
        });
        ui().close();
        desk().tasks().close();
        seeded.close();
    }

    @Test
    void theListAndTheSelectedJob() {
        aDaysWork();
        show(jobs().view(), jobs()::activate);
        ui().await("rows", () -> jobs().model().shown().size() > 5);
        Ui.onFx(() -> jobs().model().selectWhenThere(eod().id()));
        ui().await("facts", () -> !root.lookupAll(".inspector-record").isEmpty());
        Pictures.takeAll(ui(), desk(), "jobs");
    }

    @Test
    void theForm() {
        aDaysWork();
        openForm(eod().id());
        Pictures.takeAll(ui(), desk(), "jobs-form");
        ui().type("#job-cron", "0 0 2 * *");
        ui().type("#job-name", "_wrong");
        ui().type("#job-target", "otherHandler");
        ui().pulses(4);
        Pictures.take(ui(), "jobs-form-wrong");
        Ui.onFx(() ->
                ((javafx.scene.control.ScrollPane) Objects.requireNonNull(root.lookup(".form-scroll"))).setVvalue(1));
        Pictures.take(ui(), "jobs-form-below");
    }

    @Test
    void twoSavesAtOnce() {
        aDaysWork();
        openForm(eod().id());
        ui().type("#job-description", "Settles the day after the clearing house has closed");
        ui().type("#job-cron", "0 0 3 * * ?");
        JobSpec bens = eod().spec()
                .withTrigger(new Trigger.Cron("0 30 2 * * ?", ZoneId.of("Asia/Shanghai")))
                .withParams(List.of(new Param("day", Param.Type.STRING, "yesterday")));
        seeded.bensSave(eod(), bens);
        Node save = ui().node("#job-save");
        ui().await("Save", () -> !save.isDisabled());
        ui().click("#job-save");
        ui().node("#conflict");
        Pictures.takeAll(ui(), desk(), "jobs-conflict");
    }

    @Test
    void theFacesOfTheJobs() {
        show(jobs().view(), jobs()::activate);
        Pictures.take(ui(), "jobs-face-unconnected");
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await("empty", () -> jobs().model().faceProperty().get() == JobsViewModel.Face.EMPTY);
        Pictures.take(ui(), "jobs-face-empty");
        Ui.onFx(() -> {
            workspace.set(null);
            seeded.close();
            workspace.set(seeded.workspace());
        });
        ui().await("broken", () -> jobs().model().faceProperty().get() == JobsViewModel.Face.BROKEN);
        Pictures.take(ui(), "jobs-face-broken");
    }

    @Test
    void theRecordsAndTheStoryOfOne() {
        aDaysWork();
        show(records().view(), records()::activate);
        ui().await("rows", () -> records().model().rows().size() > 5);
        Ui.onFx(() -> records()
                .model()
                .selectedProperty()
                .set(records().model().rows().get(2)));
        ui().await("story", () -> !root.lookupAll(".story-line").isEmpty());
        Pictures.takeAll(ui(), desk(), "records");
    }

    @Test
    void theFacesOfTheRecords() {
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        show(records().view(), records()::activate);
        ui().await("empty", () -> records().model().updatedProperty().get() != null);
        Pictures.take(ui(), "records-face-empty");
    }

    private void openForm(JobId id) {
        show(jobs().view(), jobs()::activate);
        ui().await("rows", () -> jobs().model().shown().size() > 5);
        Ui.onFx(() -> {
            jobs().model().selectWhenThere(id);
            desk().actions().run(JobsActions.EDIT);
        });
        ui().await("fires", () -> root.lookupAll(".fires-at").size() == 5);
        ui().pulses(3);
    }

    private void show(Node view, Runnable activate) {
        Ui.onFx(() -> {
            root.getChildren().setAll(view);
            activate.run();
        });
        ui().pulses(3);
    }

    private void aDaysWork() {
        seeded.client("settle-app", "settleHandler", "SIMPLE");
        seeded.client("settle-app", "settleHandler", "SIMPLE");
        seeded.client("settle-app", "splitHandler", "CLUSTER_SPLIT");
        eod = seeded.job(
                Seeded.spec("settle-eod")
                        .withParams(List.of(
                                new Param("day", Param.Type.STRING, "today"),
                                new Param("currencies", Param.Type.LIST, "CNY\nUSD\nEUR"))),
                true);
        Job hourly = seeded.job(
                Seeded.spec("recon-hourly").withTrigger(new Trigger.Cron("0 5 * * * ?", ZoneId.of("UTC"))), true);
        Job message =
                seeded.job(Seeded.spec("notify-branches").withTarget(JobType.MESSAGE, "", "EC_BRANCH_CLOSED"), true);
        Job off = seeded.job(Seeded.spec("archive-ledger"), false);
        Job event = seeded.job(Seeded.spec("reprice").withTrigger(new Trigger.Event()), true);
        seeded.job(Seeded.spec("orphan").withTarget(JobType.SIMPLE, "risk-app", "riskHandler"), true);
        Job rate = seeded.job(
                Seeded.spec("heartbeat")
                        .withTrigger(new Trigger.FixedRate(NOW, Duration.ofSeconds(90), ZoneId.of("UTC"))),
                true);
        Job once = seeded.job(
                Seeded.spec("migrate-once-" + "a-very-long-name".repeat(6))
                        .withTrigger(new Trigger.OneTime(NOW.plusSeconds(86_400), ZoneId.of("Asia/Shanghai"))),
                true);
        seeded.schedule(eod(), NOW.plusSeconds(43_200));
        seeded.schedule(hourly, NOW.plusSeconds(300));
        seeded.schedule(message, NOW.plusSeconds(42));
        seeded.schedule(off, null);
        seeded.schedule(event, null);
        seeded.schedule(rate, NOW.plusSeconds(7));
        seeded.schedule(once, NOW.plusSeconds(86_400));
        for (int i = 40; i > 2; i--) {
            seeded.record(eod(), NOW.minusSeconds(i * 3_600L), RunStatus.SUCCEED);
        }
        seeded.record(hourly, NOW.minusSeconds(3_300), RunStatus.FAILED);
        seeded.record(message, NOW.minusSeconds(900), RunStatus.SUCCEED);
        seeded.record(event, NOW.minusSeconds(60), RunStatus.SKIPPED);
        RecordId failed = seeded.record(eod(), NOW.minusSeconds(40), RunStatus.FAILED);
        story(failed);
        seeded.record(rate, NOW.minusSeconds(30), RunStatus.EXECUTING);
        seeded.record(rate, NOW.minusSeconds(12), RunStatus.TIMEOUT);
        Ui.onFx(() -> workspace.set(seeded.workspace()));
    }

    private void story(RecordId record) {
        Instant due = NOW.minusSeconds(40);
        seeded.event(record, 1, due.plusMillis(900), "PROGRESS", "account 740 of 1,204");
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private JobsPage jobs() {
        return Objects.requireNonNull(jobs);
    }

    private RecordsPage records() {
        return Objects.requireNonNull(records);
    }

    private Job eod() {
        return Objects.requireNonNull(eod);
    }
}
