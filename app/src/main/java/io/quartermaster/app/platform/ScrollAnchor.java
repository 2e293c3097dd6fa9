package io.quartermaster.app.platform;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/// Holds the rows a person looks at in place while rows are added or removed above them. FX thread only.
public final class ScrollAnchor<T> {
    private final TableView<T> table;
    private final @Nullable T first;
    private final double offset;

    private ScrollAnchor(TableView<T> table, @Nullable T first, double offset) {
        this.table = table;
        this.first = first;
        this.offset = offset;
    }

    /// Remembers what is on top now.
    public static <T> ScrollAnchor<T> of(TableView<T> table) {
        VirtualFlow<?> flow = flow(table);
        IndexedCell<?> cell = flow == null ? null : flow.getFirstVisibleCell();
        if (cell == null
                || cell.getIndex() < 0
                || cell.getIndex() >= table.getItems().size()) {
            return new ScrollAnchor<>(table, null, 0);
        }
        return new ScrollAnchor<>(table, table.getItems().get(cell.getIndex()), cell.getLayoutY());
    }

    /// Whether the very first row is fully in sight, or nothing is known.
    public static boolean atTop(TableView<?> table) {
        VirtualFlow<?> flow = flow(table);
        IndexedCell<?> cell = flow == null ? null : flow.getFirstVisibleCell();
        return cell == null || (cell.getIndex() <= 0 && cell.getLayoutY() > -2);
    }

    /// Puts it back on top, if it is still there.
    public void restore() {
        VirtualFlow<?> flow = flow(table);
        int index = first == null ? -1 : table.getItems().indexOf(first);
        if (flow != null && index >= 0) {
            flow.scrollToTop(index);
            flow.scrollPixels(-offset);
        }
    }

    private static @Nullable VirtualFlow<?> flow(TableView<?> table) {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }
}
