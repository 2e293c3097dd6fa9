package io.quartermaster.app.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.SampleTopologies;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.TestWindow;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.app.topologies.Links;
import io.quartermaster.app.topologies.TopologiesPage;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.server.EmbeddedEngine;
import io.quartermaster.server.EmbeddedSettings;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A topology debugged with mouse and keyboard: opened, stopped, edited, gone back in, answered by a handler of one's
/// own, and gone on with to the end.
class DebuggerFlowTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private @Nullable TestWindow window;
    private @Nullable DebuggerPage page;
    private @Nullable EmbeddedEngine engine;

    /// The developer's own.
    private static final class Rates implements ISimpleJobHandler {
        @Override
        public ClientCommonResult handle(JobExecuteContext context) {
            context.putCustomParams("ratesReady", true);
            return ClientCommonResult.buildSuccessResult();
        }

        @Override
        public String getName() {
            return "rates";
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }
    }

    @BeforeEach
    void open() {
        engine =
                EmbeddedEngine.start(EmbeddedSettings.in(home.resolve("engine")).withPort(0));
        window = TestWindow.open(home, (desk, connection) -> {
            DebuggerPage debugger =
                    new DebuggerPage(desk, workspace, () -> "settle-cluster", () -> Optional.ofNullable(engine)
                            .map(EmbeddedEngine::liveCalls));
            page = debugger;
            Links links = Links.NONE.withDebug(
                    (job, version) -> debugger.open(Objects.requireNonNull(workspace.get()), job, version, () -> {}));
            return List.of(new TopologiesPage(desk, workspace, () -> {}, links), debugger);
        });
    }

    @AfterEach
    void close() {
        assertThat(window().failures()).isEmpty();
        window().close();
        Objects.requireNonNull(engine).close();
        seeded.close();
    }

    @Test
    void aTopologyIsStoppedEditedGoneBackInAnsweredLiveAndRunToItsEnd() throws IOException {
        seed();
        Ui ui = window().ui();
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        openFromTheTopologies();
        ui.click("#nav-debugger");
        laidOut();
        assertThat(ui.text("#debugger-origin")).contains("settle-cluster", "read-only", "nothing is sent there");

        select("close");
        ui.press(KeyCode.F9);
        assertThat(model().stops().lines()).hasSize(1);
        select("settle");
        ui.press(KeyCode.F9);
        press(KeyCode.F8);
        ui.awaitText("#debugger-halt", text -> text.contains("before settle-branch"));
        assertThat(status("close")).isEqualTo(NodeStatus.SUCCEED);
        Pictures.take(ui, "flow-debugger-stopped");

        editForSettle();
        assertThat(value("forSettle").value()).isEqualTo(false);
        press(KeyCode.SHIFT, KeyCode.F10);
        assertThat(value("forSettle").value()).isEqualTo(true);
        press(KeyCode.SHIFT, KeyCode.F10);
        assertThat(status("close")).isEqualTo(NodeStatus.EXECUTING);

        try (SchedulerClient client = attach()) {
            answerLive();
            press(KeyCode.F8);
            press(KeyCode.F8);
            confirmed();
            ui.awaitText("#debugger-halt", text -> text.contains("The run is over"));
        }
        assertThat(model().standingProperty().get().status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(value("ratesReady").writer()).isEqualTo(NodeKey.of("rates"));
        assertThat(status("report~1.1/step")).isEqualTo(NodeStatus.SUCCEED);
        Pictures.take(ui, "flow-debugger-ended");
        assertThat(seeded.database()
                        .records()
                        .page(
                                seeded.workspace().instance(),
                                io.quartermaster.store.RecordRepository.Filter.ALL,
                                null,
                                10))
                .isEmpty();
    }

    /// The topology's own breakpoint holds the run after reprice-book.
    private void confirmed() {
        Ui ui = window().ui();
        ui.awaitText("#debugger-halt", text -> text.contains("Held by a breakpoint"));
        select("reprice");
        Ui.onFx(() -> model().act(io.quartermaster.model.topology.run.Verb.CONFIRM, NodeKey.of("reprice")));
        press(KeyCode.F8);
    }

    private void seed() {
        List<Job> jobs = Stream.of("close", "settle", "post", "rates", "reprice", "note", "notify")
                .map(name -> SampleTopologies.member(seeded, name))
                .toList();
        Job nested = SampleTopologies.topology(seeded, "month-end");
        SampleTopologies.published(
                seeded,
                nested,
                io.quartermaster.model.topology.Topology.of(
                        List.of(
                                io.quartermaster.model.topology.Node.of(
                                        "start", new io.quartermaster.model.topology.Part.Start()),
                                io.quartermaster.model.topology.Node.of(
                                        "step",
                                        io.quartermaster.model.topology.Part.task(
                                                jobs.getFirst().id().value())),
                                io.quartermaster.model.topology.Node.of(
                                        "end", new io.quartermaster.model.topology.Part.End())),
                        List.of(
                                io.quartermaster.model.topology.Edge.of("start", "step"),
                                io.quartermaster.model.topology.Edge.of("step", "end")),
                        List.of()));
        Job job = SampleTopologies.topology(seeded, "settle-eod");
        SampleTopologies.published(seeded, job, SampleTopologies.endOfDay(jobs, nested));
    }

    private void openFromTheTopologies() {
        Ui ui = window().ui();
        TableView<?> table = (TableView<?>) ui.node("#topologies-table");
        ui.await("the rows", () -> table.getItems().size() == 2);
        Ui.onFx(() -> {
            for (int i = 0; i < table.getItems().size(); i++) {
                if (String.valueOf(table.getItems().get(i)).contains("settle-eod")) {
                    table.getSelectionModel().select(i);
                }
            }
        });
        ui.click("#action-topologies-open");
        ui.click("#action-topologies-debug");
        ui.await("it lies there", () -> page().opened() != null);
    }

    private void editForSettle() {
        Ui ui = window().ui();
        tab(1);
        ui.pulses(3);
        TableView<?> table = (TableView<?>) ui.node("#debugger-values");
        int row = Ui.onFx(() -> {
            for (int i = 0; i < table.getItems().size(); i++) {
                if (table.getItems().get(i).toString().contains("forSettle")) {
                    return i;
                }
            }
            throw new AssertionError("no forSettle");
        });
        javafx.scene.Node cell = Ui.onFx(() -> table.lookupAll(".table-cell").stream()
                .filter(each -> each instanceof javafx.scene.control.TableCell<?, ?> one
                        && one.getIndex() == row
                        && "value".equals(one.getTableColumn().getId()))
                .findFirst()
                .orElseThrow());
        Robot robot = Ui.onFx(Robot::new);
        Ui.onFx(() -> {
            Bounds bounds = cell.localToScreen(cell.getBoundsInLocal());
            robot.mouseMove(bounds.getCenterX(), bounds.getCenterY());
            robot.mouseClick(MouseButton.PRIMARY);
            robot.mouseClick(MouseButton.PRIMARY);
        });
        ui.pulses(3);
        ui.press(KeyCode.CONTROL, KeyCode.A).write("false").press(KeyCode.ENTER);
        ui.pulses(2);
    }

    private void answerLive() {
        Ui ui = window().ui();
        tab(0);
        select("rates");
        ui.pulses(2);
        @SuppressWarnings("unchecked")
        ComboBox<AnswerDraft.Kind> kind = (ComboBox<AnswerDraft.Kind>) ui.node("#debugger-kind");
        Ui.onFx(() -> {
            kind.setValue(AnswerDraft.Kind.LIVE);
            ComboBox<?> live = (ComboBox<?>) kind.getScene().lookup("#debugger-live");
            assertThat(live.getItems()).hasSize(1);
            live.getSelectionModel().select(0);
        });
        ui.pulses(2);
    }

    private void tab(int index) {
        TabPane tabs = (TabPane) window().ui().node("#debugger-tabs");
        Ui.onFx(() -> tabs.getSelectionModel().select(index));
        window().ui().pulses(3);
    }

    private SchedulerClient attach() throws IOException {
        Properties attach = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("engine").resolve(EmbeddedEngine.ATTACH_FILE))) {
            attach.load(reader);
        }
        SchedulerClient client = SchedulerClient.builder()
                .application("my-app")
                .instance(attach.getProperty("instance"))
                .accessKey(attach.getProperty("access-key"))
                .secret(attach.getProperty("secret"))
                .server(attach.getProperty("address"))
                .handler(new Rates())
                .build();
        client.start();
        Eventually.until(
                "the client is attached",
                () -> !Objects.requireNonNull(engine).liveCalls().offers().isEmpty());
        return client;
    }

    private void select(String node) {
        Ui.onFx(() -> model().shown().select(io.quartermaster.app.graph.Selection.of(new NodeId(node))));
        window().ui().pulses(1);
    }

    private void press(KeyCode... keys) {
        Ui ui = window().ui();
        ui.press(keys);
        ui.await("it stands", () -> !model().busyProperty().get());
        ui.pulses(2);
    }

    private void laidOut() {
        window().ui().await("the layout", () -> {
            DebuggerView view = page().opened();
            return view != null
                    && !view.picture().settling()
                    && !view.picture().placement().boxes().isEmpty();
        });
        window().ui().pulses(3);
    }

    private NodeStatus status(String node) {
        return Ui.onFx(() -> Objects.requireNonNull(model().standingProperty().get())
                .node(NodeKey.of(node))
                .status());
    }

    private TopologyRun.Parameter value(String name) {
        return Ui.onFx(() -> Objects.requireNonNull(model().values().get(name)));
    }

    private DebuggerViewModel model() {
        return page().model();
    }

    private TestWindow window() {
        return Objects.requireNonNull(window);
    }

    private DebuggerPage page() {
        return Objects.requireNonNull(page);
    }
}
