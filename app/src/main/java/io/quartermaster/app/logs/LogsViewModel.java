package io.quartermaster.app.logs;

import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.TraceId;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
    /// Something worth saying above the lines, as a key with arguments, so that it follows the language.
    record Notice(String key, List<Object> args) {}

    private final Desk desk;
    private final ZoneId zone;
    private final LogSources sources;
    private final LogViewport viewport;
    private final LogFinder finder;
    private final LogReader reader;
    private final ReadOnlyObjectWrapper<LogsFace> face =
            new ReadOnlyObjectWrapper<>(this, "face", new LogsFace.Loading());
    private final ReadOnlyObjectWrapper<@Nullable OpenLog> open = new ReadOnlyObjectWrapper<>(this, "open");
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>(this, "notice");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final ObjectProperty<@Nullable String> filterProblem = new SimpleObjectProperty<>(this, "filterProblem");
    private final ReadOnlyObjectWrapper<Integer> marks = new ReadOnlyObjectWrapper<>(this, "marks", 0);
    private LogQuery filter = LogQuery.NONE;
    private Runnable retry = () -> {};
    private int opening;
    private boolean wantsFirst; // a directory was opened, and no log of it yet

    /// @param zone the zone the engine writes its stamps in
    public LogsViewModel(Desk desk, ZoneId zone) {
        this.desk = desk;
        this.zone = zone;
        this.sources = new LogSources(desk, this::listed);
        this.viewport = new LogViewport(desk.tasks(), desk.texts(), this::readFailed);
        this.finder = new LogFinder(desk.tasks(), desk.texts());
        this.reader = new LogReader(desk, viewport, finder, following);
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

    ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
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
        try {
            Path path = Path.of(typed.strip());
            desk.tasks()
                    .quietly(desk.texts().live("logs.title"), () -> Files.isDirectory(path))
                    .onDone(isDirectory -> {
                        if (isDirectory) {
                            openDirectory(path);
                        } else {
                            openFile(path);
                        }
                    });
        } catch (InvalidPathException e) {
            desk.toasts().show(desk.texts().get("logs.open.invalid", typed));
        }
    }

    /// Opens a file at its end and follows it.
    public void openFile(Path file) {
        open(file, 0);
    }

    /// Opens a file at a line, counted from 1, and selects it.
    public void openFile(Path file, long line) {
        open(file, line);
    }

    private void open(Path file, long line) {
        int ticket = beginOpening(() -> open(file, line));
        desk.tasks()
                .quietly(desk.texts().live("logs.title"), () -> LogFile.open(file))
                .onDone(opened -> {
                    OpenLog.About about = new OpenLog.About(nameOf(file), file, null, "");
                    arrived(ticket, new OpenLog(desk.tasks(), desk.texts(), about, opened), line);
                })
                .onFailed(failure -> broken(ticket, nameOf(file), failure));
    }

    /// Shows all lines of a trace from the files of the directory that is open, merged by time.
    public void openTrace(TraceId trace) {
        Path directory = sources.directoryProperty().get();
        if (directory == null) {
            return;
        }
        int ticket = beginOpening(() -> openTrace(trace));
        TraceLines lines = new TraceLines(directory, zone);
        TaskControl control = new TaskControl();
        control.endingWith(desk.tasks()
                        .run(
                                desk.texts().live("logs.trace.task", trace.value()),
                                progress -> lines.collect(trace, control.telling(progress))))
                .onDone(collected -> arrived(ticket, traceOf(trace, directory, collected), 1))
                .onFailed(failure -> broken(ticket, trace.value(), failure))
                .stateProperty()
                .subscribe(state -> {
                    if (state == BackgroundTask.State.CANCELLED && ticket == opening) {
                        face.set(new LogsFace.Broken(trace.value(), "logs.broken.cancelled", "", now()));
                    }
                });
    }

    private OpenLog traceOf(TraceId trace, Path directory, TraceLines.Collected collected) {
        String note = collected.overfull()
                ? desk.texts().get("logs.trace.overfull", TraceLines.MOST_LINES)
                : String.join(", ", collected.unread());
        OpenLog.About about = new OpenLog.About(trace.value(), directory, trace.value(), note);
        return new OpenLog(desk.tasks(), desk.texts(), about, new MergedLines(collected.lines()));
    }

    /// Tries again what failed.
    void retry() {
        retry.run();
    }

    private int beginOpening(Runnable again) {
        close();
        wantsFirst = false;
        retry = again;
        face.set(new LogsFace.Loading());
        return ++opening;
    }

    private void arrived(int ticket, OpenLog log, long line) {
        if (ticket != opening) {
            log.close(); // somebody has opened something else meanwhile
            return;
        }
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

    private void broken(int ticket, String name, Throwable failure) {
        if (ticket == opening) {
            face.set(LogsFace.Broken.of(name, failure, now()));
        }
    }

    private void readFailed(Throwable failure) {
        OpenLog log = open.get();
        if (log != null) {
            broken(opening, log.about().name(), failure);
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
                clearNotice("logs.notice.vanished");
                progressed();
            }
            case TRUNCATED, REPLACED -> {
                openFile(log.about().path());
                notice.set(
                        new Notice("logs.notice.rotated", List.of(desk.times().absolute(now()))));
            }
            case VANISHED -> {
                Notice said = notice.get();
                if (said == null || !said.key().equals("logs.notice.vanished")) {
                    notice.set(new Notice(
                            "logs.notice.vanished", List.of(desk.times().absolute(now()))));
                }
            }
        }
    }

    private void clearNotice(String key) {
        Notice said = notice.get();
        if (said != null && said.key().equals(key)) {
            notice.set(null);
        }
    }

    void dismissNotice() {
        notice.set(null);
    }

    private void updateFace() {
        OpenLog log = open.get();
        if (log == null) {
            return;
        }
        if (log.source().extent() > 0) {
            face.set(new LogsFace.Lines());
        } else if (log.passing() && log.isFiltered()) {
            face.set(new LogsFace.Loading());
        } else {
            face.set(LogsFace.NoLines.of(log));
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
                first.ifPresentOrElse(
                        file -> openFile(file.path()),
                        () -> face.set(new LogsFace.Nothing(
                                "logs.empty.directory", found.directory().toString())));
            }
            case LogDirectory.Absent absent ->
                face.set(new LogsFace.Nothing(
                        "logs.absent.directory", absent.directory().toString()));
            case LogDirectory.Refused refused -> {
                retry = () -> openDirectory(refused.directory());
                if (!(face.get() instanceof LogsFace.Broken)) {
                    String name = refused.directory().toString();
                    face.set(new LogsFace.Broken(name, "logs.broken.other", refused.reason(), now()));
                }
            }
        }
    }

    /// Closes what is open.
    void close() {
        opening++;
        OpenLog log = open.get();
        open.set(null);
        notice.set(null);
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

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
