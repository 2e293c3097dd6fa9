package io.quartermaster.app.work;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The chunks of a run, a page at a time by number, of one layer, status or machine. FX thread only, without a toolkit.
final class ChunkPages {
    static final int PAGE = 200;
    /// More rows than this are not read anew every second; they are as they were when they were scrolled to.
    static final int LIVE = 1_000;

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final ObjectProperty<@Nullable Integer> stage = new SimpleObjectProperty<>(this, "stage");
    private final ObjectProperty<@Nullable ChunkStatus> status = new SimpleObjectProperty<>(this, "status");
    private final ObjectProperty<@Nullable String> machine = new SimpleObjectProperty<>(this, "machine");
    private final ObservableList<Chunk> chunks = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
    private @Nullable Workspace workspace;
    private long run;
    /// Grows with every new question; an answer to an old one is thrown away.
    private int generation;
    private boolean underWay;

    ChunkPages(Texts texts, BackgroundTasks tasks) {
        this.texts = texts;
        this.tasks = tasks;
        stage.subscribe(now -> begin());
        status.subscribe(now -> begin());
        machine.subscribe(now -> begin());
    }

    ObjectProperty<@Nullable Integer> stageProperty() {
        return stage;
    }

    ObjectProperty<@Nullable ChunkStatus> statusProperty() {
        return status;
    }

    /// The process, null for all.
    ObjectProperty<@Nullable String> machineProperty() {
        return machine;
    }

    ObservableList<Chunk> chunks() {
        return chunks;
    }

    ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    /// Of which run from now on.
    void of(@Nullable Workspace in, long which) {
        if (in != workspace || which != run) {
            workspace = in;
            run = which;
            begin();
        }
    }

    /// Reads anew what is loaded, as long as that is not too much.
    void refresh() {
        if (chunks.size() <= LIVE) {
            ask(0, Math.max(PAGE, chunks.size()), true);
        }
    }

    /// Reads the page after what is loaded.
    void loadMore() {
        if (more.get() && !chunks.isEmpty()) {
            ask(chunks.getLast().number(), PAGE, false);
        }
    }

    private void begin() {
        generation++;
        underWay = false;
        chunks.clear();
        more.set(false);
        ask(0, PAGE, true);
    }

    private void ask(int after, int limit, boolean anew) {
        Workspace from = workspace;
        if (from == null || underWay) {
            return;
        }
        underWay = true;
        int mine = generation;
        long which = run;
        Integer ofStage = stage.get();
        ChunkStatus ofStatus = status.get();
        String ofMachine = machine.get();
        tasks.quietly(
                        texts.live("work.task.chunks"),
                        () -> from.database().work().chunks(which, ofStage, ofStatus, ofMachine, after, limit + 1))
                .onDone(found -> {
                    if (mine == generation) {
                        underWay = false;
                        apply(found, limit, anew);
                    }
                })
                // the view says that the database is away; the next pulse tries again
                .onFailed(why -> underWay = mine != generation && underWay);
    }

    private void apply(List<Chunk> found, int limit, boolean anew) {
        more.set(found.size() > limit);
        List<Chunk> page = found.subList(0, Math.min(limit, found.size()));
        if (!anew) {
            chunks.addAll(page);
            return;
        }
        Map<Integer, Chunk> before = new HashMap<>();
        chunks.forEach(each -> before.put(each.number(), each));
        // a chunk that has not changed stays the same object, so that its row stays
        ListEdits.replace(
                chunks,
                page.stream()
                        .map(each -> {
                            Chunk old = before.get(each.number());
                            return Objects.equals(old, each) ? Objects.requireNonNull(old) : each;
                        })
                        .toList());
    }
}
