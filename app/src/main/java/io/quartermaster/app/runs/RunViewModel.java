package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.run.Given;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Verb;
import io.quartermaster.store.TopologyRunRepository.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// One run, followed as it goes on: read on from the last known line, and projected anew when there is something new.
/// FX thread only, without a toolkit; the database is asked in background tasks.
final class RunViewModel {
    /// Which face the view shows.
    enum Face {
        LOADING,
        /// Its log has not begun.
        NOT_BEGUN,
        /// There is no log, and there will be none: it never began, or was purged.
        NO_LOG,
        BROKEN,
        READY
    }

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final Workspace in;
    private final RecordId id;
    private final Wishes wishes;

    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable TriggerRecord> record = new ReadOnlyObjectWrapper<>(this, "record");
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ObjectProperty<@Nullable NodeId> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Trail> trail = new ReadOnlyObjectWrapper<>(this, "trail", Trail.TOP);
    /// The line of the past that is looked at, null for the run as it stands.
    private final ReadOnlyObjectWrapper<@Nullable Long> position = new ReadOnlyObjectWrapper<>(this, "position");
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");

    private @Nullable Projector projector;
    private Map<NodeKey, Progress> progress = Map.of();
    private RunReading.@Nullable Ground ground;
    private @Nullable BackgroundTask<RunReading> reading;

