package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The runs of all topologies, or of one with its history. FX thread only, without a toolkit; the database is asked in
/// background tasks.
final class RunsViewModel {
    /// Which face the page shows.
    enum Face {
        NO_CONNECTION,
        LOADING,
        EMPTY,
        BROKEN,
        READY
    }

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Map<RecordId, RunRow> byId = new HashMap<>();
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();
    private final ObservableList<Job> topologies = FXCollections.observableArrayList();
    private final ObservableList<RecordId> selected = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable JobId> chosen = new SimpleObjectProperty<>(this, "chosen");
    private final ReadOnlyObjectWrapper<History> history = new ReadOnlyObjectWrapper<>(this, "history", History.NONE);
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.NO_CONNECTION);
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private @Nullable Workspace working;
    private @Nullable BackgroundTask<RunsReading> reading;
    private boolean arranging;

    RunsViewModel(
            BackgroundTasks tasks, Texts texts, InstantSource clock, ObservableValue<@Nullable Workspace> workspace) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.workspace = workspace;
        chosen.subscribe((before, now) -> again());
    }

    /// Newest first.
    ObservableList<RunRow> rows() {
        return rows;
    }

    /// By name.
    ObservableList<Job> topologies() {
        return topologies;
    }

    /// The runs that are selected, in list and grid alike, in the order they were.
    ObservableList<RecordId> selected() {
        return selected;
    }

    /// Whose runs are shown, null for all topologies.
    ObjectProperty<@Nullable JobId> chosenProperty() {
        return chosen;
    }

    /// Of the chosen topology.
    ReadOnlyObjectProperty<History> historyProperty() {
        return history.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// Whether rows move without anybody having touched the list.
    boolean isArranging() {
        return arranging;
    }

    Optional<Job> chosenJob() {
        JobId id = chosen.get();
        return topologies.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    Optional<RunRow> row(RecordId id) {
        return Optional.ofNullable(byId.get(id));
    }

    void select(List<RecordId> wanted) {
        if (!selected.equals(wanted)) {
            selected.setAll(wanted);
        }
    }

    void refresh() {
        Workspace now = workspace.getValue();
        if (now != working) {
            begin(now);
        }
        if (now == null || reading != null) {
            return;
        }
        JobId wanted = chosen.get();
        Set<RecordId> known = history.get().closed(rows);
        BackgroundTask<RunsReading> task =
                tasks.quietly(texts.live("runs.task.list"), () -> RunsReading.read(now, wanted, wanted != null, known));
        reading = task;
        task.onDone(read -> over(task, () -> show(read))).onFailed(why -> over(task, () -> fail(why)));
    }

    private void begin(@Nullable Workspace now) {
        working = now;
        topologies.clear();
        clear();
        chosen.set(null);
        updated.set(null);
        trouble.set(null);
        face.set(now == null ? Face.NO_CONNECTION : Face.LOADING);
    }

    /// Another topology was chosen: what is under way is about the former.
    private void again() {
        clear();
        if (working != null) {
            face.set(Face.LOADING);
            refresh();
        }
    }

    private void clear() {
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
        byId.clear();
        history.set(History.NONE);
        selected.clear();
        arranging = true;
        rows.clear();
        arranging = false;
    }

    private void over(BackgroundTask<RunsReading> task, Runnable then) {
        if (reading == task) {
            reading = null;
            then.run();
        }
    }

    private void show(RunsReading read) {
        updated.set(clock.instant());
        trouble.set(null);
        if (!topologies.equals(read.topologies())) {
            topologies.setAll(read.topologies());
        }
        read.runs().forEach(run -> byId.computeIfAbsent(run.record().id(), id -> new RunRow(run))
                .show(run));
        byId.keySet()
                .retainAll(read.runs().stream().map(run -> run.record().id()).collect(Collectors.toSet()));
        arranging = true;
        ListEdits.replace(
                rows,
                read.runs().stream()
                        .map(run -> java.util.Objects.requireNonNull(
                                byId.get(run.record().id())))
                        .toList());
        arranging = false;
        selected.removeIf(id -> !byId.containsKey(id));
        history.set(history.get().with(read.runs(), read.columns()));
        face.set(rows.isEmpty() ? Face.EMPTY : Face.READY);
    }

    private void fail(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
        if (updated.get() == null) {
            face.set(Face.BROKEN);
        }
    }
}
