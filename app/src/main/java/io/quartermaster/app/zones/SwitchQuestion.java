package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Texts;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The question before a row is written: where, what it does, the statement, and a reason for the audit.
///
/// @param title  a sentence
/// @param effect what will happen, and what will not
/// @param verb   the word on the button
record SwitchQuestion(
        Environment environment, String instance, String title, String effect, String statement, String verb) {
    /// Asks; the verb button calls `proceed` with the reason, null when none was given.
    void ask(Desk desk, Consumer<@Nullable String> proceed) {
        Texts texts = desk.texts();
        TextField reason = new TextField();
        reason.setId("switch-reason");
        reason.setPromptText(texts.get("zones.ask.reason.prompt"));
        Button cancel = new Button(texts.get("platform.cancel"));
        cancel.setId("dialog-cancel");
        cancel.setCancelButton(true);
        Button go = new Button(verb);
        go.setId("dialog-verb");
        go.getStyleClass().add("danger");
        Dialogs.Sheet sheet = desk.dialogs().sheet(new SimpleStringProperty(title), content(texts, reason), cancel, go);
        cancel.setOnAction(event -> sheet.close());
        go.setOnAction(event -> {
            sheet.close();
            String given = reason.getText().strip();
            proceed.accept(given.isEmpty() ? null : given);
        });
    }

    private VBox content(Texts texts, TextField reason) {
        Label object = new Label(texts.get("zones.editing", instance));
        object.getStyleClass().add("strong");
        HBox where = new HBox(8, new EnvironmentBadge(environment), object);
        where.setAlignment(Pos.CENTER_LEFT);
        Label words = new Label(effect);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        TextArea sql = new TextArea(statement);
        sql.setId("switch-statement");
        sql.getStyleClass().add("mono");
        sql.setEditable(false);
        sql.setWrapText(true);
        sql.setPrefRowCount(4);
        // the first thing to be typed into is the reason
        sql.setFocusTraversable(false);
        VBox content = new VBox(
                12,
                where,
                words,
                new VBox(4, caption(texts.get("zones.ask.statement")), sql),
                new VBox(4, caption(texts.get("zones.ask.reason")), reason));
        content.setPrefWidth(520);
        return content;
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
