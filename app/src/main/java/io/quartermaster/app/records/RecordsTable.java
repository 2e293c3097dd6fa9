package io.quartermaster.app.records;

import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.ScrollAnchor;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.TriggerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The table of records, newest first. New rows come on top without moving what a person looks at; older ones are
/// fetched before the end is reached.
final class RecordsTable extends TableView<RecordRow> {
    private static final double ROW_HEIGHT = 28;
    private static final double NEAR_THE_END = 0.9;
    private static final double RESULT_LEAST = 180;

    private final RecordsViewModel model;
    private final Texts texts;
    private final RecordWords words;
    private final List<AspectCell<RecordRow, TriggerRecord>> ageing = new ArrayList<>();
    private boolean followed;

    RecordsTable(RecordsViewModel model, Texts texts, Times times, AppState state) {
        this.model = model;
        this.texts = texts;
        this.words = new RecordWords(texts, times);
        setId("records-table");
        getStyleClass().add("records-table");
        setFixedCellSize(ROW_HEIGHT);
        setTableMenuButtonVisible(true);
        setPlaceholder(new Region());
        addColumns();
        setItems(model.rows());
        TableMemory.attach(state, "records", this);
        RoomyColumn.attach(this, "result", RESULT_LEAST);
        followSelection();
        texts.languageProperty().subscribe(now -> refresh());
        times.zoneProperty().subscribe(now -> refresh());
        skinProperty().subscribe(now -> Platform.runLater(this::followScroll));
    }

    /// The pulse of the page.
    void tick() {
        ageing.stream()
                .filter(cell ->
                        cell.getItem() != null && cell.getItem().status().running())
                .forEach(AspectCell::again);
        followScroll();
    }

    void toTop() {
        scrollTo(0);
        model.atTopProperty().set(true);
    }

    private void followScroll() {
        if (!followed && lookup(".scroll-bar:vertical") instanceof ScrollBar bar) {
            followed = true;
            bar.valueProperty().addListener((property, before, now) -> {
                if (!model.isArranging()) {
                    model.atTopProperty().set(ScrollAnchor.atTop(this));
                }
                if (now.doubleValue() > NEAR_THE_END * bar.getMax()) {
                    model.loadOlder();
                }
            });
        }
    }

    private void followSelection() {
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (!model.isArranging()) {
                model.selectedProperty().set(now);
            }
        });
        model.selectedProperty().subscribe(this::showSelected);
        Held held = new Held();
        model.aroundArranging(held::before, held::after);
    }

    private void showSelected(@Nullable RecordRow row) {
        if (row == null) {
            getSelectionModel().clearSelection();
        } else if (getSelectionModel().getSelectedItem() != row) {
            int index = getItems().indexOf(row);
            if (index >= 0) {
                getSelectionModel().clearAndSelect(index);
            }
        }
    }

    /// What must survive while rows come and go.
    private final class Held {
        private @Nullable ScrollAnchor<RecordRow> scroll;

        void before() {
            scroll = model.atTopProperty().get() ? null : ScrollAnchor.of(RecordsTable.this);
        }

        void after() {
            showSelected(model.selectedProperty().get());
            if (scroll != null) {
                scroll.restore();
            }
        }
    }

    private void addColumns() {
        add("status", 116, (cell, record) -> RunStatusLook.show(cell, record.status(), texts, "", null), "");
        add("job", 100, plain(TriggerRecord::jobName), "");
        add("due", 190, plain(words::due), "mono");
        add("fired", 108, (cell, record) -> cell.show(words.firedBesideDue(record), words.fired(record)), "mono");
        add("late", 84, plain(words::late), "number");
        add("duration", 116, plain(words::took), "number").setCellFactory(column -> {
            AspectCell<RecordRow, TriggerRecord> cell = cell(plain(words::took), "number");
            ageing.add(cell);
            return cell;
        });
        add("reason", 72, plain(words::reason), "");
        add("zone", 70, plain(record -> RecordWords.orEmpty(record.zone())), "");
        add("client", 150, plain(record -> RecordWords.orEmpty(record.client())), "");
        add(
                "result",
                220,
                (cell, record) ->
                        cell.show(words.outcome(record), null, record.error() == null ? "" : "status-failed", null),
                "");
        add("attempt", 44, plain(record -> Integer.toString(record.attempt())), "number");
        add("trace", 150, plain(record -> record.trace().value()), "mono");
        add("server", 110, plain(record -> RecordWords.orEmpty(record.server())), "");
    }

    private static BiConsumer<AspectCell<RecordRow, TriggerRecord>, TriggerRecord> plain(
            Function<TriggerRecord, String> text) {
        return (cell, record) -> cell.show(text.apply(record), null);
    }

    private TableColumn<RecordRow, TriggerRecord> add(
            String id,
            double width,
            BiConsumer<AspectCell<RecordRow, TriggerRecord>, TriggerRecord> show,
            String styleClass) {
        TableColumn<RecordRow, TriggerRecord> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("records.column." + id));
        column.setPrefWidth(width);
        // the ledger has one order: by due time, as pages are fetched
        column.setSortable(false);
        column.setCellValueFactory(features -> features.getValue().recordProperty());
        column.setCellFactory(each -> cell(show, styleClass));
        getColumns().add(column);
        return column;
    }

    private static AspectCell<RecordRow, TriggerRecord> cell(
            BiConsumer<AspectCell<RecordRow, TriggerRecord>, TriggerRecord> show, String styleClass) {
        AspectCell<RecordRow, TriggerRecord> cell = new AspectCell<>(show);
        if (!styleClass.isEmpty()) {
            cell.getStyleClass().add(styleClass);
        }
        return cell;
    }
}
