package io.quartermaster.app.zones;

import io.quartermaster.model.Violation;
import io.quartermaster.model.ZoneSwitch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// A row being edited, as a form and as JSON at once: whichever is changed, the other follows. FX thread only.
final class SwitchDraft {
    /// What the draft amounts to.
    sealed interface State {
        /// Nothing is moved: the row is to be removed, or there is none.
        record Nothing() implements State {}

        /// A row that servers obey.
        record Good(ZoneSwitch zoneSwitch) implements State {}

        /// A row that is refused.
        record Wrong(Violation why) implements State {}
    }

    private final StringProperty json = new SimpleStringProperty(this, "json", "");
    private final ReadOnlyObjectWrapper<List<Move>> moves = new ReadOnlyObjectWrapper<>(this, "moves", List.of());
    private final ReadOnlyBooleanWrapper formFollows = new ReadOnlyBooleanWrapper(this, "formFollows", true);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", new State.Nothing());
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(this, "dirty");
    private List<String> known = List.of();
    private @Nullable String seen;
    private boolean fromForm;

    SwitchDraft() {
        json.addListener((property, before, now) -> jsonChanged());
    }

    /// The text of the row; bound both ways to the editor.
    StringProperty jsonProperty() {
        return json;
    }

    ReadOnlyObjectProperty<List<Move>> movesProperty() {
        return moves.getReadOnlyProperty();
    }

    /// False while the JSON cannot be shown as a form, which then keeps the last moves that could.
    ReadOnlyBooleanProperty formFollowsProperty() {
        return formFollows.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// True when the text differs from the row it began with.
    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /// The row this draft began with, null when there was none.
    @Nullable
    String seen() {
        return seen;
    }

    /// What applying would write: the row as the guide writes it, or null to remove it.
    @Nullable
    String value() {
        return state.get() instanceof State.Good good ? good.zoneSwitch().toJson() : null;
    }

    List<String> known() {
        return known;
    }

    /// Begins anew from a row.
    void load(@Nullable String row) {
        seen = row;
        String text = row == null ? "" : row;
        if (text.equals(json.get())) {
            jsonChanged();
        } else {
            json.set(text);
        }
    }

    /// Takes back everything typed.
    void reset() {
        load(seen);
    }

    /// Names the row an apply is to replace now, and keeps what was typed.
    void rebase(@Nullable String row) {
        seen = row;
        dirty.set(!json.get().strip().equals(row == null ? "" : row.strip()));
    }

    void setKnown(List<String> zones) {
        known = List.copyOf(zones);
        judge();
    }

    void addMove(Move move) {
        edit(list -> {
            list.add(move);
            return list;
        });
    }

    void changeMove(int index, Move move) {
        edit(list -> {
            list.set(index, move);
            return list;
        });
    }

    void removeMove(int index) {
        edit(list -> {
            list.remove(index);
            return list;
        });
    }

    /// An arrow drawn from one cell to another: it replaces the one that began there.
    void draw(String from, String to) {
        edit(list -> {
            list.removeIf(move -> !move.complete());
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).from().equals(from)) {
                    list.set(i, new Move(from, to));
                    return list;
                }
            }
            list.add(new Move(from, to));
            return list;
        });
    }

    private void edit(UnaryOperator<List<Move>> change) {
        moves.set(List.copyOf(change.apply(new ArrayList<>(moves.get()))));
        formFollows.set(true);
        fromForm = true;
        json.set(toJson(moves.get()));
        fromForm = false;
        judge();
    }

    private void jsonChanged() {
        dirty.set(!json.get().strip().equals(seen == null ? "" : seen.strip()));
        if (!fromForm) {
            List<Move> read = json.get().isBlank()
                    ? List.of()
                    : ReadMoves.from(json.get()).orElse(null);
            formFollows.set(read != null);
            if (read != null) {
                moves.set(List.copyOf(read));
            }
            judge();
        }
    }

    private void judge() {
        state.set(judged());
    }

    private State judged() {
        List<Move> list = moves.get();
        if (formFollows.get() && list.stream().anyMatch(move -> !move.complete())) {
            return new State.Wrong(Violation.of(ZoneSwitch.CONFIG_KEY, "incomplete"));
        }
        if (formFollows.get() && list.stream().map(Move::from).distinct().count() < list.size()) {
            return new State.Wrong(Violation.of(ZoneSwitch.CONFIG_KEY, "duplicate", twice(list)));
        }
        if (json.get().isBlank()) {
            return new State.Nothing();
        }
        return switch (ZoneSwitch.parse(json.get(), known)) {
            case ZoneSwitch.Reading.Valid valid -> new State.Good(valid.zoneSwitch());
            case ZoneSwitch.Reading.Refused refused -> new State.Wrong(refused.why());
        };
    }

    private static String twice(List<Move> moves) {
        return moves.stream()
                .map(Move::from)
                .filter(zone ->
                        moves.stream().filter(move -> move.from().equals(zone)).count() > 1)
                .findFirst()
                .orElse("");
    }

    private static String toJson(List<Move> moves) {
        Map<String, String> map = new LinkedHashMap<>();
        moves.stream().filter(Move::complete).forEach(move -> map.put(move.from(), move.to()));
        return map.isEmpty() ? "" : new ZoneSwitch(map).toJson();
    }
}
