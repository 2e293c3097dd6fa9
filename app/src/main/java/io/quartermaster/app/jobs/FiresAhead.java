package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Violation;
import io.quartermaster.server.timing.DueTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Runnable answered;
    private final ReadOnlyObjectWrapper<List<Instant>> ahead = new ReadOnlyObjectWrapper<>(this, "ahead", List.of());
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper(this, "computing");
    private Optional<Violation> refused = Optional.empty();
    private int generation;
    private @Nullable JobFormReading latest;

    /// @param answered called when an answer is there
    FiresAhead(Texts texts, BackgroundTasks tasks, Runnable answered) {
        this.texts = texts;
        this.tasks = tasks;
        this.answered = answered;
    }

    ReadOnlyObjectProperty<List<Instant>> aheadProperty() {
        return ahead.getReadOnlyProperty();
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
        List<Instant> shown = ahead.get();
        if (asked != null
                && !computing.get()
                && !shown.isEmpty()
                && shown.getFirst().isBefore(now)) {
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
            ahead.set(List.of());
            return;
        }
        computing.set(true);
        compute(spec, now);
    }

    private void compute(JobSpec spec, Instant now) {
        int mine = ++generation;
        tasks.quietly(texts.live("jobs.task.times"), () -> Answer.of(spec, now))
                .onDone(answer -> latest(mine, answer))
                .onFailed(why -> latest(mine, Answer.unreadable(why)));
    }

    private void latest(int asked, Answer answer) {
        if (asked == generation) {
            refused = answer.refused();
            ahead.set(answer.ahead());
            computing.set(false);
            answered.run();
        }
    }

    /// What is known of a trigger.
    private record Answer(Optional<Violation> refused, List<Instant> ahead) {
        static Answer of(JobSpec spec, Instant now) {
            Optional<Violation> refused = DueTimes.refuse(spec.trigger(), spec.window(), now);
            return refused.isPresent()
                    ? new Answer(refused, List.of())
                    : new Answer(refused, DueTimes.next(spec.trigger(), spec.window(), now, COUNT));
        }

        static Answer unreadable(Throwable why) {
            Violation violation = Violation.of("trigger", "cron.syntax", String.valueOf(why.getMessage()));
            return new Answer(Optional.of(violation), List.of());
        }
    }
}
