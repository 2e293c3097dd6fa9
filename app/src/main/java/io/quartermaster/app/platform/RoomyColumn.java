package io.quartermaster.app.platform;

import javafx.beans.InvalidationListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// Gives one column of a table the width the others leave, so that no table ends in blank space. FX thread only.
///
/// When the others leave too little, the column keeps its least width and the table scrolls sideways.
public final class RoomyColumn<T> {
    /// The vertical scroll bar, or the button of the columns, which lies over the last heading.
    private static final double CORNER = 18;

    private final TableView<T> table;
    private final TableColumn<T, ?> column;
    private final double least;
    // a field, as the columns it listens to may outlive a caller's reference
    private final InvalidationListener changed = property -> fit();

    private RoomyColumn(TableView<T> table, TableColumn<T, ?> column, double least) {
        this.table = table;
        this.column = column;
        this.least = least;
    }

    /// Call once all columns are in the table.
    ///
    /// @param id of the column
    public static <T> void attach(TableView<T> table, String id, double least) {
        TableColumn<T, ?> column = table.getColumns().stream()
                .filter(each -> id.equals(each.getId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + id));
        RoomyColumn<T> roomy = new RoomyColumn<>(table, column, least);
        table.widthProperty().addListener(roomy.changed);
        for (TableColumn<T, ?> each : table.getColumns()) {
            each.visibleProperty().addListener(roomy.changed);
            if (each != column) {
                each.widthProperty().addListener(roomy.changed);
            }
        }
        roomy.fit();
    }

    private void fit() {
        double others = table.getVisibleLeafColumns().stream()
                .filter(each -> each != column)
                .mapToDouble(TableColumn::getWidth)
                .sum();
        double wanted = Math.max(least, Math.floor(table.getWidth() - others - CORNER));
        if (table.getWidth() > 0 && wanted != column.getPrefWidth()) {
            column.setPrefWidth(wanted);
        }
    }
}
