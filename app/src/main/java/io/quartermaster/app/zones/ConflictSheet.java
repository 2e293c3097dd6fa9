package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Shows what a person saw, what they want and what stands, when those differ; taking theirs is the default.
final class ConflictSheet {
    private ConflictSheet() {}

    /// @param overwrite asks once more and writes; not offered for an undo, which would hit somebody else's change
    static void open(Desk desk, Conflict conflict, Runnable takeTheirs, Runnable overwrite) {
        Texts texts = desk.texts();
        Label words = new Label(texts.get(conflict.undo() ? "zones.conflict.undo.text" : "zones.conflict.text"));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        GridPane rows = new GridPane(16, 8);
        add(rows, 0, texts.get("zones.conflict.seen"), conflict.seen(), texts, "conflict-seen");
        add(rows, 1, texts.get("zones.conflict.mine"), conflict.mine(), texts, "conflict-mine");
        add(rows, 2, texts.get("zones.conflict.theirs"), conflict.theirs(), texts, "conflict-theirs");
        VBox content = new VBox(12, words, rows);
        content.setPrefWidth(520);
        Button take = new Button(texts.get("zones.conflict.reload"));
        take.setId("conflict-take");
        Button over = new Button(texts.get("zones.conflict.overwrite"));
        over.setId("conflict-overwrite");
        over.getStyleClass().add("danger");
        var title = texts.live("zones.conflict.title", conflict.instance());
        Dialogs.Sheet sheet = conflict.undo()
                ? desk.dialogs().sheet(title, content, take)
                : desk.dialogs().sheet(title, content, over, take);
        take.setOnAction(event -> {
            sheet.close();
            takeTheirs.run();
        });
        over.setOnAction(event -> {
            sheet.close();
            overwrite.run();
        });
    }

    private static void add(GridPane rows, int row, String caption, @Nullable String value, Texts texts, String id) {
        Label name = new Label(caption);
        name.getStyleClass().add("muted");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label text = new Label(value == null ? texts.get("zones.conflict.norow") : value);
        text.setId(id);
        text.getStyleClass().add(value == null ? "muted" : "mono");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        rows.addRow(row, name, text);
    }
}
