package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.store.JobListing;
import io.quartermaster.store.TopologyVersionLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The list of topologies. FX thread only, without a toolkit.
final class TopologiesViewModel {
    /// Which face the list shows.
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
    private List<TopologyRow> all = List.of();
    private final ObservableList<TopologyRow> rows = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ObjectProperty<@Nullable TopologyRow> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.NO_CONNECTION);
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private @Nullable Workspace working;
    private @Nullable BackgroundTask<List<TopologyRow>> reading;

    TopologiesViewModel(
            BackgroundTasks tasks, Texts texts, InstantSource clock, ObservableValue<@Nullable Workspace> workspace) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.workspace = workspace;
        filter.subscribe(now -> arrange());
    }

    /// Those that the filter leaves, by name.
    ObservableList<TopologyRow> rows() {
        return rows;
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObjectProperty<@Nullable TopologyRow> selectedProperty() {
        return selected;
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

    void refresh() {
        Workspace now = workspace.getValue();
        if (now != working) {
            begin(now);
        }
        if (now == null || reading != null) {
            return;
        }
        BackgroundTask<List<TopologyRow>> task = tasks.quietly(texts.live("topologies.task.read"), () -> read(now));
        reading = task;
        task.onDone(read -> over(task, () -> show(read))).onFailed(why -> over(task, () -> fail(why)));
    }

    private static List<TopologyRow> read(Workspace from) {
        Map<JobId, List<TopologyVersionLine>> lines = from.database().topologies().lines(from.instance()).stream()
                .collect(Collectors.groupingBy(TopologyVersionLine::job));
        return from.database().jobs().list(from.instance()).stream()
                .map(JobListing::job)
                .filter(job -> job.spec().type() == JobType.TOPOLOGY)
                .map(job -> new TopologyRow(job, lines.getOrDefault(job.id(), List.of())))
                .sorted(Comparator.comparing(row -> row.job().spec().name()))
                .toList();
    }

    private void begin(@Nullable Workspace now) {
        working = now;
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
        all = List.of();
        rows.clear();
        selected.set(null);
        updated.set(null);
        trouble.set(null);
        face.set(now == null ? Face.NO_CONNECTION : Face.LOADING);
    }

    private void over(BackgroundTask<List<TopologyRow>> task, Runnable then) {
        if (reading == task) {
            reading = null;
            then.run();
        }
    }

    private void show(List<TopologyRow> read) {
        updated.set(clock.instant());
        trouble.set(null);
        // equal rows stay the objects they are, so that the table keeps selection and place
        List<TopologyRow> before = all;
        all = read.stream()
                .map(row -> before.stream().filter(row::equals).findFirst().orElse(row))
                .toList();
        arrange();
        face.set(all.isEmpty() ? Face.EMPTY : Face.READY);
    }

    private void arrange() {
        TopologyRow held = selected.get();
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        ListEdits.replace(
                rows,
                all.stream()
                        .filter(row ->
                                row.job().spec().name().toLowerCase(Locale.ROOT).contains(wanted))
                        .toList());
        if (held != null && !rows.contains(held)) {
            selected.set(rows.stream()
                    .filter(row -> row.job().id().equals(held.job().id()))
                    .findFirst()
                    .orElse(null));
        }
    }

    private void fail(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
        if (updated.get() == null) {
            face.set(Face.BROKEN);
        }
    }

    /// What the list works on now.
    Workspace working() {
        return Objects.requireNonNull(working);
    }
}
