package io.quartermaster.app.logs;

import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Finding in what is shown: the test, how many lines match, where they are, and the way to the next one. FX thread
/// only.
final class LogFinder {
    /// What can be said of the search now.
    ///
    /// @param test    null while nothing is sought
    /// @param problem why the expression cannot be read, null when it can
    /// @param count   matching lines so far
    /// @param over    whether all lines have been seen
    record State(@Nullable LineTest test, @Nullable String problem, long count, boolean over) {
        static final State NOTHING = new State(null, null, 0, true);
    }

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NOTHING);
    private final LineTest errors = new ErrorTest();

    private @Nullable LineSource source;
    private @Nullable HitScan hits;
    private LogQuery query = LogQuery.NONE;
    private @Nullable BackgroundTask<?> counting;
    private @Nullable BackgroundTask<?> seeking;

    LogFinder(BackgroundTasks tasks, Texts texts) {
        this.tasks = tasks;
        this.texts = texts;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What is marked beside the scroll bar; null while nothing is sought.
    @Nullable
    HitScan hits() {
        return hits;
    }

    LogQuery query() {
        return query;
    }

    /// Seeks in another source from now on.
    void show(@Nullable LineSource next) {
        source = next;
        find(query);
    }

    void find(LogQuery wanted) {
        query = wanted;
        hits = null;
        cancel(counting);
        LineSource in = source;
        if (wanted.isEmpty()) {
            state.set(State.NOTHING);
            return;
        }
        try {
            LineTest test = wanted.test();
            if (in == null) {
                state.set(new State(test, null, 0, true));
                return;
            }
            count(new HitScan(in, test), test);
        } catch (PatternSyntaxException e) {
            String place = Integer.toString(Math.max(0, e.getIndex()) + 1);
            state.set(new State(null, texts.get("logs.find.invalid", e.getDescription(), place), 0, true));
        }
    }

    /// The source has grown; counts what is new.
    void grown() {
        HitScan scan = hits;
        LineTest test = state.get().test();
        if (scan != null && test != null && scan.hasMore()) {
            count(scan, test);
        }
    }

    private void count(HitScan scan, LineTest test) {
        hits = scan;
        state.set(new State(test, null, scan.count(), false));
        TaskControl control = new TaskControl();
        BackgroundTask<Boolean> task =
                control.endingWith(tasks.run(texts.live("logs.find.task", query.text()), progress -> {
                    scan.run(control.telling(progress));
                    return true;
                }));
        counting = task;
        task.progressProperty().addListener((property, before, now) -> publish(scan, test));
        task.onDone(done -> publish(scan, test)).onFailed(failure -> publish(scan, test));
    }

    private void publish(HitScan scan, LineTest test) {
        if (hits == scan) {
            state.set(new State(test, null, scan.count(), scan.complete()));
        }
    }

    /// The next line that matches behind an address, from the beginning if there is none; nothing when none matches
    /// at all.
    void next(boolean error, long behind, LongConsumer found, Runnable none) {
        LineTest test = error ? errors : state.get().test();
        seek(test, found, none, (in, wanted, control) -> {
            OptionalLong ahead = in.next(wanted, behind, control);
            return ahead.isPresent() || control.cancelled() ? ahead : in.next(wanted, 0, control);
        });
    }

    /// The last line that matches before an address, from the end if there is none.
    void previous(boolean error, long before, LongConsumer found, Runnable none) {
        LineTest test = error ? errors : state.get().test();
        seek(test, found, none, (in, wanted, control) -> {
            OptionalLong back = in.previous(wanted, before, control);
            return back.isPresent() || control.cancelled() ? back : in.previous(wanted, in.extent(), control);
        });
    }

    private interface Seek {
        OptionalLong in(LineSource source, LineTest test, ScanControl control) throws IOException;
    }

    private void seek(@Nullable LineTest test, LongConsumer found, Runnable none, Seek seek) {
        LineSource in = source;
        cancel(seeking);
        if (in == null || test == null) {
            return;
        }
        TaskControl control = new TaskControl();
        BackgroundTask<OptionalLong> task = control.endingWith(
                tasks.run(texts.live("logs.seek.task"), progress -> seek.in(in, test, control.telling(progress))));
        seeking = task;
        task.onDone(hit -> {
            if (in == source) {
                hit.ifPresentOrElse(found, none);
            }
        });
        task.onFailed(failure -> none.run());
    }

    /// Ends what runs; the page is left.
    void stop() {
        cancel(counting);
        cancel(seeking);
    }

    private static void cancel(@Nullable BackgroundTask<?> task) {
        if (task != null) {
            task.cancel();
        }
    }
}
