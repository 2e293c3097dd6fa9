package io.quartermaster.app.audit;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.AuditEntry;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// The entries, newest first, and more of them as the last ones come near. FX thread only.
final class AuditTable extends TableView<AuditEntry> {
    /// So many rows before the last one the next page is asked for.
    private static final int AHEAD = 20;

    private final Desk desk;
    private final Texts texts;
    private final AuditViewModel model;

    AuditTable(Desk desk, AuditViewModel model) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        setId("audit-table");
        setItems(model.entries());
        getColumns().add(column("time", 160, this::seconds, "mono"));
        getColumns().add(column("who", 88, entry -> entry.actor().who(), null));
        getColumns().add(column("host", 88, entry -> entry.actor().host(), "muted"));
        getColumns().add(column("action", 116, entry -> model.words(entry.action()), null));
        getColumns().add(column("object", 160, AuditEntry::objectName, null));
        getColumns().add(column("reason", 200, entry -> entry.reason() == null ? "" : entry.reason(), "muted"));
        setRowFactory(view -> new Row());
        accessibleTextProperty().bind(texts.live("audit.title"));
        TableMemory.attach(desk.state(), "audit", this);
        RoomyColumn.attach(this, "reason", 120);
        texts.languageProperty().subscribe((before, now) -> refresh());
        desk.times().zoneProperty().subscribe((before, now) -> refresh());
        setOnKeyPressed(event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                desk.actions().run("audit.copy");
                event.consume();
            }
        });
    }

    private TableColumn<AuditEntry, String> column(
            String id, double width, Function<AuditEntry, String> text, @Nullable String style) {
        TableColumn<AuditEntry, String> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("audit.column." + id));
        column.setPrefWidth(width);
        // the order is the database's, newest first, and holds for entries that are not read yet
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setCellFactory(view -> new Cell(style, text));
        return column;
    }

    /// The details have the milliseconds.
    private String seconds(AuditEntry entry) {
        return desk.times().seconds(entry.at(), desk.times().zoneProperty().get());
    }

    /// Asks for the next page when the end comes near.
    private final class Row extends TableRow<AuditEntry> {
        @Override
        protected void updateItem(@Nullable AuditEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (!empty && getIndex() >= model.entries().size() - AHEAD) {
                model.more();
            }
        }
    }

    /// A text that is whole in the tooltip; told anew when the language or the zone of times changes.
    private static final class Cell extends TableCell<AuditEntry, String> {
        private final Function<AuditEntry, String> text;
        private final Tooltip tip = new Tooltip();

        Cell(@Nullable String style, Function<AuditEntry, String> text) {
            this.text = text;
            if (style != null) {
                getStyleClass().add(style);
            }
            tip.setWrapText(true);
            tip.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable String value, boolean empty) {
            super.updateItem(value, empty);
            AuditEntry entry =
                    empty || getTableRow() == null ? null : getTableRow().getItem();
            String now = entry == null ? value : text.apply(entry);
            setText(empty ? null : now);
            tip.setText(now);
            setTooltip(empty || now == null || now.isEmpty() ? null : tip);
        }
    }
}
