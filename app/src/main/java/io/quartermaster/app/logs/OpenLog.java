package io.quartermaster.app.logs;

import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One log that is open: its lines, the filter over them, and the passes over the file that number its lines and
/// mark its errors. A pass runs once at a time; growth that comes meanwhile waits for the next look. FX thread
/// only.
final class OpenLog {
    /// What is open, for the heading.
    ///
    /// @param path  the file, or the directory of a trace
    /// @param trace the trace id, null for a file
    /// @param note  what the reader must know of it: bounded, or files that could not be read; empty for nothing
    record About(String name, Path path, @Nullable String trace, String note) {}

    private static final System.Logger LOG = System.getLogger(OpenLog.class.getName());

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final About about;
    private final LineSource base;
    private final @Nullable LogFile file;
    private final HitScan errors;

    private @Nullable FilteredLines filtered;
    private @Nullable BackgroundTask<?> pass;
    private boolean passing;
    private boolean closed;

    OpenLog(BackgroundTasks tasks, Texts texts, About about, LineSource base) {
        this.tasks = tasks;
        this.texts = texts;
        this.about = about;
        this.base = base;
        this.file = base instanceof LogFile aFile ? aFile : null;
        this.errors = new HitScan(base, new ErrorTest());
    }

    About about() {
        return about;
    }

    /// What is shown: the filtered lines if there is a filter.
    LineSource source() {
        FilteredLines lines = filtered;
        return lines == null ? base : lines;
    }

    boolean isFiltered() {
        return filtered != null;
    }

    /// The file whose growth is followed; null for a merged trace.
    @Nullable
    LogFile file() {
        return file;
    }

    /// Where errors lie; null where the places of the file are not those shown.
    @Nullable
    HitScan errors() {
        return filtered == null ? errors : null;
    }

    /// The first pass: numbers and errors. Tells after each part, and now and then between.
    void read(Runnable progressed) {
        pass(true, progressed);
    }

    /// A merged trace is not filtered again: it is short, and finding is enough.
    boolean canFilter() {
        return file != null;
    }

    /// Shows only matching lines, or all again.
    void filter(@Nullable LineTest test, Runnable progressed) {
        cancelPass();
        LogFile over = file;
        filtered = test == null || over == null ? null : new FilteredLines(over, test);
        pass(true, progressed);
    }

    boolean overfull() {
        FilteredLines lines = filtered;
        return lines != null && lines.overfull();
    }

    boolean passing() {
        return passing;
    }

    /// Looks at the file; reads on if it has grown.
    void poll(Consumer<FileChange> changed) {
        LogFile of = file;
        if (of == null || passing || closed) {
            return;
        }
        tasks.quietly(texts.live("logs.title"), of::refresh)
                .onDone(change -> {
                    if (closed || change == FileChange.NONE) {
                        return;
                    }
                    if (change == FileChange.GROWN) {
                        pass(false, () -> changed.accept(FileChange.GROWN));
                    } else {
                        changed.accept(change);
                    }
                })
                .onFailed(failure -> LOG.log(
                        System.Logger.Level.WARNING,
                        "cannot look at " + about.path() + ", next look in a second",
                        failure));
    }

    private void pass(boolean visible, Runnable progressed) {
        FilteredLines lines = filtered;
        passing = true;
        TaskControl control = new TaskControl();
        BackgroundTask<Boolean> task = visible
                ? tasks.run(texts.live("logs.read.task", about.name()), progress -> {
                    passOver(lines, control.telling(progress));
                    return true;
                })
                : tasks.quietly(texts.live("logs.title"), () -> {
                    passOver(lines, control);
                    return true;
                });
        control.endingWith(task);
        pass = task;
        task.progressProperty().addListener((property, before, now) -> tell(task, progressed));
        task.onDone(done -> {
            if (pass == task) {
                passing = false;
            }
            tell(task, progressed);
        });
        task.onFailed(failure -> {
            if (pass == task) {
                passing = false;
            }
            LOG.log(System.Logger.Level.WARNING, "a pass over " + about.path() + " ended early", failure);
        });
    }

    private void tell(BackgroundTask<?> task, Runnable progressed) {
        if (!closed && pass == task) {
            progressed.run();
        }
    }

    /// On a background thread. The filter first, because somebody waits for it.
    private void passOver(@Nullable FilteredLines lines, ScanControl control) throws IOException {
        if (lines != null) {
            lines.fill(control);
        }
        if (file != null) {
            file.indexMore(control);
        }
        if (lines == null) {
            errors.run(control);
        }
    }

    private void cancelPass() {
        BackgroundTask<?> running = pass;
        if (running != null) {
            running.cancel();
        }
        pass = null;
        passing = false;
    }

    void close() {
        closed = true;
        cancelPass();
        try {
            base.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot close " + about.path() + "; the system will", e);
        }
    }
}
