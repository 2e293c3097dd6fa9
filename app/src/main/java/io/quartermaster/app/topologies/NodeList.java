package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Look;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// The same drawing as a list, in the order of the run: for a screen reader, the keyboard, and thousands of nodes. FX
/// thread only.
final class NodeList extends TableView<Node> {
    private final Drawing drawing;
    private final Texts texts;
    private final EditorViewModel model;
    private Graph graph;
    private boolean following;

    NodeList(EditorViewModel model, Texts texts) {
        this.model = model;
        this.drawing = model.drawing();
        this.texts = texts;
        this.graph = Graph.of(drawing.topology());
        setId("topology-list");
        getStyleClass().addAll("servers-table", "qm-table");
        setFixedCellSize(28);
        add("name", 200, (cell, node) -> cell.show(node.name(), null));
        add(
                "kind",
                120,
                (cell, node) -> cell.show(
                        texts.get(Look.of(node).word()), null, "", Look.of(node).icon()));
        add("job", 160, (cell, node) -> cell.show(job(node), null));
        add("after", 240, (cell, node) -> cell.show(before(node), null));
        accessibleTextProperty().bind(texts.live("topologies.list"));
        drawing.topologyProperty().subscribe(now -> show());
        drawing.selectionProperty().subscribe(now -> follow());
        drawing.languageProperty().subscribe(now -> refresh());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<Node>) change -> tell());
    }

    private void add(String id, double width, BiConsumer<AspectCell<Node, Node>, Node> show) {
        TableColumn<Node, Node> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("topologies.list." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        getColumns().add(column);
    }

    private String job(Node node) {
        return node.part() instanceof Part.Work work ? drawing.job(work) : "";
    }

    private String before(Node node) {
        return graph.into(node.id()).stream()
                .map(edge -> drawing.nameOf(edge.from())
                        + (edge.when() == null ? "" : " (" + texts.get("graph.answer." + edge.when()) + ")"))
                .collect(Collectors.joining(", "));
    }

    private void show() {
        graph = Graph.of(drawing.topology());
        List<NodeId> order = graph.order();
        List<Node> nodes = new ArrayList<>(drawing.topology().nodes());
        java.util.Map<NodeId, Integer> places = new java.util.HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            places.put(order.get(i), i);
        }
        nodes.sort(Comparator.comparingInt(node -> places.getOrDefault(node.id(), Integer.MAX_VALUE)));
        following = true;
        getItems().setAll(nodes);
        following = false;
        follow();
    }

    private void tell() {
        if (!following) {
            drawing.select(Selection.of(getSelectionModel().getSelectedItems().stream()
                    .filter(Objects::nonNull)
                    .map(Node::id)
                    .collect(Collectors.toUnmodifiableSet())));
        }
    }

    private void follow() {
        if (following) {
            return;
        }
        Set<NodeId> wanted = drawing.selection().nodes();
        Set<NodeId> shown = getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .map(Node::id)
                .collect(Collectors.toUnmodifiableSet());
        if (wanted.equals(shown)) {
            return;
        }
        following = true;
        getSelectionModel().clearSelection();
        getItems().stream().filter(node -> wanted.contains(node.id())).forEach(getSelectionModel()::select);
        following = false;
    }
}
