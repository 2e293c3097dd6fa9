package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.MergeConflict;
import io.quartermaster.model.topology.MergeConflict.Side;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One thing that both changed: what it was, mine, theirs, and which of them it shall be. FX thread only.
final class ConflictCard extends VBox {
    private final Texts texts;
    private final DiffWords words;
    private final RadioButton mine = new RadioButton();
    private final RadioButton theirs = new RadioButton();

    /// @param number from 1
    ConflictCard(Texts texts, DiffWords words, Merging merging, MergeConflict conflict, int number) {
        this.texts = texts;
        this.words = words;
        getStyleClass().add("conflict-card");
        setId("conflict-" + number);
        Label title = wrapped(new Label(title(conflict), new FontIcon("fth-alert-triangle")));
        title.getStyleClass().addAll("strong", "status-waiting");
        Label was = wrapped(new Label(texts.get("topologies.merge.was", base(conflict))));
        was.getStyleClass().addAll("muted", "small");
        ToggleGroup group = new ToggleGroup();
        mine.setText(texts.get("topologies.merge.mine", side(conflict, Side.MINE)));
        theirs.setText(texts.get("topologies.merge.theirs", side(conflict, Side.THEIRS)));
        for (Side side : Side.values()) {
            RadioButton button = side == Side.MINE ? mine : theirs;
            button.setId("conflict-" + number + "-" + (side == Side.MINE ? "mine" : "theirs"));
            button.setToggleGroup(group);
            button.setWrapText(true);
            button.setMinHeight(USE_PREF_SIZE);
            button.setOnAction(event -> merging.choose(conflict, side));
        }
        follow(merging, conflict);
        // as long as the merge, which goes with the pane
        merging.resultProperty().subscribe(now -> follow(merging, conflict));
        getChildren().setAll(title, was, mine, theirs);
    }

    private void follow(Merging merging, MergeConflict conflict) {
        Side chosen = merging.choice(conflict);
        mine.setSelected(chosen == Side.MINE);
        theirs.setSelected(chosen == Side.THEIRS);
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /// Where the conflict is, null when it is of the topology as a whole.
    static @Nullable NodeId node(MergeConflict conflict) {
        return switch (conflict) {
            case MergeConflict.OfField of -> of.base().id();
            case MergeConflict.OfRemoval of -> of.base().id();
            case MergeConflict.OfParameter of -> null;
        };
    }

    private String title(MergeConflict conflict) {
        return switch (conflict) {
            case MergeConflict.OfField of ->
                texts.get("topologies.merge.field", of.base().name(), words.field(of.field()));
            case MergeConflict.OfRemoval of ->
                texts.get(
                        "topologies.merge.removal." + of.removedBy().name(),
                        of.base().name());
            case MergeConflict.OfParameter of -> texts.get("topologies.diff.parameter", of.name());
        };
    }

    private String base(MergeConflict conflict) {
        return switch (conflict) {
            case MergeConflict.OfField of -> words.value(of.field(), of.base());
            case MergeConflict.OfRemoval of -> of.base().name();
            case MergeConflict.OfParameter of -> words.parameter(of.base());
        };
    }

    private String side(MergeConflict conflict, Side side) {
        return switch (conflict) {
            case MergeConflict.OfField of -> {
                Node node = side == Side.MINE ? of.mine() : of.theirs();
                yield words.value(of.field(), node);
            }
            case MergeConflict.OfRemoval of ->
                texts.get(of.removedBy() == side ? "topologies.merge.remove" : "topologies.merge.keep");
            case MergeConflict.OfParameter of -> words.parameter(side == Side.MINE ? of.mine() : of.theirs());
        };
    }
}
