package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.TriggerRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The question before work is sent again: what exactly, what becomes of it, that it may be done twice, and why.
///
/// @param moves   which zones' work goes where
/// @param records what is sent again, the oldest first
record AgainQuestion(Environment environment, String instance, String moves, List<TriggerRecord> records) {
    AgainQuestion {
        records = List.copyOf(records);
    }

    /// Asks; the verb button calls `proceed` with the reason, which has to be given.
    void ask(Desk desk, Consumer<String> proceed) {
        Texts texts = desk.texts();
        TextField reason = new TextField();
        reason.setId("again-reason");
        reason.setPromptText(texts.get("zones.ask.reason.prompt"));
        Button cancel = new Button(texts.get("platform.cancel"));
        cancel.setId("dialog-cancel");
        cancel.setCancelButton(true);
        Button go = new Button(texts.get("zones.again.verb", records.size()));
        go.setId("dialog-verb");
        go.getStyleClass().add("danger");
        go.disableProperty().bind(reason.textProperty().map(String::isBlank));
        Dialogs.Sheet sheet = desk.dialogs()
                .sheet(
                        new SimpleStringProperty(texts.get("zones.again.title", records.size())),
                        content(desk, reason),
                        cancel,
                        go);
        cancel.setOnAction(event -> sheet.close());
        go.setOnAction(event -> {
            sheet.close();
            proceed.accept(reason.getText().strip());
        });
    }

    private VBox content(Desk desk, TextField reason) {
        Texts texts = desk.texts();
        Label object = new Label(texts.get("zones.editing", instance) + "   " + moves);
        object.getStyleClass().add("strong");
        HBox where = new HBox(8, new EnvironmentBadge(environment), object);
        where.setAlignment(Pos.CENTER_LEFT);
        Label warning = new Label(texts.get("zones.again.warning"), new FontIcon("fth-alert-triangle"));
        warning.setId("again-warning");
        warning.getStyleClass().add("status-waiting");
        VBox content = new VBox(
                12,
                where,
                wrapped(new Label(texts.get("zones.again.effect"))),
                wrapped(warning),
                table(desk),
                new VBox(4, caption(texts.get("zones.ask.reason")), reason));
        content.setPrefWidth(700);
        return content;
    }

    private TableView<TriggerRecord> table(Desk desk) {
        Texts texts = desk.texts();
        TableView<TriggerRecord> table = new TableView<>(FXCollections.observableArrayList(records));
        table.setId("again-list");
        table.getColumns().add(column(texts.get("zones.again.record"), 76, one -> "#" + one.id()));
        table.getColumns().add(column(texts.get("zones.again.job"), 165, TriggerRecord::jobName));
        table.getColumns().add(column(texts.get("zones.again.fired"), 200, one -> {
            Instant fired = one.fired();
            return fired == null ? "" : desk.times().absolute(fired);
        }));
        table.getColumns()
                .add(column(
                        texts.get("zones.again.client"),
                        235,
                        one -> one.client() == null ? texts.get("zones.again.message") : one.client()));
        table.setPrefHeight(Math.min(220, 40 + 32 * (records.size() + 1)));
        table.setFocusTraversable(false);
        return table;
    }

    private static TableColumn<TriggerRecord, String> column(
            String title, double width, Function<TriggerRecord, String> text) {
        TableColumn<TriggerRecord, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        return column;
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
