package io.quartermaster.app.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.SampleTopologies;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.TestWindow;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A topology drawn with mouse and keyboard from nothing to the version that runs.
class TopologyFlowTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final Robot robot = robot();
    private @Nullable TestWindow window;
    private @Nullable TopologiesPage page;

    private static Robot robot() {
        Ui.startToolkit();
        return Ui.onFx(Robot::new);
    }

    @BeforeEach
    void open() {
        window = TestWindow.open(home, (desk, connection) -> {
            page = new TopologiesPage(desk, workspace, () -> {});
            return List.of(page);
        });
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> page().deactivate());
        assertThat(window().failures()).isEmpty();
        window().close();
        seeded.close();
    }

    @Test
    void twoJobsAreDrawnBetweenStartAndEndAndPublished() {
        Job job = SampleTopologies.topology(seeded, "settle-eod");
        SampleTopologies.member(seeded, "a");
        SampleTopologies.member(seeded, "b");
        Ui ui = window().ui();
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui.await("the row", () -> page().model().rows().size() == 1);
        ui.click("#topologies-table .table-row-cell");
        ui.click("#action-topologies-open");
        ui.click("#topology-begin");
        nodes(2);
        doubleClick("#palette-jobs .list-cell");
        nodes(3);
        Ui.onFx(() -> drawing().select(Selection.NOTHING));
        ui.type("#palette-search", "b");
        doubleClick("#palette-jobs .list-cell");
        nodes(4);
        drag("start", "a");
        drag("a", "b");
        drag("b", "a");
        assertThat(drawing().topology().edges()).hasSize(3);
        drag("b", "end");
        cut("start", "end");
        ui.await(
                "no problem",
                () -> !drawing().settling()
                        && drawing().findingsProperty().get().problems().isEmpty());
        assertThat(drawing().topology().edges()).hasSize(3);
        Pictures.take(ui, "flow-topology-drawn");
        ui.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(drawing().topology().edges()).hasSize(4);
        ui.press(KeyCode.CONTROL, KeyCode.Y);
        ui.click("#action-topologies-publish");
        ui.click("#dialog-verb");
        ui.await("published", () -> published(job));
        ui.awaitText("#topology-versions", text -> text.contains("published"));
        Pictures.take(ui, "flow-topology-published");
    }

    private boolean published(Job job) {
        return seeded.database()
                .topologies()
                .published(job.id())
                .map(TopologyVersion::state)
                .filter(state -> state == State.PUBLISHED)
                .isPresent();
    }

    private void nodes(int count) {
        window().ui().await(count + " nodes", () -> {
            EditorView editor = page().editor();
            return editor != null
                    && !editor.model().drawing().settling()
                    && editor.model()
                                    .drawing()
                                    .findingsProperty()
                                    .get()
                                    .placement()
                                    .boxes()
                                    .size()
                            == count;
        });
        window().ui().pulses(3);
    }

    private void doubleClick(String selector) {
        javafx.scene.Node node = window().ui().node(selector);
        Ui.onFx(() -> {
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            robot.mouseMove(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
            robot.mouseClick(MouseButton.PRIMARY);
            robot.mouseClick(MouseButton.PRIMARY);
        });
        window().ui().pulses(2);
    }

    /// From the port of a node to the middle of another.
    private void drag(String from, String to) {
        Placement.Box start = box(from);
        Placement.Box end = box(to);
        move(start.right(), start.centreY());
        Ui.onFx(() -> robot.mousePress(MouseButton.PRIMARY));
        window().ui().pulses(1);
        move((start.right() + end.centreX()) / 2, (start.centreY() + end.centreY()) / 2);
        move(end.centreX(), end.centreY());
        if (from.equals("b") && to.equals("a")) {
            Pictures.take(window().ui(), "flow-topology-refused");
        }
        Ui.onFx(() -> robot.mouseRelease(MouseButton.PRIMARY));
        window().ui().pulses(2);
        window().ui().await("the layout", () -> !drawing().settling());
    }

    /// A click on the edge, and Delete.
    private void cut(String from, String to) {
        List<Placement.Point> route = Ui.onFx(() -> {
            Placement placement = drawing().findingsProperty().get().placement();
            return drawing().topology().edges().stream()
                    .filter(edge -> edge.from().equals(id(from)) && edge.to().equals(id(to)))
                    .map(placement::route)
                    .findFirst()
                    .orElseThrow();
        });
        Placement.Point one = route.get(route.size() / 2 - 1);
        Placement.Point other = route.get(route.size() / 2);
        move((one.x() + other.x()) / 2, (one.y() + other.y()) / 2);
        Ui.onFx(() -> robot.mouseClick(MouseButton.PRIMARY));
        window().ui().pulses(2);
        window().ui().await("the edge", () -> drawing().selection().edge() != null);
        window().ui().press(KeyCode.DELETE);
    }

    private void move(double x, double y) {
        Ui.onFx(() -> {
            GraphCanvas canvas = Objects.requireNonNull(page().editor()).canvas();
            robot.mouseMove(Objects.requireNonNull(canvas.localToScreen(canvas.toRegion(x, y))));
        });
        window().ui().pulses(1);
    }

    private Placement.Box box(String name) {
        return Ui.onFx(() -> Objects.requireNonNull(
                drawing().findingsProperty().get().placement().box(id(name))));
    }

    private NodeId id(String name) {
        return drawing().topology().nodes().stream()
                .filter(node -> node.name().equals(name))
                .map(Node::id)
                .findFirst()
                .orElseThrow();
    }

    private Drawing drawing() {
        return Objects.requireNonNull(page().editor()).model().drawing();
    }

    private TestWindow window() {
        return Objects.requireNonNull(window);
    }

    private TopologiesPage page() {
        return Objects.requireNonNull(page);
    }
}
