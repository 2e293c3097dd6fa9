package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// Typed parameters, one below the other. A line takes effect when it is left or Enter is pressed. FX thread only.
final class ParamLines extends VBox {
    private final Texts texts;
    private final String id;
    private final Consumer<List<Param>> set;
    private final List<Line> lines = new ArrayList<>();
    private List<Param> last;

    /// @param list what a list is written in, one element a line
    private record Line(TextField name, ComboBox<Param.Type> type, TextField value, TextArea list) {
        Param param() {
            boolean many = type.getValue() == Param.Type.LIST;
            return new Param(name.getText().strip(), type.getValue(), many ? list.getText() : value.getText());
        }

        /// Shows the field that fits the type; what was written in the other one goes along.
        void fit() {
            boolean many = type.getValue() == Param.Type.LIST;
            if (many && !list.isManaged()) {
                list.setText(value.getText());
            } else if (!many && !value.isManaged()) {
                value.setText(list.getText().lines().findFirst().orElse(""));
            }
            show(value, !many);
            show(list, many);
        }

        private static void show(Node field, boolean shown) {
            field.setVisible(shown);
            field.setManaged(shown);
        }
    }

    ParamLines(Texts texts, String id, List<Param> params, Consumer<List<Param>> set) {
        this.texts = texts;
        this.id = id;
        this.set = set;
        this.last = params;
        setSpacing(8);
        params.forEach(this::line);
        Button add = new Button(texts.get("topologies.param.add"), new FontIcon("fth-plus"));
        add.setId(id + "-add");
        add.setOnAction(event -> {
            line(new Param("", Param.Type.STRING, ""));
            lines.getLast().name().requestFocus();
        });
        getChildren().add(add);
    }

    private void line(Param param) {
        TextField name = new TextField(param.name());
        name.setId(id + "-name-" + lines.size());
        name.setPromptText(texts.get("topologies.param.name"));
        ComboBox<Param.Type> type = new ComboBox<>();
        type.getItems().setAll(Param.Type.values());
        type.setValue(param.type());
        type.setMinWidth(112);
        type.setId(id + "-type-" + lines.size());
        boolean many = param.type() == Param.Type.LIST;
        TextField value = new TextField(many ? "" : param.value());
        value.setPromptText(texts.get("topologies.param.value"));
        value.setId(id + "-value-" + lines.size());
        value.setManaged(!many);
        TextArea list = new TextArea(many ? param.value() : "");
        list.setPromptText(texts.get("topologies.param.list"));
        list.setId(id + "-list-" + lines.size());
        list.setManaged(many);
        list.setPrefRowCount(Math.clamp(param.value().lines().count() + 1, 3, 7));
        list.getStyleClass().add("mono");
        Button remove = new Button(null, new FontIcon("fth-x"));
        remove.getStyleClass().add("icon-button");
        remove.setAccessibleText(texts.get("topologies.param.remove"));
        HBox above = new HBox(4, name, type, remove);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setPrefWidth(60);
        VBox box = new VBox(4, above, value, list);
        box.getStyleClass().add("param-line");
        Line line = new Line(name, type, value, list);
        line.fit();
        lines.add(line);
        list.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                commit();
            }
        });
        for (TextField field : List.of(name, value)) {
            field.setOnAction(event -> commit());
            field.focusedProperty().subscribe((before, now) -> {
                if (!now) {
                    commit();
                }
            });
        }
        type.setOnAction(event -> {
            line.fit();
            commit();
        });
        remove.setOnAction(event -> {
            lines.remove(line);
            getChildren().remove(box);
            commit();
        });
        getChildren().add(Math.max(0, lines.size() - 1), box);
    }

    private void commit() {
        List<Param> now = lines.stream()
                .filter(line -> !line.name().getText().isBlank())
                .map(Line::param)
                .toList();
        if (!now.equals(last)) {
            last = now;
            set.accept(now);
        }
    }
}
