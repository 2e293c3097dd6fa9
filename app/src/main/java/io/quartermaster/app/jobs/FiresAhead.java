package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Violation;
import io.quartermaster.server.timing.DueTimes;
import io.quartermaster.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// When what stands in the form would fire, told by the engine's own code. FX thread only, without a toolkit.
///
/// Some expressions take long to turn out to fire never, so it computes in background tasks; only the answer to the
/// latest question counts.
final class FiresAhead {
    /// How many fires are shown.
    static final int COUNT = 5;

    private static final DueTimes.Preview NOTHING = new DueTimes.Preview(List.of(), List.of());

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Runnable answered;
    private final Function<String, Optional<StoredCalendar>> calendars;
    private final ReadOnlyObjectWrapper<DueTimes.Preview> preview =
            new ReadOnlyObjectWrapper<>(this, "preview", NOTHING);
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper(this, "computing");
    private Optional<Violation> refused = Optional.empty();
    private int generation;
    private @Nullable JobFormReading latest;

    /// @param calendars finds a calendar by name, in a background task
    /// @param answered called when an answer is there
    FiresAhead(
            Texts texts,
            BackgroundTasks tasks,
            Function<String, Optional<StoredCalendar>> calendars,
            Runnable answered) {
        this.calendars = calendars;
        this.texts = texts;
        this.tasks = tasks;
        this.answered = answered;
    }

    ReadOnlyObjectProperty<DueTimes.Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty computingProperty() {
        return computing.getReadOnlyProperty();
    }

    /// Why the trigger should not be saved, as far as is known.
    Optional<Violation> refused() {
        return refused;
    }

    boolean asked() {
        return generation > 0;
    }

    /// Asks again when the first of the shown fires has passed: a preview of the past would mislead.
    void tick(Instant now) {
        JobFormReading asked = latest;
        List<DueTimes.Fire> shown = preview.get().fires();
        if (asked != null
                && !computing.get()
                && !shown.isEmpty()
                && shown.getFirst().at().isBefore(now)) {
            compute(asked.spec(), now);
        }
    }

    void ask(JobFormReading reading, Instant now) {
        latest = reading;
        refused = Optional.empty();
        JobSpec spec = reading.spec();
        if (!reading.timesReadable() || !spec.trigger().timed()) {
            generation++;
            computing.set(false);
            preview.set(NOTHING);
            return;
        }
        computing.set(true);
        compute(spec, now);
    }

    private void compute(JobSpec spec, Instant now) {
        int mine = ++generation;
        tasks.quietly(texts.live("jobs.task.times"), () -> answer(spec, now))
                .onDone(answer -> latest(mine, answer))
                .onFailed(why -> latest(mine, Answer.unreadable(why)));
    }

    private void latest(int asked, Answer answer) {
        if (asked == generation) {
            refused = answer.refused();
            preview.set(answer.preview());
            computing.set(false);
            answered.run();
        }
    }

    private Answer answer(JobSpec spec, Instant now) {
        String name = spec.calendar();
        StoredCalendar stored = null;
        if (name != null) {
            try {
                stored = calendars.apply(name).orElse(null);
            } catch (StoreException e) {
                // the page says that the database is away; whether the calendar exists is asked again on saving
                return new Answer(Optional.empty(), NOTHING);
            }
            if (stored == null) {
                return new Answer(Optional.of(Violation.of("calendar", "calendar.unknown", name)), NOTHING);
            }
            if (!stored.sound()) {
                return new Answer(Optional.of(Violation.of("calendar", "calendar.unreadable", name)), NOTHING);
            }
        }
        Calendar calendar = stored == null ? null : stored.calendar();
        Optional<Violation> refused = DueTimes.refuse(spec.trigger(), spec.window(), calendar, now);
        return new Answer(
                refused,
                refused.isPresent() ? NOTHING : DueTimes.preview(spec.trigger(), spec.window(), calendar, now, COUNT));
    }

    /// What is known of a trigger.
    private record Answer(Optional<Violation> refused, DueTimes.Preview preview) {
        static Answer unreadable(Throwable why) {
            Violation violation = Violation.of("trigger", "cron.syntax", String.valueOf(why.getMessage()));
            return new Answer(Optional.of(violation), NOTHING);
        }
    }
}
