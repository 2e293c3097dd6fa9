package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks for the new value of a parameter of a run that goes on. FX thread only.
final class SetParameterSheet {
    private final Desk desk;
    private final Texts texts;
    private final RunViewModel model;
    private final Shown shown;
    private final String body;
    private final Map<String, TopologyRun.Parameter> parameters;
    private final ComboBox<String> name = new ComboBox<>();
    private final TextArea value = new TextArea();
    private final Label error = new Label();
    private final TextField reason = new TextField();

    SetParameterSheet(Desk desk, RunViewModel model) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.shown = Objects.requireNonNull(model.shownProperty().get());
        List<String> bodies = shown.folded().bodies();
        this.body = bodies.size() == 1 ? bodies.getFirst() : "";
        this.parameters = new TreeMap<>(shown.run().parameters(body));
    }

    void open() {
        name.setId("runs-param-name");
        name.getItems().setAll(parameters.keySet());
        name.setMaxWidth(Double.MAX_VALUE);
        value.setId("runs-param-value");
        value.getStyleClass().add("mono");
        value.setPrefRowCount(4);
        reason.setId("runs-param-reason");
        reason.promptTextProperty().bind(texts.live("platform.confirm.reason.prompt"));
        error.getStyleClass().add("field-error");
        error.setWrapText(true);
        name.valueProperty().subscribe(this::show);
        name.getSelectionModel().selectFirst();
        HBox where = new HBox(
                8,
                new EnvironmentBadge(model.workspace().environment()),
                new Label(Objects.requireNonNull(model.recordProperty().get()).jobName() + " #" + model.id()));
        where.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(
                8,
                where,
                label("runs.param.name"),
                name,
                label("runs.param.value"),
                value,
                error,
                label("platform.confirm.reason"),
                reason);
        Button cancel = new Button();
        cancel.textProperty().bind(texts.live("platform.cancel"));
        Button set = new Button();
        set.textProperty().bind(texts.live(RunActions.of(Verb.SET_PARAMETER)));
        set.setId("runs-param-set");
        set.getStyleClass().add("accent");
        Dialogs.Sheet sheet = desk.dialogs().sheet(texts.live("runs.param.title"), content, cancel, set);
        cancel.setOnAction(event -> sheet.close());
        set.setOnAction(event -> set(sheet));
    }

    private Label label(String key) {
        Label label = new Label();
        label.textProperty().bind(texts.live(key));
        label.getStyleClass().add("muted");
        return label;
    }

    private void show(@Nullable String chosen) {
        TopologyRun.Parameter now = chosen == null ? null : parameters.get(chosen);
        value.setText(now == null ? "" : text(now.value()));
        error.setText("");
    }

    static String text(Object value) {
        return value instanceof List<?> list
                ? String.join("\n", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private void set(Dialogs.Sheet sheet) {
        String chosen = name.getValue();
        TopologyRun.Parameter now = chosen == null ? null : parameters.get(chosen);
        if (chosen == null || now == null) {
            return;
        }
        try {
            Object typed = new Param(chosen, typeOf(now.value()), value.getText()).typed();
            sheet.close();
            String by = model.workspace().actor().who();
            model.ask(
                    new Input.SetParameter(
                            body, chosen, typed, by, reason.getText().strip()),
                    chosen);
        } catch (IllegalArgumentException e) {
            error.setText(texts.get("runs.param.wrong", texts.get("runs.param.type." + typeOf(now.value()))));
        }
    }

    /// A value keeps its type: the definition gave it.
    static Param.Type typeOf(Object value) {
        return switch (value) {
            case Boolean flag -> Param.Type.BOOLEAN;
            case Number number -> Param.Type.INT;
            case List<?> list -> Param.Type.LIST;
            default -> Param.Type.STRING;
        };
    }
}
