package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.store.TopologyRunRepository;
import io.quartermaster.store.TopologyRunRepository.Run;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Two runs being compared. FX thread only, without a toolkit; the database is asked in background tasks.
final class CompareViewModel {
    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final Workspace in;
    private final Run left;
    private final Run right;
    private final ReadOnlyObjectWrapper<@Nullable RunDiff> diff = new ReadOnlyObjectWrapper<>(this, "diff");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");

    /// @param left the older one
    CompareViewModel(BackgroundTasks tasks, Texts texts, InstantSource clock, Workspace in, Run left, Run right) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.in = in;
        this.left = left;
        this.right = right;
    }

    /// Null until both were read.
    ReadOnlyObjectProperty<@Nullable RunDiff> diffProperty() {
        return diff.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    Run left() {
        return left;
    }

    Run right() {
        return right;
    }

    boolean versionsDiffer() {
        return left.version() != right.version();
    }

    void read() {
        tasks.run(
                        texts.live("runs.task.compare"),
                        () -> compare(in, left.record().id(), right.record().id()))
                .onDone(found -> {
                    trouble.set(null);
                    diff.set(found);
                })
                .onFailed(why -> trouble.set(Trouble.next(trouble.get(), clock.instant(), why)));
    }

    private static RunDiff compare(Workspace in, RecordId left, RecordId right) {
        TopologyRunRepository runs = in.database().topologyRuns();
        Map<RecordId, Definitions> definitions = runs.definitions(List.of(left, right));
        Map<RecordId, List<RunEvent>> events = runs.events(List.of(left, right));
        return RunDiff.of(log(definitions, events, left), log(definitions, events, right));
    }

    /// A run that never began has an empty log.
    private static RunLog log(
            Map<RecordId, Definitions> definitions, Map<RecordId, List<RunEvent>> events, RecordId run) {
        Definitions known = definitions.get(run);
        Definitions bound =
                known == null ? new Definitions(io.quartermaster.model.topology.Topology.blank(), Map.of()) : known;
        return RunLog.of(bound, events.getOrDefault(run, List.of()));
    }
}
