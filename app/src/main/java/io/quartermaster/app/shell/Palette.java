package io.quartermaster.app.shell;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// What the command palette offers for what is typed: pages and actions, best first, recently used ones before others.
/// A leading `>` leaves only actions. Knows no control; FX thread only.
final class Palette {
    private static final int RECENT = 5;
    private static final int BLOCKED = 10;

    /// One line of the palette.
    ///
    /// @param keys   the shortcut, empty for none
    /// @param reason why it cannot be done now, null while it can
    record Entry(
            String id, String name, String kind, String icon, String keys, @Nullable String reason, Runnable run) {}

    private record Scored(Entry entry, int score) {}

    private final Navigator navigator;
    private final ActionRegistry actions;
    private final Texts texts;
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final List<String> recent = new ArrayList<>();

    Palette(Navigator navigator, ActionRegistry actions, Texts texts) {
        this.navigator = navigator;
        this.actions = actions;
        this.texts = texts;
        query.subscribe(this::update);
        texts.languageProperty().subscribe(this::update);
    }

    StringProperty queryProperty() {
        return query;
    }

    ObservableList<Entry> entries() {
        return entries;
    }

    /// Starts afresh; called each time the palette opens.
    void reset() {
        query.set("");
        update();
    }

    void choose(Entry entry) {
        recent.remove(entry.id());
        recent.addFirst(entry.id());
        if (recent.size() > RECENT) {
            recent.removeLast();
        }
        entry.run().run();
    }

    private void update() {
        String typed = query.get().strip();
        boolean onlyActions = typed.startsWith(">");
        String wanted = onlyActions ? typed.substring(1).strip() : typed;
        Stream<Entry> offered = onlyActions ? actionEntries() : Stream.concat(pageEntries(), actionEntries());
        entries.setAll(offered.map(entry -> new Scored(entry, scoreOf(wanted, entry)))
                .filter(scored -> scored.score() > Integer.MIN_VALUE)
                .sorted(Comparator.comparingInt(Scored::score).reversed())
                .map(Scored::entry)
                .toList());
    }

    private int scoreOf(String wanted, Entry entry) {
        OptionalInt score = Fuzzy.score(wanted, entry.name());
        if (score.isEmpty()) {
            return Integer.MIN_VALUE;
        }
        int used = recent.indexOf(entry.id());
        // what cannot be done now is still found, but does not stand in the way
        int blocked = entry.reason() == null ? 0 : BLOCKED;
        return score.getAsInt() - blocked + (used < 0 ? 0 : RECENT + 1 - used);
    }

    private Stream<Entry> pageEntries() {
        return navigator.pages().stream().map(this::entryOf);
    }

    private Entry entryOf(Page page) {
        int number = navigator.pages().indexOf(page) + 1;
        return new Entry(
                "page." + page.id(),
                texts.get(page.titleKey()),
                texts.get("shell.palette.page"),
                page.icon(),
                number > 9 ? "" : "Ctrl+" + number,
                null,
                () -> navigator.open(page));
    }

    private Stream<Entry> actionEntries() {
        return actions.actions().stream()
                .filter(action -> !action.id().equals(ShellActions.PALETTE))
                .map(this::entryOf);
    }

    private Entry entryOf(Action action) {
        KeyCombination key = action.key();
        return new Entry(
                action.id(),
                texts.get(action.textKey()),
                texts.get("shell.palette.action"),
                action.icon(),
                key == null ? "" : key.getDisplayText(),
                actions.reason(action.id()).getValue(),
                () -> actions.run(action.id()));
    }
}
