package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// How a person moves in the open log: scrolling, selecting, jumping to hits and errors, copying. FX thread only.
final class LogReader {
    /// Lines copied at most.
    static final int MOST_COPIED = 20_000;
    /// Bytes of one line copied at most.
    static final int MOST_OF_A_LINE = 32 << 20;

    private final Desk desk;
    private final LogViewport viewport;
    private final LogFinder finder;
    private final BooleanProperty following;
    private final ReadOnlyObjectWrapper<@Nullable LogSelection> selection =
            new ReadOnlyObjectWrapper<>(this, "selection");

    LogReader(Desk desk, LogViewport viewport, LogFinder finder, BooleanProperty following) {
        this.desk = desk;
        this.viewport = viewport;
        this.finder = finder;
        this.following = following;
    }

    ReadOnlyObjectProperty<@Nullable LogSelection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    @Nullable
    LogLine selectedLine() {
        LogSelection now = selection.get();
        return now == null ? null : now.focus();
    }

    void clearSelection() {
        selection.set(null);
    }

    void select(LogLine line, boolean extend) {
        LogSelection before = selection.get();
        selection.set(new LogSelection(extend && before != null ? before.anchor() : line, line));
        following.set(false);
    }

    /// Down, or up when negative. Up stops following; down to the end goes on with it.
    void scroll(int lines) {
        if (lines < 0) {
            following.set(false);
        }
        viewport.go(new LogMove.By(lines));
        if (lines > 0) {
            viewport.whenIdle(
                    () -> following.set(following.get() || viewport.window().atEnd()));
        }
    }

    void scrollTo(long address) {
        following.set(false);
        viewport.go(new LogMove.At(address));
    }

    void toStart() {
        scrollTo(0);
    }

    /// The end, and follows from there.
    void toEnd() {
        following.set(true);
        viewport.go(new LogMove.End());
    }

    void toggleFollowing() {
        if (following.get()) {
            following.set(false);
        } else {
            toEnd();
        }
    }

    /// Moves the selection by lines and the view with it.
    void moveSelection(int lines, boolean extend) {
        List<LogLine> shown = viewport.window().lines();
        if (shown.isEmpty()) {
            return;
        }
        LogLine now = selectedLine();
        int at = now == null ? -1 : indexOf(shown, now.address());
        if (at < 0) {
            select(lines > 0 ? shown.getFirst() : shown.getLast(), false);
            return;
        }
        int wanted = at + lines;
        if (wanted >= 0 && wanted < shown.size()) {
            select(shown.get(wanted), extend);
            return;
        }
        scroll(wanted < 0 ? wanted : wanted - shown.size() + 1);
        viewport.whenIdle(() -> {
            List<LogLine> after = viewport.window().lines();
            if (!after.isEmpty()) {
                select(lines < 0 ? after.getFirst() : after.getLast(), extend);
            }
        });
    }

    private static int indexOf(List<LogLine> lines, long address) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).address() == address) {
                return i;
            }
        }
        return -1;
    }

    void nextHit(boolean error) {
        LogLine now = selectedLine();
        long behind = now == null ? viewport.window().top() : now.address() + 1;
        finder.next(error, behind, this::reveal, () -> tellNone(error));
    }

    void previousHit(boolean error) {
        LogLine now = selectedLine();
        long before = now == null ? viewport.window().bottom() : now.address();
        finder.previous(error, before, this::reveal, () -> tellNone(error));
    }

    private void tellNone(boolean error) {
        desk.toasts().show(desk.texts().get(error ? "logs.find.no.error" : "logs.find.none"));
    }

    private void reveal(long address) {
        following.set(false);
        viewport.go(new LogMove.Reveal(address));
        viewport.whenIdle(() -> viewport.window().lines().stream()
                .filter(line -> line.address() == address)
                .findFirst()
                .ifPresent(line -> selection.set(new LogSelection(line, line))));
    }

    /// Goes to a line number, once the lines before it are counted.
    void goToLine(OpenLog log, long line) {
        LogFile file = log.file();
        if (file == null) {
            return;
        }
        desk.tasks()
                .quietly(desk.texts().live("logs.title"), () -> {
                    OptionalLong known = file.addressOfLine(line);
                    if (known.isEmpty()) {
                        file.indexMore(ScanControl.NONE);
                        known = file.addressOfLine(line);
                    }
                    return known;
                })
                .onDone(address -> address.ifPresentOrElse(this::reveal, () -> desk.toasts()
                        .show(desk.texts().get("logs.goto.none", Long.toString(line)))));
    }

    /// The selected lines as text, each with its origin in front if wanted; long lines whole.
    void copy(LineSource source, boolean withOrigin, Consumer<String> copied) {
        LogSelection chosen = selection.get();
        if (chosen == null) {
            return;
        }
        desk.tasks()
                .run(desk.texts().live("logs.copy.task"), progress -> textOf(source, chosen, withOrigin))
                .onDone(copied);
    }

    private static String textOf(LineSource source, LogSelection chosen, boolean withOrigin)
            throws java.io.IOException {
        if (chosen.from() == chosen.to()) {
            LogLine line = chosen.focus();
            String text = line.cut() ? source.whole(line, MOST_OF_A_LINE) : line.text();
            return withOrigin ? line.origin() + "  " + text : text;
        }
        return source.from(chosen.from(), MOST_COPIED).stream()
                .takeWhile(line -> line.address() <= chosen.to())
                .map(line -> withOrigin ? line.origin() + "  " + line.text() : line.text())
                .collect(Collectors.joining("\n"));
    }
}
