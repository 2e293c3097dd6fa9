package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Violation;
import io.quartermaster.server.timing.DueTimes;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import io.quartermaster.store.SaveResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One job in the form: what was typed, what is wrong with it, when it would fire, and what came of saving it.
///
/// FX thread only, without a toolkit. Due times are computed and the job is saved in background tasks.
public final class JobEditorViewModel {
    /// What came of the latest attempt to save.
    sealed interface Outcome {
        /// It is stored; the form can go.
        record Saved(Job job) implements Outcome {}

        /// Somebody else saved meanwhile.
        record Conflict(JobConflict conflict) implements Outcome {}

        /// The job was deleted meanwhile; saving again makes a new one.
        record Gone() implements Outcome {}

        /// Another job has the name.
        record NameTaken(String name) implements Outcome {}

        /// The database did not do it.
        record Failed(Throwable why) implements Outcome {}
    }

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
    private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>(this, "outcome");
    private final ObservableList<OfferedHandler> offered = FXCollections.observableArrayList();
    private boolean offersKnown;
    private final CalendarChoices calendars;

    private @Nullable Job base;
    private JobFormReading reading;
    private JobSpec clean;
    private boolean cleanEnabled;
    private List<Object> cleanText;
    private boolean filling;
    private @Nullable String takenName;
    private List<Flaw> flaws;

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
        this.flaws = flaws;
        this.calendars = new CalendarChoices(texts, tasks, workspace, this::calendarsChanged);
        this.fires = new FiresAhead(texts, tasks, calendars::find, this::settle);
        this.form = new JobForm(workspace.instance(), system);
        form.show(start, enabled);
        if (base == null && start.name().isEmpty()) {
            form.kind.set(TriggerKind.CRON);
        }
        this.reading = JobFormReading.of(form);
        this.clean = reading.spec();
        this.cleanEnabled = enabled;
        this.cleanText = asTyped();
        form.observables().forEach(each -> each.addListener(typed));
        form.kind.subscribe((before, now) -> {
            if (now == TriggerKind.FIXED_RATE && !filling) {
                form.countFrom(clock.instant(), zone().orElse(system));
            }
        });
        reread();
        loadOffers();
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
        return flaws;
    }

    /// From now on what stands in the form is meant, also where it stands for what could not be read.
    void replaceUnreadable() {
        flaws = List.of();
        settle();
    }

    /// Everything that keeps it from being saved, in the order of the form.
    ReadOnlyObjectProperty<List<Violation>> violationsProperty() {
        return violations.getReadOnlyProperty();
    }

    /// The next fires; empty when there are none or while they cannot be computed.
    ReadOnlyObjectProperty<DueTimes.Preview> previewProperty() {
        return fires.previewProperty();
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

    ReadOnlyBooleanProperty computingProperty() {
        return fires.computingProperty();
    }

    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty savingProperty() {
        return saving.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// The handlers that connected clients offer.
    ObservableList<OfferedHandler> offered() {
        return offered;
    }

    /// The time zone of the form, if it can be read.
    Optional<ZoneId> zone() {
        return Optional.ofNullable(reading.spec().timeZone()).filter(zone -> reading.timesReadable());
    }

    /// The key of what should make a person look at the handler again; null when nothing should.
    @Nullable
    String handlerWarning() {
        String handler = form.target.get().strip();
        String application = form.application.get().strip();
        if (!offersKnown || form.type.get() != JobType.SIMPLE || handler.isEmpty() || application.isEmpty()) {
            return null;
        }
        List<OfferedHandler> same = offered.stream()
                .filter(each ->
                        each.application().equals(application) && each.handler().equals(handler))
                .toList();
        if (same.isEmpty()) {
            return offered.stream().anyMatch(each -> each.application().equals(application))
                    ? "jobs.handler.unknown"
                    : "jobs.application.unknown";
        }
        return same.stream().anyMatch(each -> each.kind() == HandlerKind.SIMPLE) ? null : "jobs.handler.kind";
    }

    /// Asks again which handlers are offered.
    void loadOffers() {
        tasks.quietly(
                        texts.live("jobs.task.handlers"),
                        () -> workspace.database().cluster().handlers(workspace.instance(), null))
                .onDone(found -> {
                    offersKnown = true;
                    offered.setAll(found);
                })
                // without the list the fields still take any text, and nothing is warned of
                .onFailed(why -> offersKnown = false);
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
        JobSpec spec = reading.spec();
        boolean enabled = form.enabled.get();
        Job from = base;
        tasks.run(texts.live("jobs.task.save", spec.name()), () -> store(from, spec, enabled))
                .onDone(result -> {
                    saving.set(false);
                    saved(result, from, spec, enabled);
                })
                .onFailed(why -> {
                    saving.set(false);
                    outcome.set(new Outcome.Failed(why));
                });
    }

    private SaveResult store(@Nullable Job from, JobSpec spec, boolean enabled) {
        return from == null
                ? workspace.database().jobs().create(spec, enabled, workspace.actor())
                : workspace.database().jobs().update(from.id(), from.version(), spec, enabled, workspace.actor());
    }

    private void saved(SaveResult result, @Nullable Job from, JobSpec spec, boolean enabled) {
        switch (result) {
            case SaveResult.Saved done -> {
                base = done.job();
                markClean(done.job());
                outcome.set(new Outcome.Saved(done.job()));
            }
            case SaveResult.Stale stale -> stale(Objects.requireNonNull(from), stale.current(), spec, enabled);
            case SaveResult.NoCalendar missing -> {
                calendars.load(clock.instant());
                fires.ask(reading, clock.instant());
                settle();
            }
            case SaveResult.NameTaken taken -> {
                takenName = taken.name();
                outcome.set(new Outcome.NameTaken(taken.name()));
                settle();
            }
            case SaveResult.Gone gone -> {
                // what was typed is not lost: the form becomes that of a new job
                base = null;
                outcome.set(new Outcome.Gone());
                settle();
            }
            case SaveResult.Running running -> throw new IllegalStateException("a save is never refused as running");
            case SaveResult.Deleted deleted -> throw new IllegalStateException("a save never deletes");
        }
    }

    /// A version that changed nothing of the form (its calendar was edited) is none to decide about.
    private void stale(Job from, Job current, JobSpec spec, boolean enabled) {
        if (current.spec().equals(from.spec()) && current.enabled() == from.enabled()) {
            base = current;
            save();
        } else {
            outcome.set(new Outcome.Conflict(new JobConflict(from, spec, enabled, current)));
        }
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
        flaws = job.flaws();
        clean = job.spec();
        cleanEnabled = job.enabled();
        cleanText = asTyped();
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
        List<Violation> all = new ArrayList<>(reading.refused());
        flaws.forEach(flaw -> all.add(Violation.of(flaw.field(), "unreadable")));
        fires.refused().ifPresent(all::add);
        if (reading.spec().name().equals(takenName)) {
            all.addFirst(Violation.of("name", "name.taken", reading.spec().name()));
        }
        violations.set(List.copyOf(all));
        Job opened = base;
        boolean replaces = opened != null && !opened.sound() && flaws.isEmpty();
        dirty.set(replaces
                || !reading.spec().equals(clean)
                || form.enabled.get() != cleanEnabled
                || (!reading.refused().isEmpty() && !asTyped().equals(cleanText)));
    }

    /// What stands in the fields, for telling an unreadable form that was touched from one that was not.
    private List<Object> asTyped() {
        return List.of(
                form.cron.get(),
                form.timeZone.get(),
                form.onceAt.get(),
                form.rateFrom.get(),
                form.every.amount.get(),
                form.effectiveFrom.get(),
                form.expires.get(),
                form.zones.get(),
                form.timeout.amount.get(),
                form.backOff.amount.get(),
                form.retries.get(),
                form.retentionDays.get());
    }
}
