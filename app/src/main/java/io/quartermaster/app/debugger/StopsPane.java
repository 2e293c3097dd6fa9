package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.desk.Stop;
import io.quartermaster.model.topology.run.NodeStatus;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where going on halts: listed, switched off, taken away, added. FX thread only.
final class StopsPane extends VBox {
    private static final List<NodeStatus> STATUSES = List.of(
            NodeStatus.WAITING,
            NodeStatus.EXECUTING,
            NodeStatus.SUCCEED,
            NodeStatus.FAILED,
            NodeStatus.TIMEOUT,
            NodeStatus.SKIPPED,
            NodeStatus.CANCEL);

    private final DebuggerViewModel model;
    private final Texts texts;
    private final DeskWords words;
    private final ListView<StopLine> list = new ListView<>();
    private final MenuButton reaches = new MenuButton();
    private final ComboBox<String> parameter = new ComboBox<>();
    private final TextField to = new TextField();

    StopsPane(DebuggerViewModel model, Texts texts, DeskWords words) {
        this.model = model;
        this.texts = texts;
        this.words = words;
        getStyleClass().add("debugger-pane");
        list.setId("debugger-stops");
        list.accessibleTextProperty().bind(texts.live("debugger.tab.stops"));
        list.setCellFactory(view -> new StopCell());
        Label none = new Label();
        none.textProperty().bind(texts.live("debugger.stops.none"));
        none.setWrapText(true);
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(list, onStatus(), onChange());
        list.setItems(model.stops().lines());
    }

    /// The selected node, or the values, changed.
    void show() {
        Optional<Node> node = model.shown().selectionProperty().get().only().flatMap(id -> model.shown()
                .topology()
                .node(id));
        reaches.setDisable(node.isEmpty());
        reaches.setText(node.map(each -> texts.get("debugger.stops.status", each.name()))
                .orElseGet(() -> texts.get("debugger.stops.status.none")));
        reaches.getItems().clear();
        for (NodeStatus status : STATUSES) {
            MenuItem item = new MenuItem(words.status(status));
            node.ifPresent(each -> item.setOnAction(
                    event -> model.stops().add(new Stop.Reaches(model.shown().spot(each.id()), status))));
            reaches.getItems().add(item);
        }
        List<String> names = List.copyOf(model.values().keySet());
        if (!parameter.getItems().equals(names)) {
            String chosen = parameter.getValue();
            parameter.getItems().setAll(names);
            parameter.setValue(chosen);
        }
    }

    private Region onStatus() {
        reaches.setId("debugger-stop-status");
        reaches.setMaxWidth(Double.MAX_VALUE);
        reaches.setGraphic(new FontIcon("fth-plus"));
        return reaches;
    }

    private Region onChange() {
        Label label = new Label();
        label.textProperty().bind(texts.live("debugger.stops.change"));
        label.getStyleClass().addAll("muted", "small");
        parameter.setId("debugger-stop-parameter");
        parameter.setEditable(true);
        parameter.setPrefWidth(110);
        parameter.setMinWidth(70);
        label.setLabelFor(parameter);
        to.setId("debugger-stop-value");
        to.promptTextProperty().bind(texts.live("debugger.stops.any"));
        to.accessibleTextProperty().bind(texts.live("debugger.stops.any"));
        to.setPrefColumnCount(6);
        Button add = new Button(null, new FontIcon("fth-plus"));
        add.setId("debugger-stop-add");
        add.getStyleClass().add("icon-button");
        add.accessibleTextProperty().bind(texts.live("debugger.stops.add"));
        add.setOnAction(event -> add());
        to.setOnAction(event -> add());
        HBox.setHgrow(to, Priority.ALWAYS);
        HBox row = new HBox(4, parameter, to, add);
        row.setAlignment(Pos.CENTER_LEFT);
        return new VBox(2, label, row);
    }

    private void add() {
        String name = parameter.getEditor().getText().strip();
        if (name.isEmpty()) {
            return;
        }
        String wanted = to.getText().strip();
        try {
            model.stops()
                    .add(new Stop.Changes(
                            name,
                            wanted.isEmpty()
                                    ? null
                                    : Typed.value(name, model.shown().typeOf(name), wanted)));
            to.clear();
            to.getStyleClass().remove("invalid");
        } catch (IllegalArgumentException e) {
            to.getStyleClass().add("invalid");
        }
    }

    private final class StopCell extends ListCell<StopLine> {
        private final CheckBox on = new CheckBox();
        private final Button remove = new Button(null, new FontIcon("fth-x"));
        private final HBox row = new HBox(4, on, remove);
        private final StringProperty tip = new SimpleStringProperty("");
        private boolean filling;

        private StopCell() {
            setPrefWidth(0);
            HBox.setHgrow(on, Priority.ALWAYS);
            on.setMaxWidth(Double.MAX_VALUE);
            on.setMinWidth(0);
            Hint.on(on, tip);
            row.setAlignment(Pos.CENTER_LEFT);
            remove.getStyleClass().add("icon-button");
            remove.accessibleTextProperty().bind(texts.live("debugger.stops.remove"));
            remove.setOnAction(event -> model.stops().remove(getItem()));
            on.selectedProperty().subscribe((before, now) -> {
                StopLine line = getItem();
                if (!filling && line != null) {
                    model.stops().turn(line, now);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable StopLine line, boolean empty) {
            super.updateItem(line, empty);
            if (line == null || empty) {
                setGraphic(null);
                return;
            }
            filling = true;
            on.setText(words.stop(line.stop()));
            tip.set(words.stop(line.stop()));
            on.setSelected(line.on());
            filling = false;
            setGraphic(row);
        }
    }
}
