package io.quartermaster.app.records;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The ledger as a table shows it: newest first, new ones added on top, older ones fetched as they are scrolled to.
///
/// FX thread only, without a toolkit. Reading happens in background tasks.
public final class RecordsViewModel {
    /// What the page shows.
    public enum Face {
        NO_CONNECTION,
        LOADING,
        BROKEN,
        EMPTY,
        NOTHING_MATCHES,
        ROWS
    }

    /// More rows than this are not kept while nobody has scrolled down to them.
    static final int KEPT = 5_000;

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final ObservableValue<@Nullable Workspace> workspace;

    private final LoadedRecords loaded = new LoadedRecords();
    private final ObservableList<RecordRow> rows = FXCollections.observableArrayList();
    private final ObservableList<RecordRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final ObjectProperty<RecordQuery> query = new SimpleObjectProperty<>(this, "query", RecordQuery.ALL);
    private final ObjectProperty<@Nullable RecordRow> selected = new SimpleObjectProperty<>(this, "selected");
    private final BooleanProperty atTop = new SimpleBooleanProperty(this, "atTop", true);
    private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper(this, "unseen");
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.NO_CONNECTION);
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");

    private @Nullable Workspace reading;
    private @Nullable RecordId wanted;
    /// Grows with every new question; an answer to an old one is thrown away.
    private int generation;
    private boolean underWay;
    private boolean olderUnderWay;
    private boolean arranging;
    private Runnable beforeArranging = () -> {};
    private Runnable afterArranging = () -> {};

    public RecordsViewModel(
            Texts texts, BackgroundTasks tasks, InstantSource clock, ObservableValue<@Nullable Workspace> workspace) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
        this.workspace = workspace;
        query.addListener((property, before, now) -> begin());
        atTop.subscribe(top -> {
            if (top) {
                unseen.set(0);
            }
        });
    }

    /// Newest first. Read only.
    public ObservableList<RecordRow> rows() {
        return rowsView;
    }

    ObjectProperty<RecordQuery> queryProperty() {
        return query;
    }

    public ObjectProperty<@Nullable RecordRow> selectedProperty() {
        return selected;
    }

    /// Set by the table: whether the newest row is in sight.
    BooleanProperty atTopProperty() {
        return atTop;
    }

    /// How many records came on top since the newest row was last in sight.
    public ReadOnlyIntegerProperty unseenProperty() {
        return unseen.getReadOnlyProperty();
    }

    /// Whether there are older records to load.
    public ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    boolean isArranging() {
        return arranging;
    }

    void aroundArranging(Runnable before, Runnable after) {
        beforeArranging = before;
        afterArranging = after;
    }

    /// Selects the record as soon as it is loaded.
    void want(RecordId id) {
        wanted = id;
        selectWanted();
    }

    /// Reads now; also the pulse while the page is in front. A reading under way is not doubled.
    public void refresh() {
        if (workspace.getValue() != reading) {
            begin();
        } else {
            read();
        }
    }

    private void begin() {
        generation++;
        underWay = false;
        olderUnderWay = false;
        reading = workspace.getValue();
        loaded.clear();
        selected.set(null);
        updated.set(null);
        trouble.set(null);
        more.set(false);
        unseen.set(0);
        arrange(List.of());
        settleFace();
        read();
    }

    private void read() {
        Workspace from = reading;
        if (from == null || underWay) {
            return;
        }
        underWay = true;
        int mine = generation;
        RecordQuery asked = query.get();
        Set<RecordId> known = rows.isEmpty()
                ? null
                : rows.stream().limit(RecordsReading.PAGE).map(RecordRow::id).collect(Collectors.toSet());
        List<RecordId> open = rows.stream()
                .filter(row -> !row.record().status().closed())
                .map(RecordRow::id)
                .toList();
        tasks.quietly(texts.live("records.task.list"), () -> RecordsReading.latest(from, asked, known, open))
                .onDone(found -> answered(mine, () -> apply(found)))
                .onFailed(why -> answered(mine, () -> failed(why)));
    }

    private void answered(int asked, Runnable then) {
        if (asked == generation) {
            underWay = false;
            then.run();
            settleFace();
        }
    }

    /// Fetches the next older page, unless one is on its way.
    public void loadOlder() {
        Workspace from = reading;
        if (from == null || olderUnderWay || !more.get() || rows.isEmpty()) {
            return;
        }
        olderUnderWay = true;
        int mine = generation;
        RecordQuery asked = query.get();
        TriggerRecord last = rows.getLast().record();
        tasks.quietly(texts.live("records.task.list"), () -> RecordsReading.older(from, asked, last))
                .onDone(found -> older(mine, () -> {
                    more.set(found.more());
                    found.newest().forEach(loaded::put);
                    arrange(loaded.newestFirst());
                }))
                // the next poll tells what is wrong, and the next scroll tries again
                .onFailed(why -> older(mine, () -> {}));
    }

    private void older(int asked, Runnable then) {
        if (asked == generation) {
            olderUnderWay = false;
            then.run();
        }
    }

    private void apply(RecordsReading found) {
        boolean first = updated.get() == null;
        updated.set(clock.instant());
        trouble.set(null);
        if (first || rows.isEmpty()) {
            more.set(found.more());
        } else if (!found.joined()) {
            // more came than we read back: what lies below the gap is fetched again as it is scrolled to
            loaded.keepOnly(found.newest().stream().map(TriggerRecord::id).collect(Collectors.toSet()));
            more.set(found.more());
        }
        int fresh = 0;
        for (TriggerRecord record : found.newest()) {
            fresh += loaded.put(record) ? 1 : 0;
        }
        found.reopened().forEach(loaded::put);
        loaded.leave(query.get().filter().statuses(), selected.get());
        arrange(trimmed(loaded.newestFirst()));
        if (!first && !atTop.get()) {
            unseen.set(unseen.get() + fresh);
        }
        selectWanted();
    }

    private List<RecordRow> trimmed(List<RecordRow> all) {
        if (!atTop.get() || all.size() <= KEPT) {
            return all;
        }
        more.set(true);
        return loaded.trim(KEPT);
    }

    private void arrange(List<RecordRow> next) {
        arranging = true;
        beforeArranging.run();
        boolean changed = ListEdits.replace(rows, next);
        arranging = false;
        RecordRow held = selected.get();
        if (held != null && loaded.get(held.id()) != held) {
            selected.set(null);
        }
        if (changed) {
            afterArranging.run();
        }
    }

    private void selectWanted() {
        RecordRow row = wanted == null ? null : loaded.get(wanted);
        if (row != null) {
            wanted = null;
            selected.set(row);
        }
    }

    private void failed(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
    }

    private void settleFace() {
        if (reading == null) {
            face.set(Face.NO_CONNECTION);
        } else if (updated.get() == null) {
            face.set(trouble.get() == null ? Face.LOADING : Face.BROKEN);
        } else if (rows.isEmpty()) {
            face.set(query.get().isAll() ? Face.EMPTY : Face.NOTHING_MATCHES);
        } else {
            face.set(Face.ROWS);
        }
    }
}
