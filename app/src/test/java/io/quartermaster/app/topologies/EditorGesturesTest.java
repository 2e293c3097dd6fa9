package io.quartermaster.app.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.testing.SampleTopologies;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.TestWindow;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What hands do in the editor, with mouse and keyboard.
class EditorGesturesTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final Robot robot = robot();
    private final Job job = SampleTopologies.topology(seeded, "settle-eod");
    private final Job a = SampleTopologies.member(seeded, "a");
    private final Job b = SampleTopologies.member(seeded, "b");
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

    /// start, a, b, end in a row.
    private Topology row() {
        Topology one = Edits.split(Topology.blank(), Edge.of("start", "end"), Part.task(a.id().value()), "a")
                .topology();
        return Edits.split(one, Edge.of("n1", "end"), Part.task(b.id().value()), "b")
                .topology();
    }

    private void draft(Topology topology) {
        SampleTopologies.begun(seeded, job, topology);
        show();
    }

    private void show() {
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        await("the row", () -> page().model().rows().stream()
                .anyMatch(row -> row.job().id().equals(job.id())));
        Ui.onFx(() -> {
            page().model()
                    .selectedProperty()
                    .set(page().model().rows().stream()
                            .filter(row -> row.job().id().equals(job.id()))
                            .findFirst()
                            .orElseThrow());
            window().desk().actions().run("topologies.open");
        });
        settled();
    }

    private void settled() {
        await("the drawing", () -> {
            EditorView editor = page().editor();
            return editor != null
                    && editor.model().version() != null
                    && !editor.model().drawing().settling()
                    && editor.model().drawing().placement().boxes().size()
                            == editor.model().drawing().topology().nodes().size();
        });
        ui().pulses(3);
    }

    @Test
    void aJobIsDraggedFromThePaletteToAPlaceAndOnToAnEdge() {
        draft(Topology.blank());
        Placement.Box start = box("start");
        Placement.Box end = box("end");
        dragFromPalette("a", (start.right() + end.x()) / 2, start.centreY());
        settled();
        assertThat(edges()).containsExactlyInAnyOrder("start-a", "a-end");
        Placement.Box placed = box("a");
        dragFromPalette("b", placed.centreX(), placed.bottom() + 120);
        settled();
        assertThat(edges()).hasSize(2);
        assertThat(node("b").place()).isNotNull();
    }

    @Test
    void nodesAreMovedByHandAndWithTheKeyboard() {
        draft(row());
        Placement.Box before = box("a");
        press(before.centreX(), before.centreY());
        drag(before.centreX() + 30, before.centreY() + 60);
        drag(before.centreX() + 40, before.centreY() + 80);
        release();
        settled();
        Node.Place place = Objects.requireNonNull(node("a").place());
        assertThat(place.y() - before.y()).isBetween(70.0, 90.0);
        assertThat(undo()).isEqualTo("move a");
        ui().press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DOWN);
        settled();
        assertThat(Objects.requireNonNull(node("a").place()).y()).isEqualTo(place.y() + 8);
        ui().press(KeyCode.CONTROL, KeyCode.Z);
        ui().press(KeyCode.CONTROL, KeyCode.Z);
        settled();
        assertThat(node("a").place()).isNull();
    }

    @Test
    void aRubberBandSelectsWhatIsCopiedAndPasted() {
        draft(row());
        Placement.Box first = box("a");
        Placement.Box last = box("b");
        fire(MouseEvent.MOUSE_PRESSED, first.x() - 12, first.y() - 30);
        fire(MouseEvent.MOUSE_DRAGGED, first.centreX(), first.bottom());
        fire(MouseEvent.MOUSE_DRAGGED, last.right() + 8, last.bottom() + 30);
        fire(MouseEvent.MOUSE_RELEASED, last.right() + 8, last.bottom() + 30);
        assertThat(names(drawing().selection().nodes())).containsExactlyInAnyOrder("a", "b");
        ui().press(KeyCode.CONTROL, KeyCode.C);
        ui().press(KeyCode.CONTROL, KeyCode.V);
        settled();
        assertThat(drawing().topology().nodes()).extracting(Node::name).contains("a 2", "b 2");
        assertThat(edges()).contains("a 2-b 2");
        assertThat(undo()).isEqualTo("paste 2 nodes");
    }

    @Test
    void aPairOfGatewaysIsPutAroundASelection() {
        draft(row());
        click("a", false);
        click("b", true);
        assertThat(names(drawing().selection().nodes())).containsExactlyInAnyOrder("a", "b");
        ui().press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.DIGIT1);
        settled();
        assertThat(drawing().topology().nodes()).hasSize(6);
        assertThat(undo()).isEqualTo("insert gateway parallel");
        ui().press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(drawing().topology().nodes()).hasSize(4);
        assertThat(Objects.requireNonNull(drawing().redoableProperty().get())
                        .in(window().desk().texts()))
                .isEqualTo("insert gateway parallel");
        ui().press(KeyCode.CONTROL, KeyCode.Y);
        assertThat(drawing().topology().nodes()).hasSize(6);
    }

    @Test
    void nodesAreConnectedFoundAndAddedWithTheKeyboardAlone() {
        draft(Topology.blank());
        ui().press(KeyCode.RIGHT);
        ui().type("#palette-search", "a");
        ui().press(KeyCode.DOWN);
        ui().press(KeyCode.ENTER);
        settled();
        assertThat(edges()).containsExactlyInAnyOrder("start-a", "a-end");
        ui().press(KeyCode.CONTROL, KeyCode.F);
        ui().write("A");
        ui().press(KeyCode.ENTER);
        assertThat(names(drawing().selection().nodes())).containsExactly("start");
        ui().press(KeyCode.ENTER);
        assertThat(names(drawing().selection().nodes())).containsExactly("a");
        ui().press(KeyCode.ESCAPE);
        Ui.onFx(() -> drawing()
                .edit(
                        Said.of("topologies.did.tidy"),
                        Edits.without(drawing().topology(), new Edge(id("a"), id("end"), null))));
        settled();
        Ui.onFx(() -> drawing().select(Selection.of(Set.of(id("a"), id("end")))));
        ui().press(KeyCode.CONTROL, KeyCode.E);
        assertThat(edges()).containsExactlyInAnyOrder("start-a", "a-end");
    }

    @Test
    void versionsAreComparedRestoredDiscardedAndDeletedWithTheKeyboard() {
        SampleTopologies.published(seeded, job, Topology.blank());
        SampleTopologies.published(seeded, job, row());
        show();
        ui().press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        ui().node("#versions-table");
        ui().press(KeyCode.CONTROL, KeyCode.D);
        ui().node("#diff-list .list-cell");
        ui().awaitText("#compare-summary", text -> text.startsWith("Nodes: 2 added"));
        ui().press(KeyCode.ESCAPE);
        ui().press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        Ui.onFx(() -> versions().getSelectionModel().clearAndSelect(1));
        ui().click("#action-topologies-versions-restore");
        await(
                "the draft",
                () -> page().editor() != null
                        && Objects.requireNonNull(page().editor()).model().editable());
        settled();
        assertThat(drawing().topology()).isEqualTo(Topology.blank());
        ui().press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        Ui.onFx(() -> versions().getSelectionModel().clearAndSelect(0));
        ui().click("#action-topologies-versions-discard");
        ui().click("#dialog-verb");
        await("discarded", () -> state(3) == State.DISCARDED);
        await("listed as such", () -> model().versions().getFirst().state() == State.DISCARDED);
        Ui.onFx(() -> {
            versions().getSelectionModel().clearAndSelect(0);
            versions().requestFocus();
        });
        ui().press(KeyCode.DELETE);
        ui().click("#dialog-verb");
        await("deleted", () -> seeded.database().topologies().find(job.id(), 3).isEmpty());
    }

    private @Nullable State state(int number) {
        return seeded.database()
                .topologies()
                .find(job.id(), number)
                .map(version -> version.state())
                .orElse(null);
    }

    @Test
    void twoDraftsAreMergedConflictByConflict() {
        draft(row());
        Ui.onFx(() -> drawing()
                .edit(
                        Said.of("topologies.did.tidy"),
                        Edits.change(row(), new NodeId("n1"), node -> node.withName("mine"))));
        seeded.database()
                .topologies()
                .save(job, 1, 1, Edits.change(row(), new NodeId("n1"), node -> node.withName("bens")), Seeded.BEN);
        Ui.onFx(() -> model().saving().save(() -> {}));
        ui().click("#action-topologies-merge");
        ui().node("#conflict-1");
        ui().press(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(ui().isShown("#topology-merge")).isTrue();
        ui().click("#conflict-1-theirs");
        ui().awaitText("#merge-state", text -> text.startsWith("Ready"));
        ui().click("#action-topologies-merge-save");
        await("saved", () -> seeded.database()
                .topologies()
                .find(job.id(), 1)
                .orElseThrow()
                .definition()
                .node(new NodeId("n1"))
                .orElseThrow()
                .name()
                .equals("bens"));
        ui().press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(drawing().topology().node(new NodeId("n1")).orElseThrow().name())
                .isEqualTo("mine");
    }

    @Test
    void aTopologyWithinIsOpenedInPlaceAndLeftAgain() {
        Job inner = seeded.job(
                Seeded.spec("inner").withTarget(JobType.TOPOLOGY, "", "").withTrigger(new Trigger.Event()), true);
        SampleTopologies.published(seeded, inner, Topology.blank());
        draft(Edits.split(
                        Topology.blank(),
                        Edge.of("start", "end"),
                        Part.nested(inner.id().value()),
                        "within")
                .topology());
        Placement.Box box = box("within");
        move(box.centreX(), box.centreY());
        Ui.onFx(() -> {
            robot.mouseClick(MouseButton.PRIMARY);
            robot.mouseClick(MouseButton.PRIMARY);
        });
        ui().awaitText("#topology-name", text -> text.equals("inner"));
        settled();
        ui().click("#topology-trail-0");
        ui().awaitText("#topology-name", text -> text.equals("settle-eod"));
        settled();
        Ui.onFx(() -> drawing().select(Selection.of(id("within"))));
        ui().press(KeyCode.CONTROL, KeyCode.DOWN);
        ui().awaitText("#topology-name", text -> text.equals("inner"));
        settled();
        ui().press(KeyCode.CONTROL, KeyCode.UP);
        ui().awaitText("#topology-name", text -> text.equals("settle-eod"));
    }

    @Test
    void aJobThatDoesNotFitIsMendedInThePalette() {
        Job timed = seeded.job("hourly");
        draft(Topology.blank());
        ui().type("#palette-search", "hourly");
        ui().click("#palette-jobs .palette-mend");
        ui().click("#dialog-verb");
        await("an event job", () -> seeded.database()
                .jobs()
                .find(timed.id())
                .orElseThrow()
                .spec()
                .trigger()
                .equals(new Trigger.Event()));
        await("it fits", () -> model().members().stream()
                .anyMatch(member -> member.name().equals("hourly") && member.fits()));
    }

    /// The headless screen forgets who was pressed when the mouse leaves it, so the cell is told itself.
    private void dragFromPalette(String name, double x, double y) {
        ui().type("#palette-search", name);
        javafx.scene.Node cell = ui().node("#palette-jobs .list-cell:filled");
        Point2D from = Ui.onFx(() -> new Point2D(
                cell.getLayoutBounds().getCenterX(), cell.getLayoutBounds().getCenterY()));
        Point2D to = Ui.onFx(() -> {
            GraphCanvas canvas = editor().canvas();
            return cell.screenToLocal(Objects.requireNonNull(canvas.localToScreen(canvas.toRegion(x, y))));
        });
        fire(cell, MouseEvent.MOUSE_PRESSED, from, false);
        fire(cell, MouseEvent.MOUSE_DRAGGED, from.interpolate(to, 0.5), false);
        fire(cell, MouseEvent.MOUSE_DRAGGED, to, false);
        fire(cell, MouseEvent.MOUSE_RELEASED, to, false);
    }

    private void click(String name, boolean more) {
        Placement.Box box = box(name);
        if (more) {
            fire(MouseEvent.MOUSE_PRESSED, box.centreX(), box.centreY());
            fire(MouseEvent.MOUSE_RELEASED, box.centreX(), box.centreY());
        } else {
            press(box.centreX(), box.centreY());
            release();
        }
    }

    /// With Shift held, which the headless screen's mouse does not know of.
    private void fire(EventType<MouseEvent> type, double x, double y) {
        fire(editor().canvas(), type, Ui.onFx(() -> editor().canvas().toRegion(x, y)), true);
    }

    private void fire(javafx.scene.Node node, EventType<MouseEvent> type, Point2D at, boolean shift) {
        Ui.onFx(() -> {
            Point2D scene = node.localToScene(at);
            Point2D screen = Objects.requireNonNull(node.localToScreen(at));
            boolean down = type != MouseEvent.MOUSE_RELEASED;
            node.fireEvent(new MouseEvent(
                    type,
                    scene.getX(),
                    scene.getY(),
                    screen.getX(),
                    screen.getY(),
                    MouseButton.PRIMARY,
                    1,
                    shift,
                    false,
                    false,
                    false,
                    down,
                    false,
                    false,
                    true,
                    false,
                    false,
                    null));
        });
        ui().pulses(2);
    }

    private void press(double x, double y) {
        move(x, y);
        Ui.onFx(() -> robot.mousePress(MouseButton.PRIMARY));
        ui().pulses(1);
    }

    private void drag(double x, double y) {
        move(x, y);
    }

    private void release() {
        Ui.onFx(() -> robot.mouseRelease(MouseButton.PRIMARY));
        ui().pulses(2);
    }

    private void move(double x, double y) {
        Ui.onFx(() -> robot.mouseMove(Objects.requireNonNull(
                editor().canvas().localToScreen(editor().canvas().toRegion(x, y)))));
        ui().pulses(1);
    }

    private Placement.Box box(String name) {
        return Ui.onFx(() -> Objects.requireNonNull(drawing().placement().box(id(name))));
    }

    private NodeId id(String name) {
        return drawing().topology().nodes().stream()
                .filter(node -> node.name().equals(name))
                .map(Node::id)
                .findFirst()
                .orElseThrow();
    }

    private Node node(String name) {
        return drawing().topology().node(id(name)).orElseThrow();
    }

    private List<String> edges() {
        return drawing().topology().edges().stream()
                .map(edge -> drawing().nameOf(edge.from()) + "-" + drawing().nameOf(edge.to()))
                .toList();
    }

    private List<String> names(Set<NodeId> ids) {
        return ids.stream().map(drawing()::nameOf).toList();
    }

    private String undo() {
        return Objects.requireNonNull(drawing().undoableProperty().get())
                .in(window().desk().texts());
    }

    private TableView<?> versions() {
        return Objects.requireNonNull((VersionsPane) editor().sheets().sheet()).list();
    }

    private void await(String what, Callable<Boolean> condition) {
        ui().await(what, condition);
    }

    private EditorView editor() {
        return Objects.requireNonNull(page().editor());
    }

    private EditorViewModel model() {
        return editor().model();
    }

    private Drawing drawing() {
        return model().drawing();
    }

    private Ui ui() {
        return window().ui();
    }

    private TestWindow window() {
        return Objects.requireNonNull(window);
    }

    private TopologiesPage page() {
        return Objects.requireNonNull(page);
    }
}
