package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.TopologyVersionLine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Every version of the open topology, and what can be done to each. FX thread only.
final class VersionsPane extends VBox {
    static final String OPEN = "topologies.versions.open";
    static final String COMPARE = "topologies.versions.compare";
    static final String RESTORE = "topologies.versions.restore";
    static final String DISCARD = "topologies.versions.discard";
    static final String DELETE = "topologies.versions.delete";

    /// What the pane leads to.
    interface Hands {
        void open(TopologyVersionLine line);

        void compare(TopologyVersionLine before, TopologyVersionLine after);

        void close();
    }

    private final Desk desk;
    private final Texts texts;
    private final EditorViewModel model;
    private final Hands hands;
    private final ActionSet actions;
    private final TableView<TopologyVersionLine> table = new TableView<>();
    private Subscription subscriptions = Subscription.EMPTY;

    VersionsPane(Desk desk, EditorViewModel model, Hands hands) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.hands = hands;
        this.actions = new ActionSet(
                desk,
                table.getSelectionModel().getSelectedItems(),
                model.versions(),
                model.versionProperty(),
                texts.languageProperty());
        setId("topology-versions-pane");
        getStyleClass().add("topology-sheet");
        make();
        actions.register();
        table();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().setAll(bar(desk.actions()), table);
    }

    /// Call when the pane goes.
    void dispose() {
        actions.unregister();
        subscriptions.unsubscribe();
    }

    private void make() {
        actions.add(OPEN, "fth-eye", () -> hands.open(one()), this::whyNotOne);
        actions.add(COMPARE, "fth-columns", this::compare, "shortcut+d", this::whyNotCompare);
        actions.add(actions.action(RESTORE, "fth-edit-2", this::restore, this::whyNotRestore)
                .writing());
        actions.add(actions.action(DISCARD, "fth-archive", () -> model.deeds().discard(one()), this::whyNotDiscard)
                .writing()
                .confirmedBy(() -> VersionActions.ask(model, texts, "discard", one().number())));
        actions.add(actions.action(DELETE, "fth-trash-2", () -> model.deeds().delete(one()), this::whyNotDelete)
                .onKey("DELETE")
                .writing()
                .confirmedBy(() -> VersionActions.ask(model, texts, "versions.delete", one().number())
                        .asIrreversible()));
    }

    private VBox bar(ActionRegistry registry) {
        Label title = new Label();
        title.textProperty()
                .bind(texts.live("topologies.versions.title", model.job().spec().name()));
        title.getStyleClass().add("heading");
        title.setMinWidth(0);
        HBox above = new HBox(8, SheetBar.back(texts, hands::close), title);
        above.setAlignment(Pos.CENTER_LEFT);
        FlowPane buttons = new FlowPane(8, 6);
        for (String id : List.of(OPEN, COMPARE, RESTORE, DISCARD, DELETE)) {
            Button button = registry.button(id);
            button.setMinWidth(USE_PREF_SIZE);
            buttons.getChildren().add(button);
        }
        VBox bar = new VBox(8, above, buttons);
        bar.getStyleClass().add("sheet-bar");
        return bar;
    }

    private void table() {
        table.setId("versions-table");
        table.getStyleClass().addAll("servers-table", "qm-table");
        table.setFixedCellSize(28);
        table.setItems(model.versions());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.accessibleTextProperty().bind(texts.live("topologies.versions"));
        add("number", 90, (cell, line) -> cell.show(Integer.toString(line.number()), null));
        add("state", 130, this::showState);
        add("nodes", 80, (cell, line) -> cell.show(Integer.toString(line.nodes()), null));
        add("who", 140, (cell, line) -> cell.show(line.updatedBy(), null));
        add(
                "when",
                150,
                (cell, line) -> cell.show(
                        desk.times().relative(line.updatedAt()), desk.times().absolute(line.updatedAt())));
        add(
                "from",
                110,
                (cell, line) -> cell.show(
                        line.baseline() == 0 ? texts.get("topologies.versions.blank") : "" + line.baseline(), null));
        add("note", 220, (cell, line) -> cell.show(Objects.requireNonNullElse(line.note(), ""), null));
        RoomyColumn.attach(table, "note", 120);
        subscriptions = Subscription.combine(
                texts.languageProperty().subscribe(now -> table.refresh()),
                desk.times().ticker().nowProperty().subscribe(now -> table.refresh()),
                model.versionProperty().subscribe(now -> table.refresh()));
        table.setRowFactory(view -> {
            TableRow<TopologyVersionLine> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !row.isEmpty()) {
                    hands.open(row.getItem());
                }
            });
            return row;
        });
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && whyNotOne() == null) {
                hands.open(one());
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                hands.close();
                event.consume();
            }
        });
        shown().ifPresent(line -> table.getSelectionModel().select(line));
    }

    TableView<TopologyVersionLine> list() {
        return table;
    }

    private void add(
            String id,
            double width,
            BiConsumer<AspectCell<TopologyVersionLine, TopologyVersionLine>, TopologyVersionLine> show) {
        TableColumn<TopologyVersionLine, TopologyVersionLine> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("topologies.versions." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        table.getColumns().add(column);
    }

    private void showState(AspectCell<TopologyVersionLine, TopologyVersionLine> cell, TopologyVersionLine line) {
        String word = texts.get("topologies.state." + line.state().name());
        TopologyVersion shown = model.version();
        boolean here = shown != null && shown.number() == line.number();
        cell.show(
                here ? texts.get("topologies.versions.here", word) : word,
                null,
                switch (line.state()) {
                    case DRAFT -> "status-waiting";
                    case PUBLISHED -> "status-ok";
                    case ARCHIVED, DISCARDED -> "muted";
                },
                switch (line.state()) {
                    case DRAFT -> "fth-edit-2";
                    case PUBLISHED -> "fth-check-circle";
                    case ARCHIVED -> "fth-archive";
                    case DISCARDED -> "fth-slash";
                });
    }

    /// By their places: the list of selected items is out of step while the table's own changes.
    private List<TopologyVersionLine> selected() {
        return table.getSelectionModel().getSelectedIndices().stream()
                .filter(index -> index >= 0 && index < model.versions().size())
                .map(model.versions()::get)
                .toList();
    }

    private TopologyVersionLine one() {
        return selected().getFirst();
    }

    private Optional<TopologyVersionLine> shown() {
        TopologyVersion shown = model.version();
        return shown == null ? Optional.empty() : line(shown.number());
    }

    private Optional<TopologyVersionLine> line(int number) {
        return model.versions().stream().filter(line -> line.number() == number).findFirst();
    }

    private @Nullable String whyNotOne() {
        return selected().size() == 1 ? null : texts.get("topologies.why.version");
    }

    private @Nullable String whyNot(Function<TopologyVersionLine, @Nullable String> otherwise) {
        String why = whyNotOne();
        return why != null ? why : otherwise.apply(one());
    }

    private @Nullable String whyNotCompare() {
        if (model.versions().size() < 2) {
            return texts.get("topologies.why.single");
        }
        int count = selected().size();
        return count == 1 || count == 2 ? null : texts.get("topologies.why.two");
    }

    /// The two selected, the older first; a single one with what it was begun from, else with the one before it.
    private void compare() {
        List<TopologyVersionLine> two = selected().stream()
                .sorted(java.util.Comparator.comparingInt(TopologyVersionLine::number))
                .toList();
        TopologyVersionLine last = two.getLast();
        hands.compare(two.size() == 2 ? two.getFirst() : origin(model, last), last);
    }

    /// What a version came from.
    static TopologyVersionLine origin(EditorViewModel model, TopologyVersionLine of) {
        List<TopologyVersionLine> all = model.versions();
        return all.stream()
                .filter(line -> line.number() == of.baseline())
                .findFirst()
                .or(() ->
                        all.stream().filter(line -> line.number() < of.number()).findFirst())
                .orElseGet(() -> all.stream()
                        .filter(line -> line.number() != of.number())
                        .findFirst()
                        .orElse(of));
    }

    private void restore() {
        int number = one().number();
        hands.close();
        model.deeds().begin(number);
    }

    private @Nullable String whyNotRestore() {
        return whyNot(line -> line.state().baseline()
                ? null
                : texts.get("topologies.why.baseline." + line.state().name()));
    }

    private @Nullable String whyNotDiscard() {
        return whyNot(line -> line.state() == State.DRAFT || line.state() == State.ARCHIVED
                ? null
                : texts.get("topologies.why.discard." + line.state().name(), line.number()));
    }

    private @Nullable String whyNotDelete() {
        return whyNot(line -> line.state() == State.DISCARDED ? null : texts.get("topologies.why.delete"));
    }
}
