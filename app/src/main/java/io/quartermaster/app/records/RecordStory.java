package io.quartermaster.app.records;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.work.WorkLevels;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordId;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What happened to the selected record, in order. FX thread only, without a toolkit.
final class RecordStory {
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<List<RecordEvent>> events =
            new ReadOnlyObjectWrapper<>(this, "events", List.of());
    private final ReadOnlyBooleanWrapper topology = new ReadOnlyBooleanWrapper(this, "topology");
    private final ReadOnlyObjectWrapper<List<WorkLevels>> levels =
            new ReadOnlyObjectWrapper<>(this, "levels", List.of());
    private @Nullable RecordId shown;
    private int generation;

    RecordStory(Texts texts, BackgroundTasks tasks) {
        this.texts = texts;
        this.tasks = tasks;
    }

    /// Oldest first; empty while nothing is known.
    ReadOnlyObjectProperty<List<RecordEvent>> eventsProperty() {
        return events.getReadOnlyProperty();
    }

    /// Whether the record is the run of a topology; false while nothing is known.
    ReadOnlyBooleanProperty topologyProperty() {
        return topology.getReadOnlyProperty();
    }

    /// What lies below the record where its work is cut up; empty elsewhere, and while nothing is known.
    ReadOnlyObjectProperty<List<WorkLevels>> levelsProperty() {
        return levels.getReadOnlyProperty();
    }

    /// Reads the story of a record, again if it is the one shown; null for none.
    void show(@Nullable Workspace workspace, @Nullable RecordId record) {
        int mine = ++generation;
        if (record == null || !record.equals(shown)) {
            events.set(List.of());
            topology.set(false);
            levels.set(List.of());
        }
        shown = record;
        if (workspace == null || record == null) {
            return;
        }
        tasks.quietly(texts.live("records.task.story"), () -> read(workspace, record))
                .onDone(found -> {
                    if (mine == generation) {
                        topology.set(found.topology());
                        levels.set(found.levels());
                        events.set(found.events());
                    }
                })
                // the page says that the database is away; what was read stays
                .onFailed(why -> {});
    }

    private record Read(List<RecordEvent> events, boolean topology, List<WorkLevels> levels) {}

    private static Read read(Workspace workspace, RecordId record) {
        boolean topology = workspace
                .database()
                .records()
                .find(record)
                .flatMap(found -> workspace.database().jobs().find(found.job()))
                .filter(job -> job.spec().type() == JobType.TOPOLOGY)
                .isPresent();
        return new Read(
                workspace.database().records().events(record), topology, WorkLevels.read(workspace.database(), record));
    }
}
