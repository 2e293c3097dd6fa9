package io.quartermaster.app.clients;

import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import java.util.function.BiConsumer;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;

/// The jobs of which nobody can run a handler, and what is missing. FX thread only.
final class LackingTable extends TableView<LackingJob> {
    private static final double ROW_HEIGHT = 28;
    private static final double LEAST = 200;

    private final Texts texts;
    private final ClientWords words;

    LackingTable(ClientsViewModel model, Texts texts, Times times, AppState state, ClientsPage.Opens opens) {
        this.texts = texts;
        this.words = new ClientWords(texts, times);
        setId("lacking-table");
        getStyleClass().add("qm-table");
        setFixedCellSize(ROW_HEIGHT);
        setPlaceholder(new Region());
        add("job", 140, (cell, job) -> cell.show(job.name(), null));
        add("application", 104, (cell, job) -> cell.show(job.application(), null));
        add("handler", 124, (cell, job) -> cell.show(job.handler(), null));
        add("why", LEAST, (cell, job) -> cell.show(words.why(job), null, "status-waiting", "fth-alert-triangle"));
        setItems(model.lacking());
        setRowFactory(table -> {
            TableRow<LackingJob> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                LackingJob job = row.getItem();
                if (event.getClickCount() == 2 && job != null) {
                    opens.records(job.job(), job.name(), null);
                }
            });
            return row;
        });
        TableMemory.attach(state, "lacking", this);
        RoomyColumn.attach(this, "why", LEAST);
        accessibleTextProperty().bind(texts.live("clients.lacking"));
        texts.languageProperty().subscribe(now -> refresh());
    }

    private void add(String id, double width, BiConsumer<AspectCell<LackingJob, LackingJob>, LackingJob> show) {
        TableColumn<LackingJob, LackingJob> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("clients.lacking.column." + id));
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> new SimpleObjectProperty<>(features.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        column.setSortable(false);
        getColumns().add(column);
    }
}
