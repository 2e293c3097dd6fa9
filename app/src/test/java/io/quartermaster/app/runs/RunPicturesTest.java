package io.quartermaster.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.scene.robot.Robot;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runs photographed for people to look at.
class RunPicturesTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final SeededRuns runs = new SeededRuns(seeded);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable RunsPage page;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs().files());
            desk = Desks.of(home, texts, dialogs, tasks);
            desk.theme().start();
            desk.theme().loadFonts();
            page = new RunsPage(desk, workspace, trace -> {}, null);
            Scene scene = new Scene(new StackPane(page.view(), dialogs), 1_000, 700);
            desk.theme().apply(scene);
            stage.setScene(scene);
            page.activate();
        });
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> page().deactivate());
        ui().close();
        desk().tasks().close();
        seeded.close();
    }

    @Test
    void theListAndItsFaces() {
        Pictures.take(ui(), "runs-face-unconnected");
        Job night = runs.night();
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await("empty", () -> page().model().faceProperty().get() == RunsViewModel.Face.EMPTY);
        Pictures.take(ui(), "runs-face-empty");
        seeded.schedule(night, null);
        runs.run(night, ended(), RunStatus.SUCCEED);
        runs.run(night, failing(), RunStatus.FAILED);
        runs.run(night, halfWay(), RunStatus.EXECUTING);
        Ui.onFx(() -> page().refresh());
        ui().await("rows", () -> page().model().rows().size() == 3);
        Pictures.takeAll(ui(), desk(), "runs");
        Ui.onFx(() -> page().showTopology(night.id()));
        ui().await(
                        "columns",
                        () -> page().model().historyProperty().get().columns().size() == 3);
        Ui.onFx(() -> page().model()
                .select(List.of(
                        page().model().rows().get(0).id(),
                        page().model().rows().get(1).id())));
        Pictures.takeAll(ui(), desk(), "runs-history");
        Ui.onFx(() -> desk().actions().run(RunsActions.COMPARE));
        ui().await(
                        "the comparison",
                        () -> Objects.requireNonNull(page().comparing())
                                        .model()
                                        .diffProperty()
                                        .get()
                                != null);
        Pictures.takeAll(ui(), desk(), "runs-compare");
    }

    @Test
    void aRunHalfWayAndItsFailure() {
        Job night = runs.night();
        show(runs.run(night, halfWay(), RunStatus.EXECUTING), 12);
        Pictures.takeAll(ui(), desk(), "run");
        Ui.onFx(() -> model().selectedProperty().set(new NodeId("settle")));
        Pictures.takeAll(ui(), desk(), "run-folded");
        Ui.onFx(() -> model().show(NodeKey.of("shards#1/settle")));
        Pictures.takeAll(ui(), desk(), "run-failed-copy");
        Ui.onFx(() -> desk().actions().run(RunActions.of(Verb.RESET)));
        Pictures.takeAll(ui(), desk(), "run-question");
    }

    @Test
    void timelineListAndPast() {
        Job night = runs.night();
        show(runs.run(night, ended(), RunStatus.SUCCEED), 12);
        ui().click("#run-look-timeline");
        Pictures.takeAll(ui(), desk(), "run-timeline");
        ui().click("#run-look-list");
        Pictures.takeAll(ui(), desk(), "run-list");
        ui().click("#run-look-graph");
        Ui.onFx(() -> {
            model().show(NodeKey.of("report~1.1/print"));
            model().lookAt(30);
        });
        Pictures.takeAll(ui(), desk(), "run-within-past");
    }

    @Test
    void theMenuOfANodeSaysWhatCannotBeDoneAndWhy() {
        Job night = runs.night();
        show(runs.run(night, failing(), RunStatus.FAILED), 12);
        Robot robot = Ui.onFx(Robot::new);
        Ui.onFx(() -> {
            RunView view = Objects.requireNonNull(page().run());
            Placement.Box box =
                    Objects.requireNonNull(view.picture().placement().box(new NodeId("close")));
            robot.mouseMove(Objects.requireNonNull(
                    view.canvas().localToScreen(view.canvas().toRegion(box.centreX(), box.centreY()))));
            robot.mouseClick(MouseButton.SECONDARY);
        });
        ui().await("the menu", () -> menu().size() > 5);
        assertThat(Ui.onFx(this::menu))
                .anyMatch(text -> text.startsWith("Retry")
                        && text.contains("activity instance could not be retried which status is SUCCEED"))
                .contains("Reset");
    }

    private List<String> menu() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .map(item -> Objects.requireNonNullElse(item.getText(), ""))
                .toList();
    }

    @Test
    void whatWasReadStaysWhenTheDatabaseGoesAway() {
        show(runs.run(runs.night(), halfWay(), RunStatus.EXECUTING), 12);
        Ui.onFx(() -> desk().actions().run(RunActions.of(Verb.SET_PARAMETER)));
        ui().node("#runs-param-set");
        Pictures.takeAll(ui(), desk(), "run-set-parameter");
        ui().press(javafx.scene.input.KeyCode.ESCAPE);
        Ui.onFx(() -> desk().actions().run(RunsActions.VERBS));
        ui().node("#verbs-table");
        Pictures.take(ui(), "run-verbs");
        ui().press(javafx.scene.input.KeyCode.ESCAPE);
        seeded.close();
        Ui.onFx(() -> page().refresh());
        ui().await("the trouble", () -> model().troubleProperty().get() != null);
        Pictures.takeAll(ui(), desk(), "run-away");
    }

    @Test
    void tooMuchAndNothing() {
        Job step = seeded.job(Seeded.spec("step").withTrigger(new Trigger.Event()), true);
        Topology topology = SeededRuns.wide(200, step);
        Job job = runs.topology("settle-all-" + "a-very-long-name-".repeat(4), topology);
        Played half = SeededRuns.playedWide(topology, "w70", 120);
        show(runs.run(job, half, RunStatus.EXECUTING), 200);
        Pictures.takeAll(ui(), desk(), "run-200");
        ui().click("#run-look-timeline");
        Pictures.take(ui(), "run-200-timeline");
        Played whole = SeededRuns.playedWide(topology, "", 400);
        for (int i = 0; i < 49; i++) {
            runs.run(job, i % 7 == 0 ? half : whole, i % 7 == 0 ? RunStatus.FAILED : RunStatus.SUCCEED);
        }
        Ui.onFx(() -> page().showTopology(job.id()));
        ui().await(
                        "columns",
                        () -> page().model().historyProperty().get().columns().size() == 50);
        Pictures.takeAll(ui(), desk(), "runs-history-50");
        RecordId never = seeded.record(job, Played.START.plusSeconds(60), RunStatus.FAILED);
        Ui.onFx(() -> page().open(never));
        ui().await("no log", () -> model().faceProperty().get() == RunViewModel.Face.NO_LOG);
        Pictures.take(ui(), "run-face-nolog");
        RecordId later = seeded.record(job, Played.START.plusSeconds(120), RunStatus.EXECUTING);
        Ui.onFx(() -> page().open(later));
        ui().await("not begun", () -> model().faceProperty().get() == RunViewModel.Face.NOT_BEGUN);
        Pictures.take(ui(), "run-face-notbegun");
    }

    @Test
    void theFormOfARun() {
        Job night = runs.night();
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await("topologies", () -> page().model().topologies().size() == 2);
        Ui.onFx(() -> page().showTopology(night.id()));
        ui().await(
                        "read",
                        () -> page().model().chosenJob().isPresent()
                                && page().model().faceProperty().get() == RunsViewModel.Face.EMPTY);
        ui().click("#action-runs-begin");
        ui().node("#begin-run");
        Pictures.takeAll(ui(), desk(), "runs-begin");
    }

    private Played halfWay() {
        // of the last minute by the clock of the database, as the run goes on by that
        return Played.night(seeded.database().now().minusSeconds(52))
                .sent("close")
                .after(10)
                .succeed("close")
                .sent("shards#0/settle")
                .sent("shards#1/settle")
                .sent("rates")
                .after(5)
                .succeed("shards#0/settle")
                .sent("shards#0/post")
                .fail("shards#1/settle", "no account for branch BJ in ledger 2026-11")
                .after(4)
                .succeed("rates")
                .after(31)
                .sent("rates");
    }

    private Played failing() {
        Played played =
                halfWay().succeed("shards#2/settle").succeed("shards#2/post").succeed("shards#0/post");
        return played.succeed("rates", "ready", true);
    }

    private Played ended() {
        Played played = halfWay();
        played.act(Verb.RETRY, "shards#1/settle").after(3).succeed("shards#1/settle");
        played.succeed("shards#2/settle").after(4).succeed("shards#2/post").succeed("shards#1/post");
        played.succeed("shards#0/post").after(8).succeed("rates", "ready", true);
        return played.after(6)
                .succeed("report~1.1/gather", "count", 17)
                .after(12)
                .succeed("report~1.1/print");
    }

    private void show(RecordId run, int nodes) {
        Ui.onFx(() -> {
            workspace.set(seeded.workspace());
            page().open(run);
        });
        ui().await(
                        nodes + " nodes",
                        () -> Objects.requireNonNull(page().run())
                                        .picture()
                                        .placement()
                                        .boxes()
                                        .size()
                                == nodes);
        ui().pulses(3);
    }

    private RunViewModel model() {
        return Objects.requireNonNull(page().run()).model();
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private RunsPage page() {
        return Objects.requireNonNull(page);
    }
}
