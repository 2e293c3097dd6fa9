package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.Trigger;
import io.quartermaster.store.TopologyVersionLine;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

/// The topologies, one a row. FX thread only.
final class TopologiesTable extends TableView<TopologyRow> {
    private final Texts texts;
    private final Times times;

    TopologiesTable(TopologiesViewModel model, Desk desk, Runnable open) {
        this.texts = desk.texts();
        this.times = desk.times();
        setId("topologies-table");
        getStyleClass().addAll("servers-table", "qm-table");
        setFixedCellSize(28);
        setPlaceholder(new Region());
        add("name", 220, (cell, row) -> cell.show(row.job().spec().name(), null));
        add("trigger", 170, (cell, row) -> cell.show(trigger(row.job().spec().trigger()), null));
        add("published", 150, this::showPublished);
        add("nodes", 76, (cell, row) -> cell.show(nodes(row), null));
        add("draft", 260, this::showDraft);
        setItems(model.rows());
        TableMemory.attach(desk.state(), "topologies", this);
        RoomyColumn.attach(this, "draft", 160);
        accessibleTextProperty().bind(texts.live("topologies.title"));
        texts.languageProperty().subscribe(now -> refresh());
        times.ticker().nowProperty().subscribe(now -> refresh());
        getSelectionModel().selectedItemProperty().subscribe(now -> model.selectedProperty()
                .set(now));
        model.selectedProperty().subscribe(now -> {
            if (now != null) {
                getSelectionModel().select(now);
            }
        });
        setRowFactory(table -> {
            TableRow<TopologyRow> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !row.isEmpty()) {
                    open.run();
                }
            });
            return row;
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open.run();
                event.consume();
            }
        });
    }

    private void add(String id, double width, BiConsumer<AspectCell<TopologyRow, TopologyRow>, TopologyRow> show) {
        TableColumn<TopologyRow, TopologyRow> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("topologies.column." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        getColumns().add(column);
    }

    private String trigger(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Cron cron -> cron.expression();
            case Trigger.OneTime once -> texts.get("topologies.trigger.once", times.seconds(once.at(), once.zone()));
            case Trigger.FixedRate rate -> texts.get("topologies.trigger.rate", times.duration(rate.every()));
            case Trigger.Event event -> texts.get("topologies.trigger.event");
        };
    }

    private void showPublished(AspectCell<TopologyRow, TopologyRow> cell, TopologyRow row) {
        Optional<TopologyVersionLine> published = row.published();
        if (published.isEmpty()) {
            cell.show(texts.get("topologies.published.none"), null, "muted", "fth-minus-circle");
            return;
        }
        TopologyVersionLine version = published.get();
        cell.show(
                texts.get("topologies.published.version", version.number()),
                texts.get("topologies.by", version.updatedBy(), times.absolute(version.updatedAt())),
                "status-ok",
                "fth-check-circle");
    }

    private String nodes(TopologyRow row) {
        return row.published()
                .or(row::draft)
                .map(version -> Integer.toString(version.nodes()))
                .orElse("");
    }

    private void showDraft(AspectCell<TopologyRow, TopologyRow> cell, TopologyRow row) {
        Optional<TopologyVersionLine> draft = row.draft();
        if (draft.isEmpty()) {
            cell.show("", null);
            return;
        }
        TopologyVersionLine version = draft.get();
        cell.show(
                texts.get(
                        "topologies.draft.by",
                        version.number(),
                        version.updatedBy(),
                        times.relative(version.updatedAt())),
                times.absolute(version.updatedAt()),
                "status-waiting",
                "fth-edit-2");
    }
}
