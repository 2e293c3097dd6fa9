package io.quartermaster.app.debugger;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.desk.Answer;
import io.quartermaster.model.topology.desk.Stop;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.NodeStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The debugger photographed for people to look at.
class DebuggerPicturesTest {
    @TempDir
    Path home;

    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final StackPane root = new StackPane();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable DebuggerPage page;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            desk = Desks.of(home, new Texts(Language.ENGLISH), new AnsweringDialogs(), tasks);
            desk.theme().start();
            desk.theme().loadFonts();
            page = new DebuggerPage(desk, workspace, () -> "settle-cluster", Optional::empty);
            root.getChildren().setAll(page.view());
            Scene scene = new Scene(root, 1_000, 700);
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
    }

    @Test
    void nothingAtTheDesk() {
        Pictures.takeAll(ui(), desk(), "debugger-empty");
    }

    @Test
    void atAStopAmongCopiesAndWaits() {
        show(Samples.settlement());
        Ui.onFx(() -> {
            model().answer(
                            new NodeId("rates"),
                            new Answer.Stub(Told.succeed(Duration.ofSeconds(3)).writing("ratesReady", true)));
            model().answer(
                            new NodeId("settle"),
                            new Answer.FailsFirst(
                                    1,
                                    Told.fail("the ledger is locked", Duration.ofSeconds(30)),
                                    Told.succeed(Duration.ofMinutes(2))));
            model().toggleStop(new NodeId("notify"));
            model().stops().add(new Stop.Reaches(model().shown().spot(new NodeId("settle")), NodeStatus.FAILED));
            model().stops().add(new Stop.Changes("count", 5));
            model().set("count", Param.Type.INT, "7");
        });
        did(model()::goOn);
        Pictures.takeAll(ui(), desk(), "debugger-stopped");
        tab(1);
        Pictures.take(ui(), "debugger-values");
        tab(2);
        Pictures.take(ui(), "debugger-stops");
    }

    @Test
    void aRecordedRunAgain() {
        show(Samples.recorded());
        did(model()::goOn);
        Ui.onFx(() -> model().shown().select(Selection.of(new NodeId("post"))));
        Pictures.takeAll(ui(), desk(), "debugger-recorded");
        Ui.onFx(() -> model().shown().showWithin(new NodeId("report")));
        laidOut();
        Pictures.take(ui(), "debugger-within");
    }

    @Test
    void waitingForHoursAndForAHandlerThatIsNotThere() {
        show(Samples.settlement());
        Ui.onFx(() -> model().answer(
                        new NodeId("rates"),
                        new Answer.Stub(Told.succeed(Duration.ofSeconds(3)).writing("ratesReady", true))));
        did(() -> model().runTo(new NodeId("unshard")));
        Pictures.take(ui(), "debugger-waiting");
        Ui.onFx(() -> {
            model().restart();
            model().answer(new NodeId("close"), new Answer.Live("settle-app", "close"));
            model().shown().select(Selection.of(new NodeId("close")));
        });
        did(model()::goOn);
        Pictures.takeAll(ui(), desk(), "debugger-live-off");
    }

    private void tab(int index) {
        TabPane tabs = (TabPane) ui().node("#debugger-tabs");
        Ui.onFx(() -> tabs.getSelectionModel().select(index));
    }

    private void did(Runnable deed) {
        Ui.onFx(deed);
        ui().await("it stands", () -> !model().busyProperty().get());
        ui().pulses(3);
    }

    private void show(Opening opening) {
        Ui.onFx(() -> page().open(opening));
        laidOut();
    }

    private void laidOut() {
        ui().await("the layout", () -> {
            DebuggerView view = page().opened();
            return view != null
                    && !view.picture().settling()
                    && !view.picture().placement().boxes().isEmpty();
        });
        ui().pulses(3);
    }

    private DebuggerViewModel model() {
        return page().model();
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private DebuggerPage page() {
        return Objects.requireNonNull(page);
    }
}
