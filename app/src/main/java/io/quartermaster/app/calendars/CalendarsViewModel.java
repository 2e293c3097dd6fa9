package io.quartermaster.app.calendars;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Violation;
import io.quartermaster.store.CalendarRepository.Outcome;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The calendars of an instance and the one in the form. FX thread only, without a toolkit; the database is asked in
/// background tasks.
final class CalendarsViewModel {
    /// What came of the latest wish; null before the first, or when the form goes on.
    sealed interface Notice {
        record Saved(String name) implements Notice {}

        record Deleted(String name) implements Notice {}

        /// What the store would not do.
        record Refused(Outcome why) implements Notice {}

        /// The database did not answer.
        record Failed(Throwable why) implements Notice {}
    }

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Workspace workspace;
    private final CalendarForm form = new CalendarForm();
    // a field, because the form's properties would hold it weakly otherwise only by chance
    private final InvalidationListener typed = property -> reread();
    private final ObservableList<StoredCalendar> calendars = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable StoredCalendar> base = new ReadOnlyObjectWrapper<>(this, "base");
    private final ReadOnlyObjectWrapper<CalendarForm.Reading> reading;
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>(this, "notice");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(this, "dirty");
    private final ReadOnlyObjectWrapper<List<Flaw>> flaws = new ReadOnlyObjectWrapper<>(this, "flaws", List.of());
    private CalendarForm.Reading clean;
    private boolean filling;

    CalendarsViewModel(Texts texts, BackgroundTasks tasks, Workspace workspace) {
        this.texts = texts;
        this.tasks = tasks;
        this.workspace = workspace;
        this.clean = form.read(workspace.instance());
        this.reading = new ReadOnlyObjectWrapper<>(this, "reading", clean);
        form.observables().forEach(each -> each.addListener(typed));
    }

    CalendarForm form() {
        return form;
    }

    Workspace workspace() {
        return workspace;
    }

    ObservableList<StoredCalendar> calendars() {
        return calendars;
    }

    /// The calendar as it was opened, null for a new one.
    ReadOnlyObjectProperty<@Nullable StoredCalendar> baseProperty() {
        return base.getReadOnlyProperty();
    }

    /// What the form amounts to now.
    ReadOnlyObjectProperty<CalendarForm.Reading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// What of the stored calendar cannot be read and is not yet replaced.
    ReadOnlyObjectProperty<List<Flaw>> flawsProperty() {
        return flaws.getReadOnlyProperty();
    }

    /// From now on what stands in the form is meant, also where it stands for what could not be read.
    void replaceUnreadable() {
        flaws.set(List.of());
        reread();
    }

    ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    List<Violation> refused() {
        return reading.get().refused();
    }

    /// Reads the list; what stands in the form stays.
    void load() {
        tasks.quietly(
                        texts.live("calendars.task.list"),
                        () -> workspace.database().calendars().list(workspace.instance()))
                .onDone(calendars::setAll)
                .onFailed(why -> notice.set(new Notice.Failed(why)));
    }

    /// Opens one in the form; null begins a new one.
    void edit(@Nullable StoredCalendar calendar) {
        fill(calendar);
        notice.set(null);
    }

    /// Saves what is in the form; does nothing while something is wrong with it.
    void save() {
        if (busy.get() || !refused().isEmpty()) {
            return;
        }
        StoredCalendar from = base.get();
        var calendar = reading.get().calendar();
        busy.set(true);
        tasks.run(texts.live("calendars.task.save", calendar.name()), () -> {
                    var store = workspace.database().calendars();
                    return from == null
                            ? store.create(calendar, workspace.actor())
                            : store.update(from.version(), calendar, workspace.actor());
                })
                .onDone(this::came)
                .onFailed(this::failed);
    }

    /// Deletes the one in the form.
    void delete() {
        StoredCalendar from = base.get();
        if (busy.get() || from == null) {
            return;
        }
        busy.set(true);
        tasks.run(texts.live("calendars.task.delete", from.calendar().name()), () -> workspace
                        .database()
                        .calendars()
                        .delete(workspace.instance(), from.calendar().name(), from.version(), workspace.actor()))
                .onDone(this::came)
                .onFailed(this::failed);
    }

    private void came(Outcome outcome) {
        busy.set(false);
        switch (outcome) {
            case Outcome.Saved saved -> {
                fill(saved.calendar());
                notice.set(new Notice.Saved(saved.calendar().calendar().name()));
            }
            case Outcome.Deleted deleted -> {
                StoredCalendar gone = base.get();
                fill(null);
                notice.set(
                        gone == null ? null : new Notice.Deleted(gone.calendar().name()));
            }
            case Outcome.Gone gone -> {
                // what was typed is not lost: saving makes it anew
                base.set(null);
                settle();
                notice.set(new Notice.Refused(gone));
            }
            case Outcome.Stale stale -> notice.set(new Notice.Refused(stale));
            case Outcome.NameTaken taken -> notice.set(new Notice.Refused(taken));
            case Outcome.InUse used -> notice.set(new Notice.Refused(used));
        }
        load();
    }

    private void failed(Throwable why) {
        busy.set(false);
        notice.set(new Notice.Failed(why));
    }

    private void fill(@Nullable StoredCalendar calendar) {
        filling = true;
        base.set(calendar);
        flaws.set(calendar == null ? List.of() : calendar.flaws());
        form.show(calendar);
        filling = false;
        clean = read();
        reread();
    }

    private void reread() {
        if (!filling) {
            reading.set(read());
            settle();
        }
    }

    /// The days stand in the form as they are stored and are mended there; for the rest it shows something harmless,
    /// which is not saved before a person has said that this is what they mean.
    private CalendarForm.Reading read() {
        CalendarForm.Reading typed = form.read(workspace.instance());
        List<Violation> refused = new ArrayList<>(typed.refused());
        flaws.get().stream()
                .filter(flaw -> !flaw.field().equals("days"))
                .forEach(flaw -> refused.add(Violation.of(flaw.field(), "unreadable")));
        return new CalendarForm.Reading(typed.calendar(), List.copyOf(refused));
    }

    private void settle() {
        dirty.set(!reading.get().equals(clean));
    }
}
