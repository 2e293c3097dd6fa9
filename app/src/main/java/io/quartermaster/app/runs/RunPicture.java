package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Badge;
import io.quartermaster.app.graph.Corner;
import io.quartermaster.app.graph.Layered;
import io.quartermaster.app.graph.Picture;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.graph.Tone;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What the canvas shows of a run: the whole plan from the start, each node as it stands. Each topology is laid out
// once,
/// so that nothing moves while the run goes on. FX thread only, without a toolkit.
final class RunPicture implements Picture {
    private final RunViewModel model;
    private final RunWords words;
    private final BackgroundTasks tasks;
    private final Texts texts;
    /// Bound weakly, as the texts outlive every run that is looked at.
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language");
    private final Map<Topology, Placement> placements = new HashMap<>();
    private final Set<Topology> underWay = new HashSet<>();
    private final Map<NodeId, Badge> badges = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Set<NodeId> critical = new HashSet<>();
    private Topology topology = Topology.blank();

    RunPicture(RunViewModel model, RunWords words, BackgroundTasks tasks, Texts texts) {
        this.model = model;
        this.words = words;
        this.tasks = tasks;
        this.texts = texts;
        language.bind(texts.languageProperty());
        language.subscribe(now -> draw());
        model.shownProperty().subscribe(now -> draw());
        model.selectedProperty().subscribe(now -> tell());
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public Placement placement() {
        return placements.getOrDefault(topology, Placement.NONE);
    }

    @Override
    public boolean settling() {
        return !placements.containsKey(topology);
    }

    @Override
    public Selection selection() {
        NodeId node = model.selectedProperty().get();
        return node == null ? Selection.NOTHING : Selection.of(node);
    }

    @Override
    public void select(Selection wanted) {
        model.selectedProperty().set(wanted.nodes().stream().findFirst().orElse(null));
    }

    @Override
    public @Nullable Badge badge(NodeId id) {
        return badges.get(id);
    }

    /// A lock is told apart from what the node does.
    @Override
    public @Nullable Corner stop(NodeId id) {
        Shown now = model.shownProperty().get();
        boolean locked = now != null
                && now.folded().node(id).filter(fold -> fold.state().locked()).isPresent();
        return locked ? new Corner("waiting", "fth-lock") : null;
    }

    @Override
    public Tone tone(Edge edge) {
        Shown now = model.shownProperty().get();
        if (now == null) {
            return Tone.USUAL;
        }
        return switch (now.folded().way(edge)) {
            case TAKEN -> critical.contains(edge.from()) && critical.contains(edge.to()) ? Tone.CRITICAL : Tone.TAKEN;
            case NOT_TAKEN -> Tone.NOT_TAKEN;
            case PLANNED, CUT -> Tone.USUAL;
        };
    }

    @Override
    public String job(Part.Work work) {
        return model.jobNames().getOrDefault(work.job(), work.job().toString());
    }

    @Override
    public Subscription onChange(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    private void draw() {
        Shown now = model.shownProperty().get();
        badges.clear();
        critical.clear();
        if (now != null) {
            topology = now.folded().topology();
            for (NodeFold fold : now.folded().nodes()) {
                badges.put(fold.node().id(), words.badge(fold, now));
                if (fold.keys().stream().anyMatch(now.critical()::contains)) {
                    critical.add(fold.node().id());
                }
            }
            layOut(topology);
        }
        tell();
    }

    private void layOut(Topology wanted) {
        if (placements.containsKey(wanted) || !underWay.add(wanted)) {
            return;
        }
        tasks.quietly(texts.live("runs.task.layout"), () -> Layered.of(wanted)).onDone(placed -> {
            underWay.remove(wanted);
            placements.put(wanted, placed);
            tell();
        });
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }
}
