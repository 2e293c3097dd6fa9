package io.quartermaster.app.work;

import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.work.ChunkStatus;
import java.time.Duration;
import java.util.function.BiConsumer;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The chunks over the machines; choosing one shows its chunks. FX thread only.
final class MachinesTable extends TableView<WorkSnapshot.Machine> {
    private static final double ROW_HEIGHT = 28;
    private static final double LEAST = 120;

    private final WorkViewModel model;
    private final Texts texts;
    private final Times times;
    private final WorkWords words;
    private int most = 1;
    private boolean showing;

    MachinesTable(WorkViewModel model, Texts texts, Times times, WorkWords words, AppState state) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.words = words;
        setId("work-machines");
        getStyleClass().add("qm-table");
        setFixedCellSize(ROW_HEIGHT);
        setPlaceholder(new Region());
        add(
                "machine",
                LEAST,
                (cell, each) -> cell.show(WorkWords.place(each.part().client()), tip(each)));
        add("chunks", 96, (cell, each) -> {}).setCellFactory(column -> new BarCell());
        number("done", 64, each -> Integer.toString(each.count(ChunkStatus.SUCCEED)));
        number("now", 48, each -> Integer.toString(each.count(ChunkStatus.EXECUTING)));
        number("failed", 64, each -> Integer.toString(each.count(ChunkStatus.FAILED)));
        number("items", 80, each -> texts.get("work.number", each.items()));
        number("each", 72, each -> each.each() == 0 ? "" : times.duration(Duration.ofMillis(each.each())));
        add("state", 112, (cell, each) -> RunStatusLook.show(cell, each.part().status(), texts, "", tip(each)));
        add("zone", 64, (cell, each) -> cell.show(each.part().zone(), null));
        TableMemory.attach(state, "work-machines", this);
        RoomyColumn.attach(this, "machine", LEAST);
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (!showing) {
                model.chunks()
                        .machineProperty()
                        .set(now == null ? null : now.part().instance());
            }
        });
        accessibleTextProperty().bind(texts.live("work.machines"));
        texts.languageProperty().subscribe(now -> refresh());
    }

    void show(WorkSnapshot now) {
        showing = true;
        most = Math.max(
                1,
                now.machines().stream()
                        .mapToInt(WorkSnapshot.Machine::all)
                        .max()
                        .orElse(1));
        if (!getItems().equals(now.machines())) {
            getItems().setAll(now.machines());
        }
        String chosen = model.chunks().machineProperty().get();
        getSelectionModel().clearSelection();
        for (int i = 0; chosen != null && i < getItems().size(); i++) {
            if (getItems().get(i).part().instance().equals(chosen)) {
                getSelectionModel().select(i);
            }
        }
        showing = false;
    }

    private String tip(WorkSnapshot.Machine each) {
        String message = each.part().message();
        return each.part().client() + "\n" + each.part().instance() + (message == null ? "" : "\n" + message);
    }

    private interface Of {
        String text(WorkSnapshot.Machine machine);
    }

    private void number(String id, double width, Of of) {
        add(id, width, (cell, each) -> {}).setCellFactory(column -> {
            AspectCell<WorkSnapshot.Machine, WorkSnapshot.Machine> cell =
                    new AspectCell<>((shown, each) -> shown.show(of.text(each), null));
            cell.getStyleClass().add("number");
            return cell;
        });
    }

    private TableColumn<WorkSnapshot.Machine, WorkSnapshot.Machine> add(
            String id,
            double width,
            BiConsumer<AspectCell<WorkSnapshot.Machine, WorkSnapshot.Machine>, WorkSnapshot.Machine> show) {
        TableColumn<WorkSnapshot.Machine, WorkSnapshot.Machine> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("work.machine." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(features -> new SimpleObjectProperty<>(features.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        getColumns().add(column);
        return column;
    }

    /// How many of all chunks it had, beside the machine that had most.
    private final class BarCell extends TableCell<WorkSnapshot.Machine, WorkSnapshot.Machine> {
        private final ShareBar bar = new ShareBar();
        private final StackPane track = new StackPane(bar);

        @Override
        protected void updateItem(WorkSnapshot.@Nullable Machine item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            bar.show(item.chunks(), most);
            setGraphic(track);
            setTooltip(new javafx.scene.control.Tooltip(words.counts(item.chunks())));
        }
    }
}
