package io.quartermaster.app.audit;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.AuditEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The entries shown, newest first, read page by page. FX thread only; the database is asked in background tasks.
///
/// A refresh puts new entries on top and leaves the others where they are, so that a selection and a scroll position
/// survive.
final class AuditViewModel {
    /// Entries of one reading.
    static final int PAGE = 200;

    /// The actions this console knows a word for.
    static final List<String> ACTIONS = List.of(
            "job.create",
            "job.update",
            "job.delete",
            "job.enable",
            "job.disable",
            "job.trigger",
            "run.again",
            "zone.switch",
            "zone.restore",
            "server.drain",
            "server.drain.stop",
            "calendar.create",
            "calendar.update",
            "calendar.delete");

    /// Which face the page shows.
    sealed interface Face {
        record NotConnected() implements Face {}

        record Loading() implements Face {}

        /// Nobody has changed anything.
        record Empty() implements Face {}

        /// Nothing fits the filter.
        record NothingFound() implements Face {}

        record Ready() implements Face {}

        record Broken(String why) implements Face {}
    }

    /// The content is old, since `since`, because `why`.
    record Stale(@Nullable Instant since, String why) {}

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ObservableList<AuditEntry> entries = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", new Face.NotConnected());
    private final ReadOnlyObjectWrapper<@Nullable Stale> stale = new ReadOnlyObjectWrapper<>(this, "stale");
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private @Nullable Workspace working;
    private @Nullable BackgroundTask<List<AuditEntry>> reading;
    private boolean complete;

    AuditViewModel(
            BackgroundTasks tasks, Texts texts, InstantSource clock, ObservableValue<@Nullable Workspace> workspace) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.workspace = workspace;
        filter.addListener((property, before, now) -> restart());
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObservableList<AuditEntry> entries() {
        return entries;
    }

    ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Stale> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    /// What a person calls an action; unknown ones as they stand in the database.
    String words(String action) {
        String key = "audit.action." + action;
        return texts.has(key) ? texts.get(key) : action;
    }

    /// Looks for newer entries, or begins anew with another connection.
    void refresh() {
        Workspace now = workspace.getValue();
        if (now != working) {
            working = now;
            updated.set(null);
            stale.set(null);
            restart();
        } else if (now != null && reading == null) {
            if (entries.isEmpty()) {
                read(null, this::showFirst);
            } else {
                read(null, this::putOnTop);
            }
        }
    }

    /// Reads the page after the oldest entry shown, unless there is none.
    void more() {
        if (!complete && reading == null && !entries.isEmpty() && working != null) {
            read(entries.getLast(), this::putBelow);
        }
    }

    private void restart() {
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
        complete = false;
        if (working == null) {
            entries.clear();
            face.set(new Face.NotConnected());
            return;
        }
        if (updated.get() == null) {
            entries.clear();
            face.set(new Face.Loading());
        }
        read(null, this::showFirst);
    }

    private void read(@Nullable AuditEntry before, Consumer<List<AuditEntry>> show) {
        Workspace now = working;
        if (now == null) {
            return;
        }
        String text = filter.get().strip();
        Set<String> actions = named(text);
        BackgroundTask<List<AuditEntry>> task = tasks.quietly(
                texts.live("audit.task.read"),
                () -> now.database().audit().search(now.instance(), text, actions, before, PAGE));
        reading = task;
        task.onDone(page -> {
            if (reading == task) {
                reading = null;
                updated.set(clock.instant());
                stale.set(null);
                show.accept(page);
            }
        });
        task.onFailed(failure -> {
            if (reading == task) {
                reading = null;
                fail(failure);
            }
        });
    }

    /// The actions whose word in the person's language holds the text.
    private Set<String> named(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return text.isBlank()
                ? Set.of()
                : ACTIONS.stream()
                        .filter(action -> words(action).toLowerCase(Locale.ROOT).contains(wanted))
                        .collect(Collectors.toSet());
    }

    private void showFirst(List<AuditEntry> page) {
        complete = page.size() < PAGE;
        entries.setAll(page);
        if (!page.isEmpty()) {
            face.set(new Face.Ready());
        } else {
            face.set(filter.get().isBlank() ? new Face.Empty() : new Face.NothingFound());
        }
    }

    private void putOnTop(List<AuditEntry> page) {
        long newest = entries.getFirst().id();
        List<AuditEntry> fresh =
                page.stream().filter(entry -> entry.id() > newest).toList();
        if (fresh.size() == PAGE) {
            // more than a page is new: what lies between is not known, so begin anew
            showFirst(page);
        } else if (!fresh.isEmpty()) {
            entries.addAll(0, fresh);
        }
    }

    private void putBelow(List<AuditEntry> page) {
        complete = page.size() < PAGE;
        entries.addAll(page);
    }

    private void fail(Throwable failure) {
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (updated.get() == null) {
            face.set(new Face.Broken(why));
        } else if (stale.get() == null) {
            stale.set(new Stale(updated.get(), why));
        }
    }
}
