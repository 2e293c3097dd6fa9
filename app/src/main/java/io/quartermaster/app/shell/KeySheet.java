package io.quartermaster.app.shell;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The sheet of keys behind F1 and `?`: made from the registry, so it cannot leave one out.
final class KeySheet {
    private KeySheet() {}

    static void open(Desk desk, Navigator navigator) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("key-sheet");
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, new ColumnConstraints());
        int row = 0;
        List<Action> keyed = desk.actions().actions().stream()
                .filter(action -> action.key() != null)
                .toList();
        for (Action action : keyed) {
            String keys = Objects.requireNonNull(action.key()).getDisplayText();
            addRow(grid, row++, desk.texts().get(action.textKey()), keys);
        }
        int pages = Math.min(9, navigator.pages().size());
        addRow(grid, row, desk.texts().get("shell.keys.pages"), "Ctrl+1 … Ctrl+" + pages);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        Button close = new Button(desk.texts().get("platform.close"));
        Dialogs.Sheet sheet = desk.dialogs().sheet(desk.texts().live("shell.keys.title"), scroll, close);
        close.setOnAction(event -> sheet.close());
    }

    private static void addRow(GridPane grid, int row, String name, String keys) {
        Label label = new Label(name);
        Label key = new Label(keys);
        key.getStyleClass().addAll("keys", "small");
        key.setMinWidth(Label.USE_PREF_SIZE);
        grid.addRow(row, label, key);
    }
}
