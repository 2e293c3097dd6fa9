package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.TraceId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What the Logs page does, without any control: which directory and log are open, what is shown of it, following
/// and filtering. Confined to the FX thread; disk is touched by background tasks only.
public final class LogsViewModel {
    private final Desk desk;
    private final LogSources sources;
    private final LogViewport viewport;
    private final LogFinder finder;
    private final LogReader reader;
    private final ReadOnlyObjectWrapper<LogsFace> face =
            new ReadOnlyObjectWrapper<>(this, "face", new LogsFace.Loading());
    private final ReadOnlyObjectWrapper<@Nullable OpenLog> open = new ReadOnlyObjectWrapper<>(this, "open");
    private final LogNotices notices;
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final ObjectProperty<@Nullable String> filterProblem = new SimpleObjectProperty<>(this, "filterProblem");
    private final ReadOnlyObjectWrapper<Integer> marks = new ReadOnlyObjectWrapper<>(this, "marks", 0);
    private LogQuery filter = LogQuery.NONE;
    private Runnable retry = () -> {};
    private final LogOpening opening;
    private boolean wantsFirst; // a directory was opened, and no log of it yet

    /// @param zone the zone the engine writes its stamps in
    public LogsViewModel(Desk desk, ZoneId zone) {
        this.desk = desk;
        this.notices = new LogNotices(desk.times());
        this.sources = new LogSources(desk, this::listed);
        this.viewport = new LogViewport(desk.tasks(), desk.texts(), this::readFailed);
        this.finder = new LogFinder(desk.tasks(), desk.texts());
        this.reader = new LogReader(desk, viewport, finder, following);
        this.opening = new LogOpening(desk, zone, new Opened());
    }

    LogSources sources() {
        return sources;
    }

    LogViewport viewport() {
        return viewport;
    }

    LogFinder finder() {
        return finder;
    }

    LogReader reader() {
        return reader;
    }

