package io.quartermaster.app.logs;

import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.TraceId;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/// Opens logs and traces; of several wishes the latest counts, and what an older one brings is closed. FX thread only;
/// disk is touched by background tasks.
final class LogOpening {
    /// Hears what comes of it.
    interface Listener {
        /// Something is being opened; `again` opens it once more.
        void begun(Runnable again);

        /// @param line the line to show, counted from 1; 0 for the end
        void arrived(OpenLog log, long line);

        void failed(LogsFace.Broken why);
    }

    private final Desk desk;
    private final ZoneId zone;
    private final Listener listener;
    private int latest;

    /// @param zone the zone the engine writes its stamps in
    LogOpening(Desk desk, ZoneId zone, Listener listener) {
        this.desk = desk;
        this.zone = zone;
        this.listener = listener;
    }

    /// What is under way is not wanted any more.
    void forget() {
        latest++;
    }

    /// A directory or file as somebody typed it.
    void typed(String typed, Consumer<Path> directory) {
        try {
            Path path = Path.of(typed.strip());
            desk.tasks()
                    .quietly(desk.texts().live("logs.title"), () -> Files.isDirectory(path))
                    .onDone(isDirectory -> {
                        if (isDirectory) {
                            directory.accept(path);
                        } else {
                            file(path, 0);
                        }
                    });
        } catch (InvalidPathException e) {
            desk.toasts().show(desk.texts().get("logs.open.invalid", typed));
        }
    }

    /// @param line counted from 1; 0 for the end
    void file(Path file, long line) {
        int ticket = begin(() -> file(file, line));
        desk.tasks()
                .quietly(desk.texts().live("logs.title"), () -> LogFile.open(file))
                .onDone(opened -> {
                    OpenLog.About about = new OpenLog.About(nameOf(file), file, null, "");
                    arrived(ticket, new OpenLog(desk.tasks(), desk.texts(), about, opened), line);
                })
                .onFailed(failure -> failed(ticket, nameOf(file), failure));
    }

    /// All lines of a trace from the files of a directory, merged by time.
    void trace(Path directory, TraceId trace) {
        int ticket = begin(() -> trace(directory, trace));
        TraceLines lines = new TraceLines(directory, zone);
        TaskControl control = new TaskControl();
        control.endingWith(desk.tasks()
                        .run(
                                desk.texts().live("logs.trace.task", trace.value()),
                                progress -> lines.collect(trace, control.telling(progress))))
                .onDone(collected -> arrived(ticket, traceOf(trace, directory, collected), 1))
                .onFailed(failure -> failed(ticket, trace.value(), failure))
                .stateProperty()
                .subscribe(state -> {
                    if (state == BackgroundTask.State.CANCELLED && ticket == latest) {
                        listener.failed(new LogsFace.Broken(trace.value(), "logs.broken.cancelled", "", now()));
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

    private int begin(Runnable again) {
        listener.begun(again);
        return ++latest;
    }

    private void arrived(int ticket, OpenLog log, long line) {
        if (ticket == latest) {
            listener.arrived(log, line);
        } else {
            log.close(); // somebody has opened something else meanwhile
        }
    }

    private void failed(int ticket, String name, Throwable failure) {
        if (ticket == latest) {
            listener.failed(LogsFace.Broken.of(name, failure, now()));
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
