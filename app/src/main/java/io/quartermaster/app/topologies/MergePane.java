package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.MergeConflict;
import io.quartermaster.model.topology.MergeConflict.Side;
import io.quartermaster.model.topology.TopologyMerge;
import io.quartermaster.model.topology.TopologyRules;
import io.quartermaster.model.topology.TopologyVersion;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// My changes and somebody else's, put together: what has to be decided, one by one, and what would come into the
/// drawing. FX thread only.
final class MergePane extends VBox {
    static final String SAVE = "topologies.merge.save";

    private final Texts texts;
    private final EditorViewModel model;
    private final Merging merging;
    private final Runnable close;
    private final DiffPicture picture;
    private final DiffPane pane;
    private final ActionSet actions;
    private final Label state = new Label();
    private final VBox cards = new VBox(8);
    private final Subscription language;

    MergePane(Desk desk, EditorViewModel model, TopologyMerge merge, TopologyVersion theirs, Runnable close) {
        this.texts = desk.texts();
        this.model = model;
        this.close = close;
        this.merging = new Merging(merge, model.drawing().topology());
        this.picture = new DiffPicture(desk.tasks(), texts, model::jobName);
        this.pane = new DiffPane(model, picture);
        this.actions = new ActionSet(desk, merging.resultProperty(), texts.languageProperty());
        actions.add(actions.action(SAVE, "fth-check", this::save, this::whyNotSave)
                .writing()
                .onKey("shortcut+ENTER"));
        actions.register();
        setId("topology-merge");
        getStyleClass().addAll("topology-sheet", "diff-sheet");
        SplitPane panes = new SplitPane(pane, side());
        panes.getStyleClass().add("topology-panes");
        panes.setDividerPositions(0.6);
        SplitPane.setResizableWithParent(panes.getItems().getLast(), false);
        VBox.setVgrow(panes, Priority.ALWAYS);
        getChildren().setAll(bar(desk.actions(), desk, theirs), panes);
        merging.resultProperty().subscribe(this::show);
        language = model.drawing().languageProperty().subscribe(now -> {
            fill();
            say(merging.resultProperty().get());
        });
    }

    /// Call when the pane goes.
    void dispose() {
        actions.unregister();
        language.unsubscribe();
    }

    private void fill() {
        DiffWords words = new DiffWords(texts, model::jobName);
        cards.getChildren().clear();
        List<MergeConflict> conflicts = merging.conflicts();
        for (int i = 0; i < conflicts.size(); i++) {
            cards.getChildren().add(new ConflictCard(texts, words, merging, conflicts.get(i), i + 1));
        }
    }

    private HBox bar(ActionRegistry registry, Desk desk, TopologyVersion theirs) {
        Label title = new Label();
        title.textProperty()
                .bind(texts.live(
                        "topologies.merge.title",
                        theirs.updatedBy(),
                        desk.times().absolute(theirs.updatedAt())));
        title.getStyleClass().add("heading");
        title.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button save = registry.button(SAVE);
        save.getStyleClass().add("accent");
        save.setMinWidth(USE_PREF_SIZE);
        HBox bar = new HBox(8, SheetBar.back(texts, close), title, space, save);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("sheet-bar");
        return bar;
    }

    private VBox side() {
        state.setId("merge-state");
        state.setWrapText(true);
        state.setMinHeight(USE_PREF_SIZE);
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label comes = new Label();
        comes.textProperty().bind(texts.live("topologies.merge.comes"));
        comes.getStyleClass().add("strong");
        comes.setMinHeight(USE_PREF_SIZE);
        VBox side = new VBox(8, state);
        if (!merging.conflicts().isEmpty()) {
            side.getChildren().addAll(all(), scroll);
        }
        side.getChildren().addAll(comes, pane.differences());
        VBox.setVgrow(pane.differences(), Priority.ALWAYS);
        pane.differences().setMinHeight(120);
        side.getStyleClass().add("diff-side");
        side.setMinWidth(240);
        return side;
    }

    private FlowPane all() {
        FlowPane all = new FlowPane(8, 4);
        for (Side side : Side.values()) {
            Button button = new Button();
            button.textProperty().bind(texts.live("topologies.merge.all." + side.name()));
            button.setId("merge-all-" + (side == Side.MINE ? "mine" : "theirs"));
            button.setOnAction(event -> merging.chooseAll(side));
            all.getChildren().add(button);
        }
        return all;
    }

    private void show(TopologyMerge.Merged merged) {
        picture.show(merging.incoming());
        say(merged);
    }

    /// How far the merge is.
    private void say(TopologyMerge.Merged merged) {
        long errors = merged.problems().stream()
                .filter(problem -> !problem.kind().warning())
                .count();
        int open = merging.undecided();
        boolean sound = TopologyRules.sound(merged.problems());
        state.setText(
                open > 0
                        ? texts.get(
                                "topologies.merge.open",
                                open,
                                merging.conflicts().size())
                        : sound ? texts.get("topologies.merge.sound") : texts.get("topologies.merge.errors", errors));
        state.setGraphic(new FontIcon(open > 0 || !sound ? "fth-alert-triangle" : "fth-check-circle"));
        state.getStyleClass().removeIf(each -> each.startsWith("status-"));
        state.getStyleClass().add(open > 0 || !sound ? "status-waiting" : "status-ok");
    }

    private @Nullable String whyNotSave() {
        int open = merging.undecided();
        return open == 0 ? null : texts.get("topologies.why.undecided", open);
    }

    private void save() {
        close.run();
        model.saving().takeMerged(merging.resultProperty().get().topology());
    }
}
