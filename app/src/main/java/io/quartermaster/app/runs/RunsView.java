package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import java.time.Instant;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The runs of all topologies as a list, or of one as a history. FX thread only.
final class RunsView extends VBox {
    private final Desk desk;
    private final Texts texts;
    private final RunsViewModel model;
    private final ComboBox<Choice> chooser = new ComboBox<>();
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ToggleButton asList = new ToggleButton(null, new FontIcon("fth-list"));
    private boolean following;

    /// A topology to choose; null stands for all of them.
    private record Choice(@Nullable JobId job, String name) {}

    RunsView(Desk desk, RunsViewModel model, HistoryGrid.Opening open) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        PageHeader header = new PageHeader(
                texts,
                "runs.title",
                desk.actions().iconButton(RunsActions.REFRESH),
                desk.actions().button(RunsActions.COMPARE),
                desk.actions().button(RunsActions.OPEN),
                begin());
        header.freshness().textProperty().bind(freshness());
        RunsTable table = new RunsTable(model, desk, run -> open.open(run, null));
        HistoryGrid grid = new HistoryGrid(model, texts, desk.times(), open);
        StackPane body = new StackPane(table, grid);
        var gridShown =
                model.chosenProperty().isNotNull().and(asList.selectedProperty().not());
        grid.visibleProperty().bind(gridShown);
        table.visibleProperty().bind(gridShown.not());
        Faces faces = new Faces(texts, body);
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        model.faceProperty().subscribe(face -> show(faces, face));
        getChildren().setAll(header, bar(), faces);
        model.topologies().subscribe(this::fill);
        model.chosenProperty().subscribe(now -> follow());
        texts.languageProperty().subscribe(now -> fill());
    }

    void focusChooser() {
        chooser.requestFocus();
    }

    private Button begin() {
        Button begin = desk.actions().button(RunsActions.BEGIN);
        begin.getStyleClass().add("accent");
        return begin;
    }

    private HBox bar() {
        chooser.setId("runs-topology");
        chooser.setItems(choices);
        chooser.setPrefWidth(260);
        chooser.setVisibleRowCount(16);
        chooser.accessibleTextProperty().bind(texts.live("runs.topology"));
        chooser.setButtonCell(cell());
        chooser.setCellFactory(list -> cell());
        chooser.valueProperty().subscribe(now -> {
            if (now != null && !following) {
                model.chosenProperty().set(now.job());
            }
        });
        asList.setId("runs-as-list");
        asList.textProperty().bind(texts.live("runs.aslist"));
        asList.visibleProperty().bind(model.chosenProperty().isNotNull());
        Label help = new Label();
        help.getStyleClass().addAll("muted", "small");
        help.textProperty().bind(texts.live("runs.help"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(8, chooser, asList, space, help);
        bar.getStyleClass().add("filter-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private static ListCell<Choice> cell() {
        return new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Choice item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? "" : item.name());
            }
        };
    }

    private void fill() {
        following = true;
        choices.clear();
        choices.add(new Choice(null, texts.get("runs.topology.all")));
        for (Job job : model.topologies()) {
            choices.add(new Choice(job.id(), job.spec().name()));
        }
        following = false;
        follow();
    }

    private void follow() {
        following = true;
        JobId chosen = model.chosenProperty().get();
        choices.stream()
                .filter(choice -> Objects.equals(choice.job(), chosen))
                .findFirst()
                .ifPresent(chooser::setValue);
        following = false;
    }

    private void show(Faces faces, RunsViewModel.Face face) {
        switch (face) {
            case NO_CONNECTION ->
                faces.showEmpty("fth-log-in", texts.live("runs.face.off"), texts.live("runs.face.off.todo"), null);
            case LOADING -> faces.showLoading();
            case EMPTY ->
                faces.showEmpty(
                        "fth-play-circle", texts.live("runs.face.empty"), texts.live("runs.face.empty.todo"), null);
            case BROKEN -> {
                Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
                faces.showBroken(
                        texts.live("runs.face.broken", desk.times().absolute(trouble.since())),
                        new SimpleStringProperty(trouble.cause()),
                        model::refresh);
            }
            case READY -> faces.showContent();
        }
    }

    private ObservableValue<String> freshness() {
        return Bindings.createStringBinding(
                () -> {
                    Instant at = model.updatedProperty().get();
                    Trouble trouble = model.troubleProperty().get();
                    if (at == null) {
                        return "";
                    }
                    return trouble == null
                            ? texts.get("runs.list.updated", desk.times().relative(at))
                            : texts.get("runs.unknown", desk.times().absolute(at), trouble.cause());
                },
                model.updatedProperty(),
                model.troubleProperty(),
                desk.times().ticker().nowProperty(),
                texts.languageProperty());
    }
}
