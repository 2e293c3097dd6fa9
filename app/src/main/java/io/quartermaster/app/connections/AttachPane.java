package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toasts;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// How to attach a client to the embedded engine: address, instance, the file with key and secret, and the sample's
/// command, each to be copied. FX thread only.
final class AttachPane extends VBox {
    private static final String SAMPLE = "mvn -q -Psample";

    private final Texts texts;
    private final Toasts toasts;
    private final GridPane facts = new GridPane(12, 6);

    AttachPane(Texts texts, Toasts toasts, ObservableValue<@Nullable Attachment> attachment) {
        super(8);
        this.texts = texts;
        this.toasts = toasts;
        setId("attach");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().addAll(names, values);
        Label title = label("connections.attach.title", "strong");
        getChildren().addAll(title, facts);
        attachment.subscribe(this::show);
    }

    private void show(@Nullable Attachment attachment) {
        facts.getChildren().clear();
        if (attachment == null) {
            facts.add(label("connections.attach.off", "muted"), 0, 0, 2, 1);
            return;
        }
        fact(0, "connections.attach.address", attachment.address());
        fact(1, "connections.attach.instance", attachment.instance());
        fact(2, "connections.attach.file", attachment.file().toString());
        fact(3, "connections.attach.logs", attachment.logs().toString());
        Label hint = label("connections.attach.hint", "muted");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        facts.add(hint, 0, 4, 2, 1);
        facts.add(value(SAMPLE), 0, 5, 2, 1);
        if (!attachment.onWantedPort()) {
            Label other = new Label();
            other.textProperty().bind(texts.live("connections.attach.port.other", "9001"));
            other.getStyleClass().add("muted");
            facts.add(other, 1, 6);
        }
    }

    private void fact(int row, String key, String value) {
        facts.add(label(key, "muted"), 0, row);
        facts.add(value(value), 1, row);
    }

    private HBox value(String text) {
        Label value = new Label(text);
        value.getStyleClass().add("mono");
        value.setTooltip(new Tooltip(text));
        Button copy = new Button();
        copy.setGraphic(new FontIcon("fth-copy"));
        copy.getStyleClass().addAll("action-button", "icon-button");
        copy.accessibleTextProperty().bind(texts.live("connections.attach.copy"));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.live("connections.attach.copy"));
        copy.setTooltip(tooltip);
        copy.setOnAction(event -> {
            Clipboard.getSystemClipboard().setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, text));
            toasts.show(texts.get("connections.attach.copied"));
        });
        HBox box = new HBox(4, value, copy);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Label label(String key, String style) {
        Label label = new Label();
        label.textProperty().bind(texts.live(key));
        label.getStyleClass().add(style);
        return label;
    }
}
