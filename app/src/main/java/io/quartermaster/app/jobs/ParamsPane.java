package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Param;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The job's parameters: a line each, added and removed. FX thread only.
final class ParamsPane extends VBox {
    private final Texts texts;
    private final ObservableList<ParamRow> rows;
    private final VBox lines = new VBox();

    ParamsPane(Texts texts, ObservableList<ParamRow> rows) {
        this.texts = texts;
        this.rows = rows;
        getStyleClass().add("params");
        lines.getStyleClass().add("params-lines");
        Button add = new Button(null, new FontIcon("fth-plus"));
        add.setId("job-param-add");
        add.textProperty().bind(texts.live("jobs.form.param.add"));
        add.setOnAction(event -> rows.add(new ParamRow(new Param("", Param.Type.STRING, ""))));
        getChildren().addAll(lines, add);
        rows.addListener((ListChangeListener<ParamRow>) change -> {
            while (change.next()) {
                if (change.wasAdded() || change.wasRemoved()) {
                    rebuild();
                }
            }
        });
        rebuild();
    }

    private void rebuild() {
        lines.getChildren().setAll(rows.stream().map(this::line).toList());
        if (rows.isEmpty()) {
            Label none = new Label();
            none.textProperty().bind(texts.live("jobs.form.param.none"));
            none.getStyleClass().add("muted");
            lines.getChildren().add(none);
        }
    }

    private Node line(ParamRow row) {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(row.name);
        name.promptTextProperty().bind(texts.live("jobs.form.param.name"));
        name.getStyleClass().add("mono");
        name.setPrefWidth(150);
        name.setMinWidth(150);
        ComboBox<Param.Type> type = new ComboBox<>();
        type.getItems().setAll(Param.Type.values());
        type.valueProperty().bindBidirectional(row.type);
        type.setMinWidth(116);
        StackPane value = new StackPane();
        HBox.setHgrow(value, Priority.ALWAYS);
        InvalidationListener fit = property -> value.getChildren().setAll(field(row));
        row.type.addListener(fit);
        value.getChildren().setAll(field(row));
        Button remove = new Button(null, new FontIcon("fth-x"));
        remove.getStyleClass().addAll("icon-button", "flat");
        remove.accessibleTextProperty().bind(texts.live("jobs.form.param.remove"));
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(texts.live("jobs.form.param.remove"));
        remove.setTooltip(tip);
        remove.setMinWidth(USE_PREF_SIZE);
        remove.setOnAction(event -> rows.remove(row));
        HBox line = new HBox(8, name, type, value, remove);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    /// A list has one element a line; everything else is one line.
    private TextInputControl field(ParamRow row) {
        TextInputControl field = row.type.get() == Param.Type.LIST ? area() : new TextField();
        field.textProperty().bindBidirectional(row.value);
        field.promptTextProperty().bind(texts.live("jobs.form.param.value"));
        return field;
    }

    private static TextArea area() {
        TextArea area = new TextArea();
        area.setPrefRowCount(3);
        area.setPrefColumnCount(12);
        return area;
    }
}
