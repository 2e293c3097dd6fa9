package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/// What can be done on the Logs page, registered while it shows. FX thread only.
final class LogActions {
    static final String OPEN_FILE = "logs.open.file";
    static final String OPEN_DIRECTORY = "logs.open.directory";
    static final String FOLLOW = "logs.follow";
    static final String START = "logs.start";
    static final String END = "logs.end";
    static final String FIND = "logs.find.show";
    static final String NEXT = "logs.find.next";
    static final String PREVIOUS = "logs.find.previous";
    static final String NEXT_ERROR = "logs.error.next";
    static final String PREVIOUS_ERROR = "logs.error.previous";
    static final String WRAP = "logs.wrap";
    static final String ZOOM_IN = "logs.zoom.in";
    static final String ZOOM_OUT = "logs.zoom.out";
    static final String COPY = "logs.copy";
    static final String COPY_ORIGIN = "logs.copy.origin";

    private final Desk desk;
    private final LogsViewModel model;
    private final List<Action> actions;
    private boolean registered;

    /// What the actions need of the view.
    interface Hands {
        void showFind();

        void toggleWrap();

        void zoom(double steps);
    }

    LogActions(Desk desk, LogsViewModel model, Hands hands) {
        this.desk = desk;
        this.model = model;
        LogReader reader = model.reader();
        this.actions = List.of(
                Action.of(OPEN_FILE, OPEN_FILE, "fth-file-text", this::openFile).onKey("shortcut+o"),
                Action.of(OPEN_DIRECTORY, OPEN_DIRECTORY, "fth-folder", this::openDirectory),
                Action.of(FOLLOW, FOLLOW, "fth-chevrons-down", reader::toggleFollowing)
                        .onKey("f"),
                Action.of(START, START, "fth-arrow-up", reader::toStart).onKey("g"),
                Action.of(END, END, "fth-arrow-down", reader::toEnd).onKey("shift+g"),
                Action.of(FIND, FIND, "fth-search", hands::showFind).onKey("shortcut+f"),
                Action.of(NEXT, NEXT, "fth-chevron-down", () -> reader.nextHit(false))
                        .onKey("n"),
                Action.of(PREVIOUS, PREVIOUS, "fth-chevron-up", () -> reader.previousHit(false))
                        .onKey("shift+n"),
                Action.of(NEXT_ERROR, NEXT_ERROR, "fth-corner-right-down", () -> reader.nextHit(true))
                        .onKey("e"),
                Action.of(PREVIOUS_ERROR, PREVIOUS_ERROR, "fth-corner-right-up", () -> reader.previousHit(true))
                        .onKey("shift+e"),
                Action.of(WRAP, WRAP, "fth-corner-down-left", hands::toggleWrap).onKey("w"),
                Action.of(ZOOM_IN, ZOOM_IN, "fth-zoom-in", () -> hands.zoom(1)).onKey("shortcut+equals"),
                Action.of(ZOOM_OUT, ZOOM_OUT, "fth-zoom-out", () -> hands.zoom(-1))
                        .onKey("shortcut+minus"),
                Action.of(COPY, COPY, "fth-copy", () -> copy(false))
                        .onKey("shortcut+c")
                        .disabledWhile(nothingSelected()),
                Action.of(COPY_ORIGIN, COPY_ORIGIN, "fth-clipboard", () -> copy(true))
                        .onKey("shortcut+shift+c")
                        .disabledWhile(nothingSelected()));
    }

    void register() {
        if (!registered) {
            registered = true;
            actions.forEach(desk.actions()::register);
        }
    }

    void unregister() {
        registered = false;
        actions.forEach(action -> desk.actions().unregister(action.id()));
    }

    private ObservableValue<@Nullable String> nothingSelected() {
        return Bindings.createObjectBinding(
                () -> model.reader().selectedLine() == null ? desk.texts().get("logs.details.none") : null,
                model.reader().selectionProperty(),
                desk.texts().languageProperty());
    }

    private void openFile() {
        choose(OPEN_FILE, (title, start) -> desk.dialogs().files().openFile(title, start))
                .ifPresent(model::openFile);
    }

    private void openDirectory() {
        choose(OPEN_DIRECTORY, (title, start) -> desk.dialogs().files().directory(title, start))
                .ifPresent(model::openDirectory);
    }

    private Optional<Path> choose(String titleKey, BiFunction<String, Path, Optional<Path>> chooser) {
        Path start = model.sources().directoryProperty().get();
        Path home = Path.of(System.getProperty("user.home", "."));
        return chooser.apply(desk.texts().get(titleKey), start == null ? home : start);
    }

    private void copy(boolean withOrigin) {
        OpenLog log = model.openProperty().get();
        if (log == null) {
            return;
        }
        model.reader().copy(log.source(), withOrigin, text -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            long lines = text.lines().count();
            desk.toasts().show(desk.texts().get("logs.copied", lines));
        });
    }
}
