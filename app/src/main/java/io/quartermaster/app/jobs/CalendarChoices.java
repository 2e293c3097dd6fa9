package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.StoredCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The calendars a job may name, as they are while its form is open. FX thread only, without a toolkit; the database is
/// asked in background tasks.
final class CalendarChoices {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Workspace workspace;
    private final Runnable changed;
    /// After an empty one, which stands for none.
    private final ObservableList<String> names = FXCollections.observableArrayList("");
    private List<StoredCalendar> known = List.of();
    private StringProperty chosen = new SimpleStringProperty("");
    private Instant asked = Instant.EPOCH;

    /// @param changed called when a calendar is another than it was
    CalendarChoices(Texts texts, BackgroundTasks tasks, Workspace workspace, Runnable changed) {
        this.texts = texts;
        this.tasks = tasks;
        this.workspace = workspace;
        this.changed = changed;
    }

    /// The name chosen stays among the choices, whatever becomes of its calendar.
    void keep(StringProperty name) {
        chosen = name;
    }

    ObservableList<String> names() {
        return names;
    }

    /// One pulse: somebody may edit a calendar while the form is open.
    void tick(Instant now) {
        if (now.isAfter(asked.plus(EVERY))) {
            load(now);
        }
    }

    /// Asks again which there are.
    void load(Instant now) {
        asked = now;
        tasks.quietly(
                        texts.live("jobs.task.calendars"),
                        () -> workspace.database().calendars().list(workspace.instance()))
                .onDone(this::found)
                // without the list the one chosen stays, and the page says that the database is away
                .onFailed(why -> {});
    }

    /// As it is stored now; blocks, so in a background task.
    Optional<StoredCalendar> find(String name) {
        return workspace.database().calendars().find(workspace.instance(), name);
    }

    /// Only adds and removes: a list set anew would empty the box for a moment, and with it the form.
    private void found(List<StoredCalendar> found) {
        if (found.equals(known)) {
            return;
        }
        known = found;
        List<String> there = found.stream().map(each -> each.calendar().name()).toList();
        there.stream().filter(each -> !names.contains(each)).forEach(names::add);
        names.removeIf(each -> !each.isEmpty() && !each.equals(chosen.get()) && !there.contains(each));
        changed.run();
    }
}
