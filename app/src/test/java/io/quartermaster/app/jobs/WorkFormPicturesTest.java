package io.quartermaster.app.jobs;

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
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.ZoneScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The form of jobs whose work is cut up, photographed for people to look at.
class WorkFormPicturesTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final StackPane root = new StackPane();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable JobsPage jobs;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            Desk made = Desks.of(home, new Texts(Language.ENGLISH), new AnsweringDialogs(), tasks);
            made.theme().start();
            made.theme().loadFonts();
            desk = made;
            jobs = new JobsPage(made, workspace, (job, name, record) -> {});
            Scene scene = new Scene(root, 1_000, 700);
            made.theme().apply(scene);
            stage.setScene(scene);
        });
        seeded.client("settle-app", "byTable", "CLUSTER_SPLIT");
        seeded.client("settle-app", "settleAll", "CLUSTER_EXECUTE");
        seeded.client("settle-app", "settleHandler", "SIMPLE");
        seeded.client("report-app", "publish", "SIMPLE");
        Ui.onFx(() -> workspace.set(seeded.workspace()));
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> Objects.requireNonNull(jobs).deactivate());
        ui().close();
        Objects.requireNonNull(desk).tasks().close();
        seeded.close();
    }

    @Test
    void aClusterJobWithHandlersOfTheWrongKind() {
        Policies chosen = new Policies(
                Policies.DEFAULT.missed(),
                Policies.DEFAULT.timeout(),
                Policies.DEFAULT.onTimeout(),
                2,
                Policies.DEFAULT.backOff(),
                true,
                Policies.Communication.ONEWAY,
                Policies.Routing.CHOSEN);
        openForm(seeded.job(
                Seeded.spec("settle-all")
                        .withTarget(JobType.CLUSTER, "settle-app", "settleAll")
                        .withZones(new ZoneScope.Named(List.of("CellA", "CellB")))
                        .withPolicies(chosen)
                        .withWork(new WorkPlan(
                                List.of(),
                                1,
                                List.of("byTable", "settleHandler", "byPage"),
                                500,
                                List.of("10.0.0.7", "app-2.local"))),
                true));
        ui().await("a warning", () -> root.lookup("#job-handler-warning-2").isVisible());
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "jobs-form-cluster");
        below(0.62);
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "jobs-form-cluster-below");
    }

    @Test
    void aSimpleJobWithStepsAndShards() {
        openForm(seeded.job(
                Seeded.spec("settle-steps")
                        .withZones(new ZoneScope.Each())
                        .withWork(new WorkPlan(List.of("publish", "archive"), 8, List.of(), 0, List.of())),
                true));
        ui().await("a warning", () -> root.lookup("#job-handler-warning-1").isVisible());
        Pictures.takeAll(ui(), Objects.requireNonNull(desk), "jobs-form-steps");
        ui().click("#job-handler-add");
        ui().await("a third step", () -> root.lookup("#job-handler-4") != null);
        ui().pulses(3);
        Pictures.take(ui(), "jobs-form-steps-added");
    }

    private void below(double share) {
        Ui.onFx(() -> ((ScrollPane) Objects.requireNonNull(root.lookup(".form-scroll"))).setVvalue(share));
    }

    private void openForm(Job job) {
        JobsPage page = Objects.requireNonNull(jobs);
        Ui.onFx(() -> {
            root.getChildren().setAll(page.view());
            page.activate();
        });
        ui().await("rows", () -> !page.model().shown().isEmpty());
        Ui.onFx(() -> {
            page.model().selectWhenThere(job.id());
            Objects.requireNonNull(desk).actions().run(JobsActions.EDIT);
        });
        ui().await("fires", () -> root.lookupAll(".fires-at").size() == 5);
        ui().pulses(3);
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }
}
