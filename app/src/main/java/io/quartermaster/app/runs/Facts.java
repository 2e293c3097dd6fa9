package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Texts;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Names and values below each other. FX thread only.
final class Facts extends GridPane {
    private final Texts texts;

    Facts(Texts texts) {
        this.texts = texts;
        getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(ColumnConstraints.CONSTRAIN_TO_PREF);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(label, value);
    }

    /// Nothing is shown of an empty value.
    Facts add(String key, String value) {
        if (!value.isEmpty()) {
            row(key, value, false);
        }
        return this;
    }

    Facts mono(String key, String value) {
        if (!value.isEmpty()) {
            row(key, value, true);
        }
        return this;
    }

    /// A parameter's value and its version, 0 for none.
    void value(String name, String value, int version) {
        named(name, version == 0 ? value : value + "  v" + version, true);
    }

    private void row(String key, String value, boolean mono) {
        named(texts.get(key), value, mono);
    }

    private void named(String name, String value, boolean mono) {
        Label label = new Label(name);
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        Label text = new Label(value);
        text.setWrapText(true);
        if (mono) {
            text.getStyleClass().add("mono");
        }
        addRow(getRowCount(), label, text);
    }
}
