package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/// The line over the form that shows what of the stored job cannot be read, word for word, until a person says that
/// what stands in the form shall take its place. FX thread only.
final class UnreadableBar extends HBox {
    private final JobEditorViewModel model;
    private final JobWords words;
    private final Texts texts;
    private final Label text = new Label(null, new FontIcon("fth-alert-circle"));

    UnreadableBar(JobEditorViewModel model, JobWords words, Texts texts) {
        this.model = model;
        this.words = words;
        this.texts = texts;
        setId("job-unreadable");
        getStyleClass().add("notice-bar");
        setAlignment(Pos.CENTER_LEFT);
        text.setId("job-unreadable-text");
        text.getStyleClass().add("status-failed");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button replace = new Button();
        replace.setId("job-unreadable-replace");
        replace.textProperty().bind(texts.live("jobs.unreadable.replace"));
        replace.setMinWidth(USE_PREF_SIZE);
        replace.setOnAction(event -> model.replaceUnreadable());
        getChildren().setAll(text, replace);
        managedProperty().bind(visibleProperty());
    }

    /// Shows what cannot be read now, in the language of now.
    void show() {
        setVisible(!model.flaws().isEmpty());
        text.setText(model.flaws().stream().map(words::flaw).collect(Collectors.joining("\n"))
                + "\n"
                + texts.get("jobs.unreadable.form"));
    }
}