    RunViewModel(BackgroundTasks tasks, Texts texts, InstantSource clock, Workspace in, RecordId id) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.in = in;
        this.id = id;
        this.wishes = new Wishes(clock);
    }

    RecordId id() {
        return id;
    }

    Workspace workspace() {
        return in;
    }

    ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable TriggerRecord> recordProperty() {
        return record.getReadOnlyProperty();
    }

    /// What is seen; null before the first look.
    ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The node that is selected in the topology that is seen.
    ObjectProperty<@Nullable NodeId> selectedProperty() {
        return selected;
    }

    ReadOnlyObjectProperty<Trail> trailProperty() {
        return trail.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Long> positionProperty() {
        return position.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    /// Why what is shown is old; null while it is not.
    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// What was asked for last.
    ReadOnlyObjectProperty<@Nullable Wish> wishProperty() {
        return wishes.latestProperty();
    }

    void forgetWish() {
        wishes.forget();
    }

    Optional<RunLog> log() {
        return Optional.ofNullable(projector).map(Projector::log);
    }

    /// The number of the version the run is bound to, 0 while it is not known.
    int version() {
        return ground == null ? 0 : ground.version();
    }

    Map<JobId, String> jobNames() {
        return ground == null ? Map.of() : ground.jobs();
    }

    /// How a node of the run is called.
    String name(NodeKey key) {
        return projector == null ? key.toString() : projector.graphs().name(key);
    }

    Optional<RunGraphs> graphs() {
        return Optional.ofNullable(projector).map(Projector::graphs);
    }

    /// What the newest attempt of a node was given; before the first, what it would be given now.
    Given given(NodeKey key) {
        return Objects.requireNonNull(projector).given(Objects.requireNonNull(shown.get()), key);
    }

    /// Whether there may be something new any moment.
    boolean goesOn() {
        TriggerRecord now = record.get();
        return now == null || !now.status().closed() || wishes.pending();
    }

    Optional<NodeFold> selectedFold() {
        Shown now = shown.get();
        NodeId node = selected.get();
        return now == null || node == null ? Optional.empty() : now.folded().node(node);
    }

    /// Reads what is new. A reading under way is not doubled.
    void refresh() {
        if (reading != null) {
            return;
        }
        long after = projector == null ? 0 : projector.log().seq();
        boolean known = ground != null;
        List<Long> asks = wishes.open();
        BackgroundTask<RunReading> task =
                tasks.quietly(texts.live("runs.task.read"), () -> RunReading.read(in, id, known, after, asks, clock));
        reading = task;
        task.onDone(read -> over(task, () -> take(read))).onFailed(why -> over(task, () -> fail(why)));
    }

    /// The pulse of a second: what goes on takes longer.
    void pulse() {
        refresh();
        Shown now = shown.get();
        // nobody knows how long it has gone on while the database is away
        boolean known = trouble.get() == null;
        if (now != null && known && now.live() && now.run().status().running()) {
            project();
        }
    }

    /// Looks at the run after a line of its log; at the last line it is the past too, as more may follow.
    void lookAt(long seq) {
        if (projector != null) {
            position.set(Math.clamp(seq, 1, Math.max(1, projector.log().seq())));
            project();
        }
    }

    /// Looks at the run as it stands.
    void live() {
        position.set(null);
        project();
    }

    void go(Trail to) {
        boolean elsewhere = to.steps().size() != trail.get().steps().size()
                || !Objects.equals(
                        to.steps().getLast().into(),
                        trail.get().steps().getLast().into());
        if (elsewhere) {
            selected.set(null);
        }
        trail.set(to);
        project();
    }

    /// Shows one node of the run, wherever it is.
    void show(NodeKey key) {
        go(Trail.to(key));
        selected.set(key.node());
    }

    /// Why a verb cannot be done to what is selected; empty when it can.
    Optional<String> refusal(Verb verb) {
        Shown now = shown.get();
        if (now == null) {
            return Optional.of(texts.get("runs.why.none"));
        }
        if (!now.live()) {
            return Optional.of(texts.get("runs.why.past"));
        }
        if (trouble.get() != null) {
            return Optional.of(texts.get("runs.why.unknown"));
        }
        if (verb.ofRun()) {
            return now.run().refusal(verb, null);
        }
        NodeFold fold = selectedFold().orElse(null);
        if (fold == null) {
            return Optional.of(texts.get("runs.why.node"));
        }
        if (fold.many()) {
            return Optional.of(texts.get("runs.why.copies", fold.keys().size()));
        }
        NodeKey key = fold.key();
        return key == null
                ? Optional.of(texts.get("runs.why.unopened"))
                : now.run().refusal(verb, key);
    }

    /// What a verb would reach besides what it is done to.
    List<NodeKey> reach(Verb verb) {
        Shown now = shown.get();
        NodeKey key = verb.ofRun() ? null : selectedFold().map(NodeFold::key).orElse(null);
        return now == null ? List.of() : now.run().reach(verb, key);
    }

    /// Asks the run's server.
    ///
    /// @param name what it is done to, as people call it
    void ask(Input what, String name) {
        TriggerRecord run = record.get();
        if (run == null) {
            return;
        }
        String key = java.util.UUID.randomUUID().toString();
        wishes.sending(what, name);
        tasks.run(
                        texts.live("runs.task.ask", name),
                        () -> in.database().topologyRuns().ask(run, what, key, in.actor()))
                .onDone(asked -> {
                    wishes.written(asked);
                    refresh();
                })
                .onFailed(why ->
                        wishes.failed(Trouble.next(null, clock.instant(), why).cause()));
    }

    private void over(BackgroundTask<RunReading> task, Runnable then) {
        if (reading == task) {
            reading = null;
            then.run();
        }
    }

    private void take(RunReading read) {
        updated.set(clock.instant());
        boolean wasTrouble = trouble.get() != null;
        trouble.set(null);
        RunReading.Ground found = read.ground();
        if (found != null) {
            ground = found;
            projector = new Projector(found.definitions());
        }
        record.set(read.record());
        wishes.look(read.asked());
        boolean news = projector != null && projector.append(read.events());
        news |= !progress.equals(read.progress());
        progress = read.progress();
        if (news || wasTrouble) {
            project();
        }
        face.set(faceNow(read.record()));
    }

    private Face faceNow(@Nullable TriggerRecord now) {
        if (shown.get() != null) {
            return Face.READY;
        }
        return now != null && !now.status().closed() ? Face.NOT_BEGUN : Face.NO_LOG;
    }

    private void fail(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
        if (updated.get() == null) {
            face.set(Face.BROKEN);
        }
    }

    private void project() {
        Projector now = projector;
        if (now != null && now.log().seq() > 0) {
            Duration ahead = ground == null ? Duration.ZERO : ground.ahead();
            shown.set(now.project(position.get(), trail.get(), clock.instant().plus(ahead), progress));
        }
    }
}