    ReadOnlyObjectProperty<LogsFace> faceProperty() {
        return face.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable OpenLog> openProperty() {
        return open.getReadOnlyProperty();
    }

    /// What happened to the file that is open.
    LogNotices notices() {
        return notices;
    }

    BooleanProperty followingProperty() {
        return following;
    }

    /// Why the filter cannot be read; null while it can.
    ObjectProperty<@Nullable String> filterProblemProperty() {
        return filterProblem;
    }

    /// Changes whenever the marks beside the scroll bar, or counts, may have changed.
    ReadOnlyObjectProperty<Integer> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// Shows a directory, and the log in it that the engine writes its runs to.
    public void openDirectory(Path directory) {
        close();
        wantsFirst = true;
        face.set(new LogsFace.Loading());
        sources.open(directory);
    }

    /// The connection has no logs on this machine.
    void closeDirectory() {
        close();
        sources.close();
        face.set(new LogsFace.NoLines("logs.elsewhere", "logs.elsewhere.todo"));
    }

    /// A directory or file as somebody typed it.
    void openTyped(String typed) {
        opening.typed(typed, this::openDirectory);
    }

    /// Opens a file at its end and follows it.
    public void openFile(Path file) {
        opening.file(file, 0);
    }

    /// Opens a file at a line, counted from 1, and selects it.
    public void openFile(Path file, long line) {
        opening.file(file, line);
    }

    /// Shows all lines of a trace from the files of the directory that is open, merged by time.
    public void openTrace(TraceId trace) {
        Path directory = sources.directoryProperty().get();
        if (directory != null) {
            opening.trace(directory, trace);
        }
    }

    /// Tries again what failed.
    void retry() {
        retry.run();
    }

    private void arrived(OpenLog log, long line) {
        open.set(log);
        following.set(line <= 0);
        if (log.canFilter() && !filter.isEmpty()) {
            applyFilter();
            return;
        }
        finder.show(log.source());
        viewport.show(log.source(), line <= 0 ? new LogMove.End() : new LogMove.At(0));
        log.read(this::progressed);
        updateFace();
        if (line > 0) {
            reader.goToLine(log, line);
        }
    }

    private void readFailed(Throwable failure) {
        OpenLog log = open.get();
        if (log != null) {
            face.set(LogsFace.Broken.of(log.about().name(), failure, now()));
        }
    }

    /// Shows only lines that match; an empty query shows all again.
    void filter(LogQuery query) {
        filter = query;
        OpenLog log = open.get();
        if (log != null && log.canFilter()) {
            applyFilter();
        }
    }

    LogQuery filter() {
        return filter;
    }

    private void applyFilter() {
        OpenLog log = open.get();
        if (log == null) {
            return;
        }
        try {
            LineTest test = filter.isEmpty() ? null : filter.test();
            filterProblem.set(null);
            LogLine kept = reader.selectedLine();
            reader.clearSelection();
            log.filter(test, this::progressed);
            finder.show(log.source());
            // Without the filter again, the line that was looked at is shown among its neighbours.
            LogMove first = test == null && kept != null ? new LogMove.Reveal(kept.offset()) : new LogMove.End();
            viewport.show(log.source(), first);
            following.set(first instanceof LogMove.End);
            updateFace();
        } catch (PatternSyntaxException e) {
            String place = Integer.toString(Math.max(0, e.getIndex()) + 1);
            filterProblem.set(desk.texts().get("logs.find.invalid", e.getDescription(), place));
        }
    }

    private void progressed() {
        if (following.get()) {
            viewport.go(new LogMove.End());
        } else {
            viewport.reload();
        }
        finder.grown();
        marks.set(marks.get() + 1);
        updateFace();
    }

    /// Once a second while the page shows.
    void tick() {
        sources.refresh();
        OpenLog log = open.get();
        if (log != null) {
            log.poll(change -> changed(log, change));
        }
    }

    private void changed(OpenLog log, FileChange change) {
        switch (change) {
            case NONE -> {}
            case GROWN -> {
                notices.back();
                progressed();
            }
            case TRUNCATED, REPLACED -> {
                openFile(log.about().path());
                notices.rotated();
            }
            case VANISHED -> notices.vanished();
        }
    }

    private void updateFace() {
        OpenLog log = open.get();
        if (log != null) {
            face.set(LogsFace.of(log));
        }
    }

    /// The directory has been read; the first time the most useful log of it is opened.
    private void listed(LogDirectory.Listing listing) {
        if (!wantsFirst) {
            return;
        }
        switch (listing) {
            case LogDirectory.Found found -> {
                Optional<LogFileInfo> first = LogSources.mostUseful(found.files());
                first.ifPresentOrElse(file -> openFile(file.path()), () -> nothing("logs.empty.directory", found));
            }
            case LogDirectory.Absent absent -> nothing("logs.absent.directory", absent);
            case LogDirectory.Refused refused -> {
                retry = () -> openDirectory(refused.directory());
                if (!(face.get() instanceof LogsFace.Broken)) {
                    String name = refused.directory().toString();
                    face.set(new LogsFace.Broken(name, "logs.broken.other", refused.reason(), now()));
                }
            }
        }
    }

    private void nothing(String key, LogDirectory.Listing listing) {
        face.set(new LogsFace.Nothing(key, listing.directory().toString()));
    }

    /// Closes what is open.
    void close() {
        opening.forget();
        OpenLog log = open.get();
        open.set(null);
        notices.dismiss();
        reader.clearSelection();
        viewport.show(null, new LogMove.End());
        finder.show(null);
        if (log != null) {
            log.close();
        }
    }

    private Instant now() {
        return desk.times().ticker().clock().instant();
    }

    /// What came of opening something.
    private final class Opened implements LogOpening.Listener {
        @Override
        public void begun(Runnable again) {
            close();
            wantsFirst = false;
            retry = again;
            face.set(new LogsFace.Loading());
        }

        @Override
        public void arrived(OpenLog log, long line) {
            LogsViewModel.this.arrived(log, line);
        }

        @Override
        public void failed(LogsFace.Broken why) {
            face.set(why);
        }
    }
}
