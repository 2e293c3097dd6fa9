package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Badge;
import io.quartermaster.app.graph.Layered;
import io.quartermaster.app.graph.Picture;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.graph.Tone;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyDiff;
import io.quartermaster.model.topology.TopologyDiff.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Two definitions in one picture: what came, what went, what changed. FX thread only, without a toolkit.
final class DiffPicture implements Picture {
    /// What is shown. Immutable.
    private record Shown(TopologyDiff diff, Topology both, Map<NodeId, String> nodes, Map<Edge, Tone> edges) {
        static Shown of(TopologyDiff diff) {
            Map<NodeId, String> nodes = new HashMap<>();
            Map<Edge, Tone> edges = new HashMap<>();
            for (Change change : diff.changes()) {
                switch (change) {
                    case Change.NodeAdded of -> nodes.put(of.node().id(), "added");
                    case Change.NodeRemoved of -> nodes.put(of.node().id(), "removed");
                    case Change.NodeChanged of -> nodes.put(of.after().id(), "changed");
                    case Change.EdgeAdded of -> edges.put(of.edge(), Tone.ADDED);
                    case Change.EdgeRemoved of -> edges.put(of.edge(), Tone.REMOVED);
                    case Change.ParameterAdded of -> {}
                    case Change.ParameterRemoved of -> {}
                    case Change.ParameterChanged of -> {}
                }
            }
            return new Shown(diff, diff.both(), nodes, edges);
        }
    }

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final Function<JobId, String> jobs;
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language");
    private final ReadOnlyObjectWrapper<Shown> shown;
    private final ReadOnlyObjectWrapper<Placement> placement =
            new ReadOnlyObjectWrapper<>(this, "placement", Placement.NONE);
    private final ReadOnlyObjectWrapper<Selection> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", Selection.NOTHING);
    private @Nullable BackgroundTask<Placement> placing;

    DiffPicture(BackgroundTasks tasks, Texts texts, Function<JobId, String> jobs) {
        this.tasks = tasks;
        this.texts = texts;
        this.jobs = jobs;
        language.bind(texts.languageProperty());
        TopologyDiff none = TopologyDiff.of(Topology.blank(), Topology.blank());
        this.shown = new ReadOnlyObjectWrapper<>(this, "shown", Shown.of(none));
    }

    TopologyDiff diff() {
        return shown.get().diff();
    }

    /// The last one asked for is shown, laid out in the background.
    void show(TopologyDiff diff) {
        Shown next = Shown.of(diff);
        BackgroundTask<Placement> task =
                tasks.quietly(texts.live("topologies.task.look"), () -> Layered.of(next.both()));
        placing = task;
        task.onDone(placed -> {
            if (placing == task) {
                placing = null;
                placement.set(placed);
                shown.set(next);
                selection.set(Selection.NOTHING);
            }
        });
    }

    @Override
    public Topology topology() {
        return shown.get().both();
    }

    @Override
    public Placement placement() {
        return placement.get();
    }

    @Override
    public boolean settling() {
        return placing != null;
    }

    @Override
    public Selection selection() {
        return selection.get();
    }

    @Override
    public void select(Selection wanted) {
        selection.set(wanted);
    }

    @Override
    public @Nullable Badge badge(NodeId id) {
        String kind = shown.get().nodes().get(id);
        if (kind == null) {
            return null;
        }
        DiffWords.Mark mark = DiffWords.Mark.of(kind);
        return Badge.of(mark.token(), mark.icon(), texts.get("topologies.diff." + kind))
                .withNote(kind.equals("changed") ? fields(id) : "");
    }

    private String fields(NodeId id) {
        DiffWords words = new DiffWords(texts, jobs);
        return diff().changes().stream()
                .filter(Change.NodeChanged.class::isInstance)
                .map(Change.NodeChanged.class::cast)
                .filter(change -> change.after().id().equals(id))
                .flatMap(change -> change.fields().stream())
                .map(words::field)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Tone tone(Edge edge) {
        return shown.get().edges().getOrDefault(edge, Tone.USUAL);
    }

    @Override
    public String job(Part.Work work) {
        return jobs.apply(work.job());
    }

    @Override
    public Subscription onChange(Runnable changed) {
        return Subscription.combine(
                shown.subscribe(now -> changed.run()),
                placement.subscribe(now -> changed.run()),
                selection.subscribe(now -> changed.run()),
                language.subscribe(now -> changed.run()));
    }
}
