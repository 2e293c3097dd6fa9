package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The fields of the inspector, put one below the other; each takes effect when it is left or Enter is pressed. FX
/// thread only.
final class FormFields {
    private final VBox content;
    private final EditorViewModel model;
    private final Texts texts;

    FormFields(VBox content, EditorViewModel model, Texts texts) {
        this.content = content;
        this.model = model;
        this.texts = texts;
    }

    /// A line of text under its name.
    TextField text(String id, String value, java.util.function.Consumer<String> set) {
        Label label = new Label(texts.get("topologies.field." + id));
        label.getStyleClass().addAll("muted", "small");
        TextField field = new TextField(value);
        field.setId("node-" + id);
        label.setLabelFor(field);
        String[] last = {value};
        Runnable commit = () -> {
            if (!field.getText().equals(last[0])) {
                last[0] = field.getText();
                set.accept(field.getText());
            }
        };
        field.setOnAction(event -> commit.run());
        field.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                commit.run();
            }
        });
        content.getChildren().add(new VBox(2, label, field));
        return field;
    }

    /// Says below the field, while it is typed, whether it is a condition.
    void check(TextField field) {
        field.getStyleClass().add("mono");
        Label verdict = new Label();
        verdict.setId(field.getId() + "-verdict");
        verdict.setWrapText(true);
        verdict.getStyleClass().add("small");
        content.getChildren().add(verdict);
        field.textProperty().subscribe(text -> {
            if (text.isBlank()) {
                verdict(verdict, "fth-alert-circle", "status-failed", texts.get("topologies.condition.blank"));
                return;
            }
            model.checkCondition(text, flaw -> {
                if (text.equals(field.getText())) {
                    verdict(
                            verdict,
                            flaw == null ? "fth-check-circle" : "fth-alert-circle",
                            flaw == null ? "status-ok" : "status-failed",
                            flaw == null ? texts.get("topologies.condition.sound") : CompilerWords.shortened(flaw));
                }
            });
        });
    }

    private static void verdict(Label label, String icon, String styleClass, String words) {
        label.setGraphic(new FontIcon(icon));
        label.getStyleClass().removeIf(each -> each.startsWith("status-"));
        label.getStyleClass().add(styleClass);
        label.setText(words);
    }

    /// One of some values under its name.
    <T extends Enum<T>> void choice(String id, T[] values, T value, java.util.function.Consumer<T> set) {
        Label label = new Label(texts.get("topologies.field." + id));
        label.getStyleClass().addAll("muted", "small");
        ComboBox<T> box = new ComboBox<>();
        box.setId("node-" + id);
        box.getItems().setAll(values);
        box.setValue(value);
        box.setMaxWidth(Double.MAX_VALUE);
        label.setLabelFor(box);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T each) {
                return each == null ? "" : texts.get("topologies." + id + "." + each.name());
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        });
        box.setOnAction(event -> set.accept(box.getValue()));
        content.getChildren().add(new VBox(2, label, box));
    }
}
