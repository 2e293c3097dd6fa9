package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.Job;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// Two saves side by side: what it was, yours, theirs; and what to go on with. FX thread only.
final class ConflictView extends VBox {
    /// What a person may choose.
    interface Choices {
        void rebase();

        void takeTheirs();

        void back();
    }

    private final JobConflict conflict;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final CheckBox only = new CheckBox();

    ConflictView(JobConflict conflict, Texts texts, Times times, Choices choices) {
        this.conflict = conflict;
        this.texts = texts;
        setId("conflict");
        getStyleClass().add("conflict");
        Job theirs = conflict.theirs();
        Label title = new Label(
                texts.get("jobs.conflict.title", theirs.spec().name(), theirs.updatedBy()),
                new FontIcon("fth-alert-triangle"));
        title.getStyleClass().addAll("heading", "conflict-title", "status-waiting");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Label text = new Label(texts.get(
                "jobs.conflict.text",
                Integer.toString(theirs.version()),
                times.relative(theirs.updatedAt()),
                Integer.toString(conflict.base().version())));
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        only.setText(texts.get("jobs.conflict.only"));
        only.setSelected(true);
        only.setOnAction(event -> fill());
        columns();
        fill();
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        // above, as Save is in the form: what rises at the lower edge to tell of the save before would cover them
        getChildren().addAll(title, text, buttons(choices), scroll);
    }

    private HBox buttons(Choices choices) {
        Button back = button("jobs.conflict.cancel", "conflict-back", choices::back);
        Button take = button("jobs.conflict.take", "conflict-take", choices::takeTheirs);
        Button rebase = button("jobs.conflict.rebase", "conflict-rebase", choices::rebase);
        rebase.getStyleClass().add("accent");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(8, only, space, back, take, rebase);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Button button(String key, String id, Runnable handler) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> handler.run());
        return button;
    }

    private void columns() {
        grid.getStyleClass().add("conflict-grid");
        ColumnConstraints field = new ColumnConstraints();
        field.setMinWidth(120);
        field.setPrefWidth(150);
        grid.getColumnConstraints().add(field);
        for (int i = 0; i < 3; i++) {
            ColumnConstraints value = new ColumnConstraints();
            value.setPercentWidth(28);
            value.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(value);
        }
    }

    private void fill() {
        grid.getChildren().clear();
        grid.addRow(
                0,
                head(texts.get("jobs.conflict.field")),
                head(texts.get("jobs.conflict.base")),
                head(texts.get("jobs.conflict.yours")),
                head(texts.get("jobs.conflict.theirs", conflict.theirs().updatedBy())));
        List<JobConflict.Field> fields = conflict.fields().stream()
                .filter(field -> field.differs() || !only.isSelected())
                .toList();
        int row = 1;
        for (JobConflict.Field field : fields) {
            grid.addRow(
                    row++,
                    name(field),
                    value(field.base(), ""),
                    value(field.yours(), field.changedByYou() ? "changed-yours" : ""),
                    value(field.theirs(), field.changedByThem() ? "changed-theirs" : ""));
        }
    }

    private Node head(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "strong", "conflict-cell");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setWrapText(true);
        return label;
    }

    private Node name(JobConflict.Field field) {
        VBox box = new VBox(new Label(texts.get("jobs.field." + field.key())));
        box.getStyleClass().addAll("conflict-cell", "gap-4");
        if (field.clashes()) {
            Label clash = new Label(texts.get("jobs.conflict.clash"), new FontIcon("fth-alert-triangle"));
            clash.getStyleClass().addAll("status-waiting", "small");
            clash.setWrapText(true);
            clash.setMinHeight(USE_PREF_SIZE);
            box.getChildren().add(clash);
        }
        return box;
    }

    private Node value(String text, String styleClass) {
        Label label = new Label(text.isEmpty() ? texts.get("jobs.conflict.empty") : text);
        label.getStyleClass().add(text.isEmpty() ? "faint" : "mono");
        label.setWrapText(true);
        StackPane cell = new StackPane(label);
        cell.setAlignment(Pos.TOP_LEFT);
        cell.setMinHeight(USE_PREF_SIZE);
        cell.getStyleClass().add("conflict-cell");
        if (!styleClass.isEmpty()) {
            cell.getStyleClass().add(styleClass);
        }
        return cell;
    }
}
