package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Page;
import io.quartermaster.model.TraceId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The Logs page. Other pages bring a person here with [#openTrace] or [#openFile] after they have opened the page
/// in the navigator. FX thread only.
public final class LogsPage implements Page {
    private final Desk desk;
    private final LogsViewModel model;
    private final LogActions actions;
    private final ChangeListener<Instant> everySecond;
    private @Nullable Path directory;
    private @Nullable LogsView view;
    private boolean active;

    /// @param directory the engine's log directory, null while none is known
    /// @param zone      the zone the engine writes its stamps in
    public LogsPage(Desk desk, @Nullable Path directory, ZoneId zone) {
        this.desk = desk;
        this.directory = directory;
        this.model = new LogsViewModel(desk, zone);
        this.actions = new LogActions(desk, model, new Hands());
        this.everySecond = (property, before, now) -> model.tick();
    }

    @Override
    public String id() {
        return "logs";
    }

    @Override
    public String titleKey() {
        return "logs.title";
    }

    @Override
    public String icon() {
        return "fth-file-text";
    }

    @Override
    public Node view() {
        LogsView now = view;
        if (now == null) {
            actions.register();
            now = new LogsView(desk, model);
            view = now;
        }
        return now;
    }

    @Override
    public void activate() {
        actions.register();
        if (!active) {
            active = true;
            desk.times().ticker().nowProperty().addListener(everySecond);
        }
        Path wanted = directory;
        if (wanted != null && model.sources().directoryProperty().get() == null) {
            model.openDirectory(wanted);
        } else {
            model.tick();
        }
    }

    @Override
    public void deactivate() {
        active = false;
        actions.unregister();
        desk.times().ticker().nowProperty().removeListener(everySecond);
    }

    @Override
    public void refresh() {
        model.tick();
    }

    @Override
    public void focusFilter() {
        if (view != null) {
            view.focusFilter();
        }
    }

    /// Another connection, another engine, another directory; null when its logs are not on this machine.
    public void setDirectory(@Nullable Path next) {
        Path before = directory;
        Path open = model.sources().directoryProperty().get();
        directory = next;
        if (next != null) {
            model.openDirectory(next);
        } else if (open == null
                || before != null && open.equals(before.toAbsolutePath().normalize())) {
            // another connection's lines under this one's name would mislead
            model.closeDirectory();
        }
    }

    /// Shows the lines of a trace from all files of the directory, merged by time.
    public void openTrace(TraceId trace) {
        Path in = directory;
        if (in != null && model.sources().directoryProperty().get() == null) {
            model.sources().open(in);
        }
        model.openTrace(trace);
    }

    /// Opens a file at a line, counted from 1; 0 for its end.
    public void openFile(Path file, long line) {
        model.openFile(file, line);
    }

    /// Closes the open file.
    public void close() {
        model.close();
    }

    private final class Hands implements LogActions.Hands {
        @Override
        public void showFind() {
            if (view != null) {
                view.showFind();
            }
        }

        @Override
        public void toggleWrap() {
            if (view != null) {
                view.text().wrapProperty().set(!view.text().wrapProperty().get());
            }
        }

        @Override
        public void zoom(double steps) {
            if (view != null) {
                view.text().zoom(steps);
            }
        }
    }
}
