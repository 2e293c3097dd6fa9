package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.TopologyRun;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The values as the shown level sees them, with who wrote them; a value is edited in its cell. FX thread only.
final class ValuesPane extends VBox {
    private record Line(String name, TopologyRun.Parameter held) {}

    private final DebuggerViewModel model;
    private final Texts texts;
    private final DeskWords words;
    private final TableView<Line> table = new TableView<>();

    ValuesPane(DebuggerViewModel model, Texts texts, DeskWords words) {
        this.model = model;
        this.texts = texts;
        this.words = words;
        getStyleClass().add("debugger-pane");
        table.setId("debugger-values");
        table.getStyleClass().add("qm-table");
        table.setEditable(true);
        table.setFixedCellSize(28);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label none = new Label();
        none.textProperty().bind(texts.live("debugger.values.none"));
        none.setWrapText(true);
        none.getStyleClass().add("muted");
        table.setPlaceholder(none);
        table.accessibleTextProperty().bind(texts.live("debugger.tab.values"));
        column("name", 96, Line::name);
        TableColumn<Line, String> value =
                column("value", 110, line -> Typed.text(line.held().value()));
        value.setCellFactory(TextFieldTableCell.forTableColumn());
        value.setOnEditCommit(edit -> {
            Line line = edit.getRowValue();
            model.set(line.name(), model.shown().typeOf(line.name()), edit.getNewValue());
        });
        column("writer", 100, this::writer);
        table.getColumns().forEach(each -> each.setEditable(each == value));
        Label hint = new Label();
        hint.textProperty().bind(texts.live("debugger.values.hint"));
        hint.getStyleClass().addAll("muted", "small");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().setAll(table, hint);
    }

    void show() {
        Map<String, TopologyRun.Parameter> values = model.values();
        int selected = table.getSelectionModel().getSelectedIndex();
        table.getItems()
                .setAll(values.entrySet().stream()
                        .map(each -> new Line(each.getKey(), each.getValue()))
                        .toList());
        table.getSelectionModel().select(selected);
    }

    private String writer(Line line) {
        if (line.held().writer() != null) {
            return words.node(line.held().writer());
        }
        return texts.get(line.held().version() > 1 ? "debugger.values.person" : "debugger.values.given");
    }

    private TableColumn<Line, String> column(String id, double width, java.util.function.Function<Line, String> text) {
        TableColumn<Line, String> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("debugger.values." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        table.getColumns().add(column);
        return column;
    }
}
