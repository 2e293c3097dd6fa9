package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Corner;
import io.quartermaster.app.graph.Picture;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
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
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A topology being looked at or drawn: what it is, what is selected, what was done to it, what is wrong with it and
/// where its nodes are. Problems and layout are found in the background; the last drawing wins. FX thread only,
/// without a toolkit.
final class Drawing implements Picture {
    private final BackgroundTasks tasks;
    private final Texts texts;
    /// Bound weakly: who listens here is not held by the texts, which outlive every drawing.
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language");
    private final History history = new History();
    private final ReadOnlyObjectWrapper<Topology> topology =
            new ReadOnlyObjectWrapper<>(this, "topology", Topology.blank());
    private final ReadOnlyObjectWrapper<Selection> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", Selection.NOTHING);
    private final ReadOnlyObjectWrapper<Findings> findings =
            new ReadOnlyObjectWrapper<>(this, "findings", Findings.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Said> undoable = new ReadOnlyObjectWrapper<>(this, "undoable");
    private final ReadOnlyObjectWrapper<@Nullable Said> redoable = new ReadOnlyObjectWrapper<>(this, "redoable");
    private Known known;
    private @Nullable BackgroundTask<Findings> looking;
    private boolean lookAgain;
    private Runnable changed = () -> {};

    /// @param self the job that the topology is of
    Drawing(BackgroundTasks tasks, Texts texts, JobId self) {
        this.tasks = tasks;
        this.texts = texts;
        this.known = Known.nothing(self);
        language.bind(texts.languageProperty());
    }

    /// The language of the texts, for those who live as long as the drawing.
    ObservableValue<Language> languageProperty() {
        return language;
    }

    ReadOnlyObjectProperty<Topology> topologyProperty() {
        return topology.getReadOnlyProperty();
    }

    @Override
    public Topology topology() {
        return topology.get();
    }

    ReadOnlyObjectProperty<Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    @Override
    public Selection selection() {
        return selection.get();
    }

    ReadOnlyObjectProperty<Findings> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /// The deed that undo would take back, null when there is none.
    ReadOnlyObjectProperty<@Nullable Said> undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Said> redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /// Whether a look is under way: the findings are those of a former drawing.
    @Override
    public boolean settling() {
        return looking != null;
    }

    /// Who is told of every change that a person made.
    void onChanged(Runnable listener) {
        changed = listener;
    }

    /// What the jobs, the clients and the other topologies tell of what is wrong.
    void know(Known now) {
        if (!now.equals(known)) {
            known = now;
            look();
        }
    }

    Known known() {
        return known;
    }

    /// Shows another topology; nothing of it can be undone.
    void show(Topology shown) {
        history.clear();
        tell();
        findings.set(Findings.NONE);
        topology.set(shown);
        selection.set(Selection.NOTHING);
        look();
    }

    /// Does something that can be undone by its name.
    void edit(Said did, Topology after) {
        Topology before = topology.get();
        if (after.equals(before)) {
            return;
        }
        history.did(did, before);
        became(after);
    }

    void edit(Said did, Edits.Grown grown) {
        edit(did, grown.topology());
        select(Selection.of(Set.copyOf(grown.fresh())));
    }

    /// Puts nodes where a person wants them.
    void move(Map<NodeId, Node.Place> places) {
        Said did = places.size() == 1
                ? Said.of(
                        "topologies.did.move", nameOf(places.keySet().iterator().next()))
                : Said.of("topologies.did.move.many", places.size());
        edit(did, Edits.places(topology.get(), places));
    }

    void undo() {
        became(history.back(topology.get()));
    }

    void redo() {
        became(history.forward(topology.get()));
    }

    @Override
    public void select(Selection wanted) {
        selection.set(wanted);
    }

    Optional<Node> selectedNode() {
        return selection.get().only().flatMap(id -> topology.get().node(id));
    }

    @Override
    public Placement placement() {
        return findings.get().placement();
    }

    @Override
    public @Nullable Corner corner(NodeId id) {
        return findings.get().corners().get(id);
    }

    @Override
    public String job(Part.Work work) {
        return known.name(work.job());
    }

    @Override
    public Subscription onChange(Runnable changed) {
        return Subscription.combine(
                topology.subscribe(now -> changed.run()),
                selection.subscribe(now -> changed.run()),
                findings.subscribe(now -> changed.run()),
                language.subscribe(now -> changed.run()));
    }

    private void became(Topology now) {
        topology.set(now);
        tell();
        Selection held = selection.get();
        Set<NodeId> there =
                held.nodes().stream().filter(id -> now.node(id).isPresent()).collect(Collectors.toUnmodifiableSet());
        Edge edge = held.edge();
        selection.set(new Selection(there, edge != null && now.edges().contains(edge) ? edge : null));
        place(now);
        changed.run();
        look();
    }

    /// Until the layout has come, what is new stands beside what it was drawn from.
    private void place(Topology now) {
        Findings before = findings.get();
        Map<NodeId, Placement.Box> boxes = new HashMap<>();
        for (Node node : now.nodes()) {
            Placement.Box box = before.placement().box(node.id());
            Node.Place place = node.place();
            if (place != null) {
                boxes.put(node.id(), Placement.sized(node, place.x(), place.y()));
            } else if (box != null) {
                boxes.put(node.id(), box);
            }
        }
        Map<Edge, List<Placement.Point>> routes = before.placement().routes().entrySet().stream()
                .filter(entry -> stands(before, boxes, entry.getKey().from())
                        && stands(before, boxes, entry.getKey().to()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        findings.set(new Findings(before.problems(), new Placement(boxes, routes)));
    }

    private static boolean stands(Findings before, Map<NodeId, Placement.Box> boxes, NodeId id) {
        Placement.Box box = before.placement().box(id);
        return box != null && box.equals(boxes.get(id));
    }

    private void tell() {
        undoable.set(history.undo().orElse(null));
        redoable.set(history.redo().orElse(null));
    }

    private void look() {
        if (looking != null) {
            lookAgain = true;
            return;
        }
        Topology of = topology.get();
        Known by = known;
        lookAgain = false;
        BackgroundTask<Findings> task = tasks.quietly(texts.live("topologies.task.look"), () -> Findings.of(of, by));
        looking = task;
        task.onDone(found -> looked(found)).onFailed(why -> {
            looking = null;
            throw new IllegalStateException("the drawing could not be laid out", why);
        });
    }

    private void looked(Findings found) {
        looking = null;
        if (lookAgain) {
            look();
        } else {
            findings.set(found);
        }
    }
}
