package io.quartermaster.app.audit;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.AuditEntry;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One entry in full, with both sides of the change field by field. FX thread only.
final class EntryDetails extends ScrollPane {
    private final Desk desk;
    private final Texts texts;
    private final AuditViewModel model;
    private final VBox content = new VBox(12);
    private final BooleanProperty all = new SimpleBooleanProperty(this, "all");
    private @Nullable AuditEntry shown;

    EntryDetails(Desk desk, AuditViewModel model) {
        super();
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        setId("audit-details");
        getStyleClass().add("audit-details");
        content.getStyleClass().add("pad-16");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        all.subscribe(now -> show(shown));
        texts.languageProperty().subscribe(language -> show(shown));
        desk.times().zoneProperty().subscribe(zone -> show(shown));
    }

    void show(@Nullable AuditEntry entry) {
        shown = entry;
        if (entry == null) {
            Label none = new Label(texts.get("audit.none.selected"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            content.getChildren().setAll(none);
            return;
        }
        Label title = new Label(model.words(entry.action()));
        title.getStyleClass().add("subheading");
        title.setWrapText(true);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, title, space, desk.actions().button("audit.copy"));
        head.setAlignment(Pos.CENTER_LEFT);
        content.getChildren().setAll(head, facts(entry));
        List<FieldChange> changes = FieldChange.between(entry.objectKind(), entry.before(), entry.after());
        if (changes.isEmpty()) {
            Label none = new Label(texts.get("audit.diff.none"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            content.getChildren().add(none);
        } else {
            content.getChildren().addAll(diffHead(changes), diff(changes, entry));
        }
    }

    private GridPane facts(AuditEntry entry) {
        GridPane grid = new GridPane(12, 4);
        fact(grid, "audit.column.time", desk.times().absolute(entry.at()));
        fact(grid, "audit.column.who", entry.actor().who());
        fact(grid, "audit.column.host", entry.actor().host());
        fact(grid, "audit.column.object", texts.get("audit.object", kind(entry.objectKind()), entry.objectName()));
        fact(grid, "audit.column.action", entry.action());
        String reason = entry.reason();
        fact(grid, "audit.column.reason", reason == null ? texts.get("audit.noreason") : reason);
        return grid;
    }

    private String kind(String kind) {
        String key = "audit.kind." + kind;
        return texts.has(key) ? texts.get(key) : kind;
    }

    private void fact(GridPane grid, String key, String value) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().addAll("muted", "small");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label text = new Label(value);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.TOP);
        grid.addRow(grid.getRowCount(), name, text);
    }

    private Node diffHead(List<FieldChange> changes) {
        long changed = changes.stream().filter(FieldChange::changed).count();
        Label count = new Label(texts.get("audit.diff.changed", changed));
        count.getStyleClass().add("strong");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, count, space);
        head.setAlignment(Pos.CENTER_LEFT);
        if (changed < changes.size()) {
            CheckBox box = new CheckBox(texts.get("audit.diff.all"));
            box.setId("audit-all");
            box.setSelected(all.get());
            box.setOnAction(event -> all.set(box.isSelected()));
            head.getChildren().add(box);
        }
        return head;
    }

    private GridPane diff(List<FieldChange> changes, AuditEntry entry) {
        GridPane grid = new GridPane();
        grid.setId("audit-diff");
        grid.getStyleClass().add("audit-diff");
        ColumnConstraints name = new ColumnConstraints();
        name.setPercentWidth(30);
        ColumnConstraints side = new ColumnConstraints();
        side.setPercentWidth(35);
        grid.getColumnConstraints().setAll(name, side, side);
        grid.addRow(0, head("audit.diff.field"), head("audit.diff.before"), head("audit.diff.after"));
        for (FieldChange change : changes) {
            if (change.changed() || all.get()) {
                row(grid, change, entry);
            }
        }
        return grid;
    }

    private void row(GridPane grid, FieldChange change, AuditEntry entry) {
        Label name = cell(change.name().isEmpty() ? entry.objectName() : field(entry, change), "diff-name");
        // where only changes are shown, a mark on each says nothing and takes the word's room
        if (change.changed() && all.get()) {
            name.setGraphic(new FontIcon("fth-edit-2"));
        }
        Label before = side(change.before(), change.changed() ? "diff-before" : "diff-same");
        Label after = side(change.after(), change.changed() ? "diff-after" : "diff-same");
        grid.addRow(grid.getRowCount(), name, before, after);
    }

    /// The field as its form calls it.
    private String field(AuditEntry entry, FieldChange change) {
        String key = "jobs.field." + change.name();
        return entry.objectKind().equals("job") && texts.has(key) ? texts.get(key) : change.name();
    }

    private Label head(String key) {
        Label label = cell(texts.get(key), "diff-head");
        label.getStyleClass().addAll("muted", "small");
        return label;
    }

    private Label side(@Nullable String text, String style) {
        Label label = cell(text == null ? texts.get("audit.diff.missing") : text, style);
        label.getStyleClass().add(text == null ? "faint" : "mono");
        return label;
    }

    private static Label cell(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().addAll("diff-cell", style);
        label.setWrapText(true);
        label.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setAlignment(Pos.TOP_LEFT);
        return label;
    }
}
