package io.quartermaster.app.logs;

import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The screenful of a source that is shown. One read is under way at most; moves that come meanwhile are joined
/// into one, so however fast somebody scrolls, the screen is one read behind and never blocked.
///
/// FX thread only; reads run on the background tasks.
final class LogViewport {
    private final BackgroundTasks tasks;
    private final ObservableValue<String> title;
    private final ReadOnlyObjectWrapper<LogWindow> window =
            new ReadOnlyObjectWrapper<>(this, "window", LogWindow.NOTHING);
    private final Consumer<Throwable> failed;
    private final List<Runnable> whenIdle = new ArrayList<>();

    private @Nullable LineSource source;
    private @Nullable LineSource shown; // whose lines the window holds
    private @Nullable LogMove pending;
    private boolean reading;
    private int rows = 1;

    LogViewport(BackgroundTasks tasks, Texts texts, Consumer<Throwable> failed) {
        this.tasks = tasks;
        this.title = texts.live("logs.title");
        this.failed = failed;
    }

    ReadOnlyObjectProperty<LogWindow> windowProperty() {
        return window.getReadOnlyProperty();
    }

    LogWindow window() {
        return window.get();
    }

    /// Shows another source from now on; null for none.
    void show(@Nullable LineSource next, LogMove first) {
        source = next;
        pending = null;
        if (next == null) {
            window.set(LogWindow.NOTHING);
        } else {
            go(first);
        }
    }

    /// How many lines the screen has room for.
    void setRows(int count) {
        int wanted = Math.max(1, count);
        if (wanted != rows) {
            boolean wasAtEnd = window.get().atEnd();
            rows = wanted;
            go(wasAtEnd ? new LogMove.End() : new LogMove.Stay());
        }
    }

    int rows() {
        return rows;
    }

    void go(LogMove move) {
        if (source == null) {
            return;
        }
        pending = pending == null ? move : pending.then(move);
        if (!reading) {
            readPending();
        }
    }

    /// Reads the same place again, unless another one is wanted anyway.
    void reload() {
        if (pending == null) {
            go(new LogMove.Stay());
        }
    }

    /// Runs the action once all moves are done; at once if they are.
    void whenIdle(Runnable action) {
        if (reading) {
            whenIdle.add(action);
        } else {
            action.run();
        }
    }

    private void readPending() {
        LineSource from = source;
        LogMove move = pending;
        pending = null;
        if (from == null || move == null) {
            List<Runnable> waiting = List.copyOf(whenIdle);
            whenIdle.clear();
            waiting.forEach(Runnable::run);
            return;
        }
        reading = true;
        // Addresses of another source mean nothing here.
        LogWindow now = from == shown ? window.get() : LogWindow.NOTHING;
        int wanted = rows;
        tasks.quietly(title, () -> move.from(now, from, wanted))
                .onDone(read -> done(from, read))
                .onFailed(failure -> failed(from, failure));
    }

    private void done(LineSource from, LogWindow read) {
        reading = false;
        if (from == source) {
            shown = from;
            window.set(read);
        }
        readPending();
    }

    private void failed(LineSource from, Throwable failure) {
        reading = false;
        if (from == source) {
            pending = null;
            if (!(failure instanceof IOException)) {
                System.getLogger(LogViewport.class.getName())
                        .log(System.Logger.Level.ERROR, "reading a window of a log failed; the page says so", failure);
            }
            failed.accept(failure);
        }
        readPending();
    }
}
