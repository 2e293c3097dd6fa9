package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Violation;
import io.quartermaster.store.SaveResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One job in the form: what was typed, what is wrong with it, when it would fire, and what came of saving it.
///
/// FX thread only, without a toolkit. Due times are computed and the job is saved in background tasks.
public final class JobEditorViewModel {
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final Workspace workspace;
    private final JobForm form;
    // a field, because the form's properties would hold it weakly otherwise only by chance
    private final InvalidationListener typed = property -> reread();

    private final ReadOnlyObjectWrapper<List<Violation>> violations =
            new ReadOnlyObjectWrapper<>(this, "violations", List.of());
    private final FiresAhead fires;
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(this, "dirty");
    private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper(this, "saving");
    private final ReadOnlyObjectWrapper<@Nullable SaveOutcome> outcome = new ReadOnlyObjectWrapper<>(this, "outcome");
    private final HandlerOffers offers;
    private final CalendarChoices calendars;

    private @Nullable Job base;
    private JobFormReading reading;
    private OpenedForm opened;
    private boolean filling;
    private final Objections objections;

    private JobEditorViewModel(
            Texts texts,
            BackgroundTasks tasks,
            InstantSource clock,
            Workspace workspace,
            ZoneId system,
            JobSpec start,
            boolean enabled,
            @Nullable Job base,
            List<Flaw> flaws) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
        this.workspace = workspace;
        this.base = base;
        this.objections = new Objections(flaws);
        this.offers = new HandlerOffers(texts, tasks, workspace);
        this.calendars = new CalendarChoices(texts, tasks, workspace, this::calendarsChanged);
        this.fires = new FiresAhead(texts, tasks, calendars::find, this::settle);
        this.form = new JobForm(workspace.instance(), system);
        form.show(start, enabled);
        if (base == null && start.name().isEmpty()) {
            form.kind.set(TriggerKind.CRON);
        }
        this.reading = JobFormReading.of(form);
        this.opened = new OpenedForm(reading.spec(), enabled, form.asTyped());
        form.observables().forEach(each -> each.addListener(typed));
        form.kind.subscribe((before, now) -> {
            if (now == TriggerKind.FIXED_RATE && !filling) {
                form.countFrom(clock.instant(), zone().orElse(system));
            }
        });
        reread();
        offers.load();
        calendars.keep(form.calendar);
        calendars.load(clock.instant());
    }

    /// The form of a new job.
    static JobEditorViewModel create(
            Texts texts, BackgroundTasks tasks, InstantSource clock, Workspace workspace, ZoneId system) {
        JobSpec blank = JobSpec.blank(workspace.instance());
        return new JobEditorViewModel(texts, tasks, clock, workspace, system, blank, true, null, List.of());
    }

    /// The form of a new job that begins as a copy, switched off so that two do not fire by accident.
    static JobEditorViewModel duplicate(
            Texts texts, BackgroundTasks tasks, InstantSource clock, Workspace workspace, ZoneId system, Job of) {
        JobSpec copy = of.spec().withName(texts.get("jobs.copy.name", of.spec().name()));
        return new JobEditorViewModel(texts, tasks, clock, workspace, system, copy, false, null, of.flaws());
    }

    static JobEditorViewModel edit(
            Texts texts, BackgroundTasks tasks, InstantSource clock, Workspace workspace, ZoneId system, Job job) {
        return new JobEditorViewModel(
                texts, tasks, clock, workspace, system, job.spec(), job.enabled(), job, job.flaws());
    }

    JobForm form() {
        return form;
    }

    Workspace workspace() {
        return workspace;
    }

    /// The job as it was opened, null for a new one.
    @Nullable
    Job base() {
        return base;
    }

    /// What could not be read of the job: the form shows something harmless instead, and is not saved before a person
    /// has said that this is what they mean.
    List<Flaw> flaws() {
        return objections.flaws();
    }

    /// From now on what stands in the form is meant, also where it stands for what could not be read.
    void replaceUnreadable() {
        objections.unreadable(List.of());
        settle();
    }

    /// Everything that keeps it from being saved, in the order of the form.
    ReadOnlyObjectProperty<List<Violation>> violationsProperty() {
        return violations.getReadOnlyProperty();
    }

    /// When it would fire.
    FiresAhead fires() {
        return fires;
    }

    /// The calendars that can be chosen.
    CalendarChoices calendars() {
        return calendars;
    }

    /// One pulse: keeps the preview ahead of now, and true to the calendars as they are edited meanwhile.
    void tick(Instant now) {
        fires.tick(now);
        calendars.tick(now);
    }

    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty savingProperty() {
        return saving.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable SaveOutcome> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// The handlers that can be chosen.
    HandlerOffers offers() {
        return offers;
    }

    /// The time zone of the form, if it can be read.
    Optional<ZoneId> zone() {
        return Optional.ofNullable(reading.spec().timeZone()).filter(zone -> reading.timesReadable());
    }

    private void calendarsChanged() {
        if (reading.spec().calendar() != null) {
            fires.ask(reading, clock.instant());
            settle();
        }
    }

    /// Saves what is in the form; does nothing while something is wrong with it.
    void save() {
        if (saving.get() || fires.computingProperty().get() || !violations.get().isEmpty()) {
            return;
        }
        saving.set(true);
        outcome.set(null);
        SaveAttempt attempt = new SaveAttempt(base, reading.spec(), form.enabled.get());
        tasks.run(texts.live("jobs.task.save", attempt.spec().name()), () -> attempt.run(workspace))
                .onDone(result -> {
                    saving.set(false);
                    saved(result, attempt);
                })
                .onFailed(why -> {
                    saving.set(false);
                    outcome.set(new SaveOutcome.Failed(why));
                });
    }

    private void saved(SaveResult result, SaveAttempt attempt) {
        switch (result) {
            case SaveResult.Saved done -> {
                base = done.job();
                markClean(done.job());
                outcome.set(new SaveOutcome.Saved(done.job()));
            }
            case SaveResult.Stale stale -> stale(attempt, stale.current());
            case SaveResult.NoCalendar missing -> {
                calendars.load(clock.instant());
                fires.ask(reading, clock.instant());
                settle();
            }
            case SaveResult.NameTaken taken -> {
                objections.taken(taken.name());
                outcome.set(new SaveOutcome.NameTaken(taken.name()));
                settle();
            }
            case SaveResult.Gone gone -> {
                // what was typed is not lost: the form becomes that of a new job
                base = null;
                outcome.set(new SaveOutcome.Gone());
                settle();
            }
            case SaveResult.Running running -> throw new IllegalStateException("a save is never refused as running");
            case SaveResult.Deleted deleted -> throw new IllegalStateException("a save never deletes");
        }
    }

    private void stale(SaveAttempt attempt, Job current) {
        attempt.against(current).ifPresentOrElse(conflict -> outcome.set(new SaveOutcome.Conflict(conflict)), () -> {
            base = current;
            save();
        });
    }

    /// Goes on editing: their version with your changes on top becomes the form.
    void rebase(JobConflict conflict) {
        JobSpec merged = conflict.rebased();
        boolean enabled = conflict.rebasedEnabled();
        markClean(conflict.theirs());
        base = conflict.theirs();
        fill(() -> form.show(merged, enabled));
        outcome.set(null);
    }

    /// Throws your changes away: their version becomes the form.
    void takeTheirs(JobConflict conflict) {
        markClean(conflict.theirs());
        base = conflict.theirs();
        outcome.set(null);
    }

    void dismissOutcome() {
        outcome.set(null);
    }

    private void markClean(Job job) {
        fill(() -> form.show(job.spec(), job.enabled()));
        objections.unreadable(job.flaws());
        opened = new OpenedForm(job.spec(), job.enabled(), form.asTyped());
        settle();
    }

    private void fill(Runnable filling) {
        this.filling = true;
        filling.run();
        this.filling = false;
        reread();
    }

    private void reread() {
        if (filling) {
            return;
        }
        JobFormReading before = reading;
        reading = JobFormReading.of(form);
        if (!before.spec().trigger().equals(reading.spec().trigger())
                || !before.spec().window().equals(reading.spec().window())
                || !Objects.equals(before.spec().calendar(), reading.spec().calendar())
                || before.timesReadable() != reading.timesReadable()
                || !fires.asked()) {
            fires.ask(reading, clock.instant());
        }
        settle();
    }

    private void settle() {
        violations.set(objections.all(reading, fires.refused()));
        Job stored = base;
        boolean replaces =
                stored != null && !stored.sound() && objections.flaws().isEmpty();
        dirty.set(replaces || opened.differs(reading, form));
    }
}
