package io.quartermaster.app.cluster;

import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.store.ClusterRepository.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Who came, who went, when and why; the newest first. FX thread only.
final class TenureTable extends TableView<Tenure> {
    private final Texts texts;
    private final Times times;
    private final ClusterWords words;
    /// The tenures of the living.
    private Set<Long> here = Set.of();

    TenureTable(ClusterViewModel model, Desk desk) {
        this.texts = desk.texts();
        this.times = desk.times();
        this.words = new ClusterWords(texts, times);
        setId("tenures-table");
        getStyleClass().addAll("servers-table", "qm-table");
        setFixedCellSize(28);
        setPlaceholder(new Region());
        add("came", 160, (cell, tenure) -> cell.show(seconds(tenure.started()), times.absolute(tenure.started())));
        add("server", 150, (cell, tenure) -> cell.show(tenure.serverId(), null));
        add("tenure", 76, (cell, tenure) -> cell.show(Long.toString(tenure.epoch()), null));
        add("left", 176, this::showLeft);
        add("lasted", 96, (cell, tenure) -> cell.show(lasted(tenure), null));
        add("why", 220, (cell, tenure) -> cell.show(words.end(tenure), null));
        setItems(model.tenures());
        TableMemory.attach(desk.state(), "tenures", this);
        RoomyColumn.attach(this, "why", 160);
        accessibleTextProperty().bind(texts.live("cluster.history"));
        model.shownProperty().subscribe(this::follow);
        texts.languageProperty().subscribe(now -> refresh());
        times.zoneProperty().subscribe(now -> refresh());
    }

    /// A tenure whose server fell silent is ended only when a leader finds it so.
    private void follow(@Nullable ClusterSnapshot now) {
        Set<Long> alive = now == null
                ? Set.of()
                : now.members().stream()
                        .filter(Member::alive)
                        .map(member -> member.row().epoch())
                        .collect(Collectors.toSet());
        if (!alive.equals(here)) {
            here = alive;
            refresh();
        }
    }

    private void add(String id, double width, BiConsumer<AspectCell<Tenure, Tenure>, Tenure> show) {
        TableColumn<Tenure, Tenure> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("cluster.history.column." + id));
        column.setPrefWidth(width);
        // the order is that of the tenures
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        getColumns().add(column);
    }

    private void showLeft(AspectCell<Tenure, Tenure> cell, Tenure tenure) {
        Instant ended = tenure.ended();
        if (ended == null && here.contains(tenure.epoch())) {
            cell.show(texts.get("cluster.history.here"), null, "status-ok", "fth-check-circle");
        } else if (ended == null) {
            cell.show(texts.get("cluster.history.silent"), null, "status-failed", "fth-x-circle");
        } else {
            cell.show(seconds(ended), times.absolute(ended));
        }
    }

    private String lasted(Tenure tenure) {
        Instant ended = tenure.ended();
        return ended == null ? texts.get("cluster.none") : times.duration(Duration.between(tenure.started(), ended));
    }

    private String seconds(Instant at) {
        return times.seconds(at, times.zoneProperty().get());
    }
}
