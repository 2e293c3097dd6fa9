package io.quartermaster.app.runs;

import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// The same topology of a run as a list, in the order of the run. FX thread only.
final class RunNodes extends TableView<NodeId> {
    private final RunViewModel model;
    private final RunWords words;
    private final Texts texts;
    private final Times times;
    private boolean following;

    RunNodes(RunViewModel model, RunWords words, Texts texts, Times times) {
        this.model = model;
        this.words = words;
        this.texts = texts;
        this.times = times;
        setId("run-nodes");
        getStyleClass().addAll("servers-table", "qm-table");
        setFixedCellSize(28);
        accessibleTextProperty().bind(texts.live("runs.list"));
        add("name", 200, this::name);
        add(
                "status",
                150,
                (cell, fold) -> cell.show(
                        words.word(fold.standing()),
                        null,
                        "status-" + fold.standing().look().token(),
                        fold.standing().look().icon()));
        add("note", 170, (cell, fold) -> cell.show(note(fold), null));
        add("job", 150, (cell, fold) -> cell.show(job(fold), null));
        add("began", 190, (cell, fold) -> cell.show(at(fold.state().began()), null));
        add("ended", 190, (cell, fold) -> cell.show(at(fold.state().ended()), null));
        add("message", 260, (cell, fold) -> cell.show(fold.state().message(), null));
        model.shownProperty().subscribe(now -> show());
        model.selectedProperty().subscribe(now -> follow());
        getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            if (now != null && !following) {
                model.selectedProperty().set(now);
            }
        });
    }

    private void add(String id, double width, BiConsumer<AspectCell<NodeId, NodeId>, NodeFold> show) {
        TableColumn<NodeId, NodeId> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("runs.list." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(each -> new AspectCell<>((cell, id1) -> {
            Shown now = model.shownProperty().get();
            if (now != null) {
                now.folded().node(id1).ifPresent(fold -> show.accept(cell, fold));
            }
        }));
        getColumns().add(column);
    }

    private void name(AspectCell<NodeId, NodeId> cell, NodeFold fold) {
        Shown now = model.shownProperty().get();
        boolean critical = now != null && fold.keys().stream().anyMatch(now.critical()::contains);
        String name = fold.node().name();
        cell.show(
                critical ? "◆ " + name : name,
                critical ? name + "\n" + texts.get("runs.timeline.critical") : name,
                critical ? "run-critical" : "",
                null);
    }

    private String note(NodeFold fold) {
        Shown now = model.shownProperty().get();
        return now == null ? "" : words.note(fold, now.at());
    }

    private String job(NodeFold fold) {
        return fold.node().part() instanceof Part.Work work
                ? model.jobNames().getOrDefault(work.job(), work.job().toString())
                : "";
    }

    private String at(@org.jspecify.annotations.Nullable Instant instant) {
        return instant == null ? "" : times.absolute(instant);
    }

    private void show() {
        Shown now = model.shownProperty().get();
        List<NodeId> ids = now == null
                ? List.of()
                : now.folded().nodes().stream().map(fold -> fold.node().id()).toList();
        following = true;
        if (!getItems().equals(ids)) {
            ListEdits.replace(getItems(), ids);
        }
        following = false;
        refresh();
        follow();
    }

    private void follow() {
        following = true;
        NodeId node = model.selectedProperty().get();
        if (node == null) {
            getSelectionModel().clearSelection();
        } else {
            getSelectionModel().select(node);
        }
        following = false;
    }
}
