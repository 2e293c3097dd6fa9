package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The moves as sentences: "Work for CellA goes to CellB". FX thread only.
final class SwitchForm extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Texts texts;
    private final SwitchDraft draft;
    private final VBox lines = new VBox();
    private final Label none = new Label();
    private final Label behind = new Label();
    private final List<Line> shown = new ArrayList<>();
    private List<String> zones = List.of();
    private boolean showing;

    SwitchForm(Texts texts, SwitchDraft draft) {
        this.texts = texts;
        this.draft = draft;
        getStyleClass().addAll("switch-form", "gap-8");
        lines.getStyleClass().add("gap-8");
        text(none, "zones.form.none", "muted");
        text(behind, "zones.form.behind", "muted");
        Button add = new Button();
        add.setId("switch-add");
        add.setGraphic(new FontIcon("fth-plus"));
        add.textProperty().bind(texts.live("zones.form.add"));
        add.setOnAction(event -> draft.addMove(new Move("", "")));
        getChildren().addAll(none, lines, behind, add);
        draft.movesProperty().subscribe(this::show);
        draft.formFollowsProperty().subscribe(follows -> {
            lines.setDisable(!follows);
            // a move added to what is shown would replace the text that is being typed
            add.setDisable(!follows);
            behind.setVisible(!follows);
            behind.setManaged(!follows);
        });
        draft.stateProperty().subscribe(this::mark);
    }

    /// The zones to choose from; those a row names are offered too, so that it can be shown.
    void offer(List<String> known) {
        if (!known.equals(zones)) {
            zones = List.copyOf(known);
            show(draft.movesProperty().get());
        }
    }

    private void show(List<Move> moves) {
        showing = true;
        while (shown.size() > moves.size()) {
            lines.getChildren().remove(shown.removeLast());
        }
        while (shown.size() < moves.size()) {
            Line line = new Line(shown.size());
            shown.add(line);
            lines.getChildren().add(line);
        }
        TreeSet<String> offered = new TreeSet<>(zones);
        moves.forEach(move -> {
            offered.add(move.from());
            offered.add(move.to());
        });
        offered.removeIf(String::isBlank);
        for (int i = 0; i < moves.size(); i++) {
            shown.get(i).show(moves.get(i), List.copyOf(offered));
        }
        none.setVisible(moves.isEmpty());
        none.setManaged(moves.isEmpty());
        showing = false;
        mark(draft.stateProperty().get());
    }

    /// Marks the lines a refusal is about.
    private void mark(SwitchDraft.State state) {
        for (Line line : shown) {
            line.pseudoClassStateChanged(
                    WRONG, state instanceof SwitchDraft.State.Wrong wrong && line.concerns(wrong.why()));
        }
    }

    private void text(Label label, String key, String style) {
        ObservableValue<String> text = texts.live(key);
        label.textProperty().bind(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
    }

    /// One move.
    private final class Line extends HBox {
        private final int index;
        private final ComboBox<String> from = combo("from");
        private final ComboBox<String> to = combo("to");

        Line(int index) {
            this.index = index;
            getStyleClass().addAll("switch-line-row", "gap-8");
            setAlignment(Pos.CENTER_LEFT);
            Label work = new Label();
            text(work, "zones.form.for", "muted");
            work.setMinWidth(USE_PREF_SIZE);
            Label goes = new Label();
            text(goes, "zones.form.goes", "muted");
            goes.setMinWidth(USE_PREF_SIZE);
            Button remove = new Button("", new FontIcon("fth-x"));
            remove.getStyleClass().addAll("icon-button", "flat");
            remove.accessibleTextProperty().bind(texts.live("zones.form.remove"));
            remove.setMinWidth(USE_PREF_SIZE);
            remove.setId("switch-remove-" + index);
            remove.setOnAction(event -> draft.removeMove(index));
            from.setId("switch-from-" + index);
            to.setId("switch-to-" + index);
            from.accessibleTextProperty().bind(texts.live("zones.form.for"));
            to.accessibleTextProperty().bind(texts.live("zones.form.goes"));
            HBox.setHgrow(from, Priority.ALWAYS);
            HBox.setHgrow(to, Priority.ALWAYS);
            getChildren().addAll(work, from, goes, to, remove);
        }

        void show(Move move, List<String> offered) {
            set(from, move.from(), offered);
            set(to, move.to(), offered);
        }

        boolean concerns(Violation why) {
            Move move = draft.movesProperty().get().get(index);
            if (why.rule().equals("incomplete")) {
                return !move.complete();
            }
            return why.args().contains(move.from())
                    || (why.rule().equals("unknown") && why.args().contains(move.to()));
        }

        private ComboBox<String> combo(String side) {
            ComboBox<String> combo = new ComboBox<>();
            combo.setMinWidth(84);
            combo.setPrefWidth(140);
            combo.setMaxWidth(Double.MAX_VALUE);
            combo.promptTextProperty().bind(texts.live("zones.form.zone"));
            combo.getStyleClass().add("zone-" + side);
            combo.valueProperty().addListener((property, before, now) -> changed());
            return combo;
        }

        private void set(ComboBox<String> combo, String zone, List<String> offered) {
            if (!combo.getItems().equals(offered)) {
                combo.getItems().setAll(offered);
            }
            combo.setValue(zone.isBlank() ? null : zone);
        }

        private void changed() {
            if (!showing) {
                draft.changeMove(index, new Move(orBlank(from.getValue()), orBlank(to.getValue())));
            }
        }

        private String orBlank(@org.jspecify.annotations.Nullable String zone) {
            return zone == null ? "" : zone;
        }
    }
}
