package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.JobId;
import io.quartermaster.store.JobListing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The jobs of the connected instance as a table shows them: read again and again, changed in place, filtered, ordered.
///
/// FX thread only, without a toolkit. Reading and comparing happen in background tasks; what differs is applied at
/// once.
public final class JobsViewModel {
    /// What the page shows.
    public enum Face {
        NO_CONNECTION,
        LOADING,
        BROKEN,
        EMPTY,
        NOTHING_MATCHES,
        ROWS
    }

    /// How often the jobs are read while the page is in front.
    static final Duration EVERY = Duration.ofSeconds(2);
    /// Reading takes at most this share of the time: a large instance on a slow database is read less often.
    private static final int REST = 8;

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final ObservableValue<@Nullable Workspace> workspace;

    private final Map<JobId, JobRow> rows = new HashMap<>();
    private final ObservableList<JobRow> shown = FXCollections.observableArrayList();
    private final ObservableList<JobRow> shownView = FXCollections.unmodifiableObservableList(shown);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ObjectProperty<@Nullable JobRow> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.NO_CONNECTION);
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper(this, "total");

    private final OrderedJobs ordered = new OrderedJobs();
    private Map<JobId, JobListing> known = Map.of();
    private @Nullable Workspace reading;
    private @Nullable Instant lastRead;
    private Duration cost = Duration.ZERO;
    private boolean underWay;
    private boolean again;
    private @Nullable JobId wanted;
    private boolean arranging;
    private Runnable beforeArranging = () -> {};
    private Runnable afterArranging = () -> {};

    public JobsViewModel(
            Texts texts, BackgroundTasks tasks, InstantSource clock, ObservableValue<@Nullable Workspace> workspace) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
        this.workspace = workspace;
        filter.subscribe(now -> filterChanged());
    }

    /// The rows that match the filter, in order. Read only.
    public ObservableList<JobRow> shown() {
        return shownView;
    }

    /// Every word of it must be in a job's name, group, application or handler.
    public StringProperty filterProperty() {
        return filter;
    }

    public ObjectProperty<@Nullable JobRow> selectedProperty() {
        return selected;
    }

    public ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    /// When what is shown was read; null before the first time.
    public ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    /// Why what is shown is stale; null while it is fresh.
    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// How many jobs there are, whatever the filter says.
    public ReadOnlyIntegerProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /// True while [#shown] is being changed: a table's selection then means nothing.
    boolean isArranging() {
        return arranging;
    }

    void aroundArranging(Runnable before, Runnable after) {
        beforeArranging = before;
        afterArranging = after;
    }

    /// The pulse: reads again when it is time to.
    public void tick(Instant now) {
        if (underWay && workspace.getValue() == reading) {
            return;
        }
        Instant last = lastRead;
        Duration pause = cost.multipliedBy(REST).compareTo(EVERY) > 0 ? cost.multipliedBy(REST) : EVERY;
        if (workspace.getValue() != reading || last == null || !now.isBefore(last.plus(pause))) {
            refresh();
        }
    }

    /// Reads now; while a reading is under way, once more after it.
    public void refresh() {
        Workspace now = workspace.getValue();
        if (now != reading) {
            begin(now);
        }
        if (underWay) {
            again = true;
        } else if (now != null) {
            read(now);
        }
    }

    private void begin(@Nullable Workspace now) {
        reading = now;
        again = false;
        underWay = false;
        lastRead = null;
        known = Map.of();
        rows.clear();
        ordered.take(rows);
        selected.set(null);
        updated.set(null);
        trouble.set(null);
        total.set(0);
        arrange();
        face.set(now == null ? Face.NO_CONNECTION : Face.LOADING);
    }

    private void read(Workspace from) {
        underWay = true;
        Map<JobId, JobListing> before = known;
        Instant start = clock.instant();
        lastRead = start;
        tasks.quietly(
                        texts.live("jobs.task.list"),
                        () -> JobsDiff.between(before, from.database().jobs().list(from.instance())))
                .onDone(diff -> over(from, start, () -> apply(diff)))
                .onFailed(why -> over(from, start, () -> failed(why)));
    }

    /// A reading of a connection that is no longer ours is thrown away.
    private void over(Workspace from, Instant start, Runnable then) {
        if (from != reading) {
            return;
        }
        underWay = false;
        cost = Duration.between(start, clock.instant());
        then.run();
        if (again) {
            again = false;
            read(from);
        }
    }

    private void apply(JobsDiff diff) {
        known = diff.all();
        diff.changed().forEach(listing -> {
            JobRow row = rows.get(listing.job().id());
            if (row != null) {
                row.show(listing);
            }
        });
        diff.added().forEach(row -> rows.put(row.id(), row));
        diff.removed().forEach(rows::remove);
        updated.set(clock.instant());
        trouble.set(null);
        total.set(rows.size());
        JobRow held = selected.get();
        if (held != null && !rows.containsKey(held.id())) {
            selected.set(null);
        }
        if (!diff.isEmpty()) {
            reorder();
        }
        selectWanted();
        settleFace();
    }

    private void failed(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
        settleFace();
    }

    /// Orders by `comparator`, null for the name.
    void orderBy(@Nullable Comparator<JobRow> comparator) {
        ordered.by(comparator);
        reorder();
    }

    private void reorder() {
        ordered.take(rows);
        arrange();
    }

    /// What the filter hides is not selected any more: nobody fires or deletes a job that is not in sight.
    private void filterChanged() {
        JobRow held = selected.get();
        if (held != null && !held.matches(words(filter.get()))) {
            selected.set(null);
        }
        arrange();
    }

    private void arrange() {
        List<JobRow> next = ordered.matching(words(filter.get()));
        arranging = true;
        beforeArranging.run();
        boolean changed = ListEdits.replace(shown, next);
        arranging = false;
        if (changed) {
            afterArranging.run();
        }
        settleFace();
    }

    private void settleFace() {
        if (reading == null) {
            face.set(Face.NO_CONNECTION);
        } else if (updated.get() == null) {
            face.set(trouble.get() == null ? Face.LOADING : Face.BROKEN);
        } else if (rows.isEmpty()) {
            face.set(Face.EMPTY);
        } else {
            face.set(shown.isEmpty() ? Face.NOTHING_MATCHES : Face.ROWS);
        }
    }

    /// Selects the job as soon as it is read.
    void selectWhenThere(JobId id) {
        wanted = id;
        selectWanted();
    }

    private void selectWanted() {
        JobRow row = wanted == null ? null : rows.get(wanted);
        if (row != null) {
            wanted = null;
            selected.set(row);
        }
    }

    private static List<String> words(String filter) {
        String text = filter.strip().toLowerCase(Locale.ROOT);
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }
}
