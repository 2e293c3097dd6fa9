package io.quartermaster.app;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Topology;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;

/// A topology drawn in the editor of the whole console, with the mouse. Called from the test's thread.
final class DrawnByHand {
    private final LiveConsole on;
    private final Ui ui;
    private final Robot robot = Ui.onFx(Robot::new);

    DrawnByHand(LiveConsole on) {
        this.on = on;
        this.ui = on.ui();
    }

    /// Opens an empty canvas for a topology that has no version yet.
    DrawnByHand begin(String topology) {
        ui.click("#nav-topologies");
        ui.await("the topology " + topology, () -> on.shows("#topologies-table", topology::equals));
        ui.click("#topologies-table .table-row-cell");
        ui.click("#action-topologies-open");
        ui.await("the empty editor", () -> ui.stage().getScene().lookup("#topology-begin") != null);
        ui.click("#topology-begin");
        settled(2);
        return this;
    }

    /// Puts a job into the edge that leads to the end.
    DrawnByHand append(String job) {
        int nodes = Ui.onFx(() -> topology().nodes().size());
        Edge last = Ui.onFx(() -> topology().edges().stream()
                .filter(edge -> name(edge.to()).equals("end"))
                .findFirst()
                .orElseThrow());
        clickOn(last);
        ui.await("the edge", () -> last.equals(canvas().picture().selection().edge()));
        ui.type("#palette-search", job);
        doubleClick("#palette-jobs .list-cell");
        settled(nodes + 1);
        return this;
    }

    /// Adds the topology's first parameter.
    DrawnByHand number(String name, String value) {
        Ui.onFx(() -> canvas().picture().select(Selection.NOTHING));
        ui.await("the parameters", () -> ui.stage().getScene().lookup("#topology-param-add") != null);
        ui.click("#topology-param-add");
        ui.type("#topology-param-name-0", name);
        on.choose("#topology-param-type-0", "INT");
        ui.type("#topology-param-value-0", value).press(KeyCode.ENTER);
        ui.await("the parameter", () -> topology().parameters().size() == 1);
        return this;
    }

    void publish() {
        ui.await("no problem", () -> on.shows("#topology-problems", "No problems"::equals));
        ui.click("#action-topologies-publish");
        ui.await("the question", () -> ui.stage().getScene().lookup("#dialog-verb") != null);
        ui.click("#dialog-verb");
        ui.awaitText("#topology-versions", text -> text.contains("published"));
    }

    private void settled(int nodes) {
        ui.await(nodes + " nodes in their places", () -> {
            var found = ui.stage().getScene().lookup("#topology-canvas");
            return found instanceof GraphCanvas shown
                    && !shown.picture().settling()
                    && shown.picture().placement().boxes().size() == nodes
                    && shown.picture().topology().nodes().size() == nodes;
        });
        ui.pulses(3);
    }

    private GraphCanvas canvas() {
        return (GraphCanvas) Objects.requireNonNull(ui.stage().getScene().lookup("#topology-canvas"));
    }

    private Topology topology() {
        return canvas().picture().topology();
    }

    private String name(io.quartermaster.model.topology.NodeId id) {
        return topology().node(id).map(Node::name).orElseThrow();
    }

    private void clickOn(Edge edge) {
        Ui.onFx(() -> {
            List<Placement.Point> route = canvas().picture().placement().route(edge);
            Placement.Point one = route.get(route.size() / 2 - 1);
            Placement.Point other = route.get(route.size() / 2);
            Point2D middle = canvas().toRegion((one.x() + other.x()) / 2, (one.y() + other.y()) / 2);
            robot.mouseMove(Objects.requireNonNull(canvas().localToScreen(middle)));
            robot.mouseClick(MouseButton.PRIMARY);
        });
        ui.pulses(2);
    }

    private void doubleClick(String selector) {
        javafx.scene.Node node = ui.node(selector);
        Ui.onFx(() -> {
            Bounds bounds = Objects.requireNonNull(node.localToScreen(node.getBoundsInLocal()));
            robot.mouseMove(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
            robot.mouseClick(MouseButton.PRIMARY);
            robot.mouseClick(MouseButton.PRIMARY);
        });
        ui.pulses(2);
    }
}
