package io.quartermaster.app.runs;

import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.TopologyRunRepository.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The runs, newest first. FX thread only.
final class RunsTable extends TableView<RunRow> {
    private final RunsViewModel model;
    private final Texts texts;
    private final Times times;
    private final Consumer<RecordId> open;
    private boolean following;

    RunsTable(RunsViewModel model, Desk desk, Consumer<RecordId> open) {
        this.model = model;
        this.texts = desk.texts();
        this.times = desk.times();
        this.open = open;
        setId("runs-table");
        getStyleClass().addAll("servers-table", "records-table");
        setFixedCellSize(28);
        setPlaceholder(new Region());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        add("topology", 190, (cell, run) -> cell.show(run.record().jobName(), null));
        add("run", 70, (cell, run) -> cell.show("#" + run.record().id(), null));
        add("version", 84, (cell, run) -> cell.show(run.version() == 0 ? "" : "v" + run.version(), null));
        add("status", 130, (cell, run) -> RunStatusLook.show(cell, run.record().status(), texts, "", null));
        add(
                "due",
                190,
                (cell, run) -> cell.show(
                        times.absolute(run.record().due()),
                        times.relative(run.record().due())));
        add("began", 190, (cell, run) -> cell.show(at(run.started()), null));
        add("took", 100, (cell, run) -> cell.show(took(run), null));
        add(
                "reason",
                100,
                (cell, run) -> cell.show(
                        texts.get("records.reason." + run.record().reason().name()), null));
        add("error", 300, (cell, run) -> cell.show(error(run.record()), null));
        setItems(model.rows());
        TableMemory.attach(desk.state(), "runs", this);
        setRowFactory(table -> row());
        setOnKeyPressed(event -> {
            RunRow row = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && row != null) {
                open.accept(row.id());
                event.consume();
            }
        });
        getSelectionModel().getSelectedItems().subscribe(this::tell);
        model.selected().subscribe(this::follow);
        texts.languageProperty().subscribe(now -> refresh());
        times.zoneProperty().subscribe(now -> refresh());
    }

    private TableRow<RunRow> row() {
        TableRow<RunRow> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            RunRow item = row.getItem();
            if (event.getClickCount() == 2 && item != null) {
                open.accept(item.id());
            }
        });
        return row;
    }

    private void add(String id, double width, BiConsumer<AspectCell<RunRow, Run>, Run> show) {
        TableColumn<RunRow, Run> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("runs.column." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> row.getValue().runProperty());
        column.setCellFactory(each -> new AspectCell<>(show));
        getColumns().add(column);
    }

    private String at(@Nullable Instant instant) {
        return instant == null ? "" : times.absolute(instant);
    }

    private String took(Run run) {
        Instant fired = run.record().fired();
        if (run.record().status() == RunStatus.EXECUTING && fired != null) {
            Duration so = Duration.between(fired, times.ticker().clock().instant());
            return times.duration(so.isNegative() ? Duration.ZERO : so);
        }
        return run.record().duration().map(times::duration).orElse("");
    }

    private static String error(TriggerRecord record) {
        return record.error() == null ? "" : record.error();
    }

    private void tell() {
        if (!following && !model.isArranging()) {
            following = true;
            model.select(List.copyOf(getSelectionModel().getSelectedItems().stream()
                    .filter(java.util.Objects::nonNull)
                    .map(RunRow::id)
                    .toList()));
            following = false;
        }
    }

    private void follow() {
        if (following) {
            return;
        }
        following = true;
        getSelectionModel().clearSelection();
        model.selected().forEach(id -> model.row(id)
                .ifPresent(row -> getSelectionModel().select(row)));
        following = false;
    }
}
