package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.TopologyDiff;
import io.quartermaster.model.topology.TopologyDiff.Change;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.store.TopologyVersionLine;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Two versions of a topology compared: which, their picture, and the list of what became of the older. FX thread only.
final class ComparePane extends VBox {
    private final Texts texts;
    private final EditorViewModel model;
    private final DiffPicture picture;
    private final DiffPane pane;
    private final ComboBox<TopologyVersionLine> before = new ComboBox<>();
    private final ComboBox<TopologyVersionLine> after = new ComboBox<>();
    private final Label summary = new Label();
    private final Subscription language;

    ComparePane(Desk desk, EditorViewModel model, TopologyVersionLine from, TopologyVersionLine to, Runnable close) {
        this.texts = desk.texts();
        this.model = model;
        this.picture = new DiffPicture(desk.tasks(), texts, model::jobName);
        this.pane = new DiffPane(model, picture);
        setId("topology-compare");
        getStyleClass().addAll("topology-sheet", "diff-sheet");
        choice(before, "compare-before", from);
        choice(after, "compare-after", to);
        summary.setId("compare-summary");
        summary.getStyleClass().addAll("muted", "small");
        summary.setWrapText(true);
        VBox side = new VBox(8, summary, pane.differences());
        side.getStyleClass().add("diff-side");
        side.setMinWidth(200);
        VBox.setVgrow(pane.differences(), Priority.ALWAYS);
        SplitPane panes = new SplitPane(pane, side);
        panes.getStyleClass().add("topology-panes");
        panes.setDividerPositions(0.7);
        SplitPane.setResizableWithParent(side, false);
        VBox.setVgrow(panes, Priority.ALWAYS);
        getChildren().setAll(bar(close), panes);
        picture.onChange(this::sum);
        language = model.drawing().languageProperty().subscribe(now -> {
            for (ComboBox<TopologyVersionLine> box : List.of(before, after)) {
                box.setButtonCell(new VersionCell());
                box.setCellFactory(view -> new VersionCell());
            }
        });
        compare();
    }

    private HBox bar(Runnable close) {
        Button back = SheetBar.back(texts, close);
        Label title = new Label();
        title.textProperty().bind(texts.live("topologies.compare.title"));
        title.getStyleClass().add("heading");
        title.setMinWidth(0);
        Button swap = new Button(null, new FontIcon("fth-repeat"));
        swap.setId("compare-swap");
        swap.getStyleClass().add("icon-button");
        swap.accessibleTextProperty().bind(texts.live("topologies.compare.swap"));
        io.quartermaster.app.platform.Hint.on(swap, texts.live("topologies.compare.swap"));
        swap.setOnAction(event -> {
            TopologyVersionLine held = before.getValue();
            before.setValue(after.getValue());
            after.setValue(held);
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(8, back, title, space, before, new FontIcon("fth-arrow-right"), after, swap);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("sheet-bar");
        return bar;
    }

    private void choice(ComboBox<TopologyVersionLine> box, String id, TopologyVersionLine value) {
        box.setId(id);
        box.getItems().setAll(model.versions());
        box.setValue(value);
        box.accessibleTextProperty()
                .bind(texts.live(box == before ? "topologies.compare.before" : "topologies.compare.after"));
        box.valueProperty().subscribe((old, now) -> compare());
    }

    private final class VersionCell extends ListCell<TopologyVersionLine> {
        @Override
        protected void updateItem(@Nullable TopologyVersionLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(
                    line == null || empty
                            ? null
                            : texts.get("topologies.version." + line.state().name(), line.number()));
        }
    }

    /// Call when the pane goes.
    void dispose() {
        language.unsubscribe();
    }

    private void compare() {
        TopologyVersionLine one = before.getValue();
        TopologyVersionLine other = after.getValue();
        if (one != null && other != null) {
            read(
                    one,
                    was -> read(other, is -> {
                        // another two may have been chosen meanwhile
                        if (one.equals(before.getValue()) && other.equals(after.getValue())) {
                            picture.show(TopologyDiff.of(was.definition(), is.definition()));
                        }
                    }));
        }
    }

    /// What is on the screen is compared as it is there.
    private void read(TopologyVersionLine line, java.util.function.Consumer<TopologyVersion> told) {
        TopologyVersion shown = model.version();
        if (shown != null && shown.number() == line.number()) {
            told.accept(new TopologyVersion(
                    shown.job(),
                    shown.number(),
                    shown.state(),
                    shown.baseline(),
                    model.drawing().topology(),
                    shown.revision(),
                    shown.updatedBy(),
                    shown.updatedAt(),
                    null));
        } else {
            model.read(line.number(), told);
        }
    }

    private void sum() {
        summary.setText(sum(texts, picture.diff()));
    }

    static String sum(Texts texts, TopologyDiff diff) {
        List<Change> changes = diff.changes();
        return texts.get(
                "topologies.diff.sum",
                count(changes, Change.NodeAdded.class),
                count(changes, Change.NodeRemoved.class),
                count(changes, Change.NodeChanged.class),
                count(changes, Change.EdgeAdded.class) + count(changes, Change.EdgeRemoved.class),
                count(changes, Change.ParameterAdded.class)
                        + count(changes, Change.ParameterRemoved.class)
                        + count(changes, Change.ParameterChanged.class));
    }

    private static long count(List<Change> changes, Class<? extends Change> kind) {
        return changes.stream().filter(kind::isInstance).count();
    }
}
