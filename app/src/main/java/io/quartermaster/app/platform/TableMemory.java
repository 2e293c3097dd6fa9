package io.quartermaster.app.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// Remembers a table's columns: order, width, whether they show. Every column needs an id. FX thread only.
public final class TableMemory<T> {
    private final AppState state;
    private final String key;
    private final TableView<T> table;
    private final InvalidationListener changed = property -> save();
    private boolean restoring;

    private TableMemory(AppState state, String id, TableView<T> table) {
        this.state = state;
        this.key = "table." + id;
        this.table = table;
    }

    /// Puts the columns as they were left and follows them from now on.
    public static <T> void attach(AppState state, String id, TableView<T> table) {
        TableMemory<T> memory = new TableMemory<>(state, id, table);
        memory.restore();
        for (TableColumn<T, ?> column : table.getColumns()) {
            column.widthProperty().addListener(memory.changed);
            column.visibleProperty().addListener(memory.changed);
        }
        table.getColumns().addListener((ListChangeListener<TableColumn<T, ?>>) change -> memory.save());
    }

    private void save() {
        if (restoring) {
            return;
        }
        state.remember(
                key,
                table.getColumns().stream()
                        .map(column -> column.getId()
                                + ":"
                                + String.format(Locale.ROOT, "%.0f", column.getWidth())
                                + ":"
                                + (column.isVisible() ? "1" : "0"))
                        .collect(Collectors.joining(",")));
    }

    private void restore() {
        restoring = true;
        List<TableColumn<T, ?>> ordered = new ArrayList<>();
        for (String entry : state.note(key, "").split(",", -1)) {
            List<String> parts = Arrays.asList(entry.split(":", -1));
            if (parts.size() == 3 && parts.get(1).matches("\\d{1,5}")) {
                table.getColumns().stream()
                        .filter(column -> parts.getFirst().equals(column.getId()))
                        .findFirst()
                        .ifPresent(column -> {
                            column.setPrefWidth(Double.parseDouble(parts.get(1)));
                            column.setVisible(parts.get(2).equals("1"));
                            ordered.add(column);
                        });
            }
        }
        // a column this version added comes after those the person had arranged
        table.getColumns().stream().filter(column -> !ordered.contains(column)).forEach(ordered::add);
        table.getColumns().setAll(ordered);
        restoring = false;
    }
}
