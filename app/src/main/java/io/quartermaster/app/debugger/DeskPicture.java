package io.quartermaster.app.debugger;

import io.quartermaster.app.graph.Badge;
import io.quartermaster.app.graph.Corner;
import io.quartermaster.app.graph.Layered;
import io.quartermaster.app.graph.NodeStatusLook;
import io.quartermaster.app.graph.Picture;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.graph.Tone;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.desk.Call;
import io.quartermaster.model.topology.desk.Due;
import io.quartermaster.model.topology.desk.Levels;
import io.quartermaster.model.topology.desk.Stop;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The level that is shown, with the states of its nodes; the copies of a branch together, as the worst of them. FX
/// thread only.
final class DeskPicture implements Picture {
    /// Of several the one that wants attention most.
    private static final List<NodeStatus> WORST = List.of(
            NodeStatus.FAILED,
            NodeStatus.TIMEOUT,
            NodeStatus.CANCEL,
            NodeStatus.PAUSED,
            NodeStatus.EXECUTING,
            NodeStatus.WAITING,
            NodeStatus.SUCCEED,
            NodeStatus.SKIPPED,
            NodeStatus.NOT_EXECUTED);
    private static final Corner NEXT = new Corner("accent", "fth-chevron-right");
    private static final Corner OFF = new Corner("neutral", "fth-pause-circle");

    private final DebuggerViewModel model;
    private final BackgroundTasks tasks;
    private final Texts texts;
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language");
    private final ObjectProperty<Placement> placement = new SimpleObjectProperty<>(this, "placement", Placement.NONE);
    private final Map<Optional<JobId>, Placement> placements = new HashMap<>();
    private final Map<NodeId, List<NodeState>> states = new HashMap<>();
    private final Set<NodeId> next = new HashSet<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Subscription following;
    private @Nullable Level shown;
    private boolean settling;

    DeskPicture(DebuggerViewModel model, BackgroundTasks tasks, Texts texts) {
        this.model = model;
        this.tasks = tasks;
        this.texts = texts;
        language.bind(texts.languageProperty());
        ListChangeListener<StopLine> stops = change -> changed();
        model.stops().lines().addListener(stops);
        following = Subscription.combine(
                model.shown().levelProperty().subscribe(this::turn),
                model.standingProperty().subscribe(now -> {
                    look();
                    changed();
                }),
                model.shown().selectionProperty().subscribe(now -> changed()),
                placement.subscribe(now -> changed()),
                language.subscribe(now -> changed()),
                () -> model.stops().lines().removeListener(stops));
    }

    private void turn(@Nullable Level level) {
        if (level == null) {
            return;
        }
        shown = level;
        look();
        changed();
        Optional<JobId> of = Optional.ofNullable(level.topology());
        Placement known = placements.get(of);
        if (known != null) {
            placement.set(known);
            return;
        }
        Topology topology = model.shown().topology();
        placement.set(Placement.NONE);
        settling = true;
        tasks.quietly(texts.live("debugger.task.layout"), () -> Layered.of(topology))
                .onDone(found -> {
                    if (level == shown) {
                        placements.put(of, found);
                        settling = false;
                        placement.set(found);
                    }
                });
    }

    /// Gathers what the canvas asks for once a frame.
    private void look() {
        states.clear();
        next.clear();
        Standing standing = model.standingProperty().get();
        Level level = shown;
        if (standing == null || level == null) {
            return;
        }
        standing.nodes().forEach((key, state) -> {
            if (here(key)) {
                states.computeIfAbsent(key.node(), each -> new ArrayList<>()).add(state);
            }
        });
        standing.next().ifPresent(due -> {
            NodeKey node =
                    switch (due) {
                        case Due.Result result -> result.turn().node();
                        case Due.Wake wake -> wake.node();
                        case Due.Deed deed -> null;
                    };
            mark(node);
        });
        standing.calls().stream().map(Call::turn).forEach(turn -> mark(turn.node()));
    }

    /// The node itself, or the one of this level that it runs within.
    private void mark(@Nullable NodeKey node) {
        NodeKey at = node;
        while (at != null) {
            if (here(at)) {
                next.add(at.node());
                return;
            }
            at = Levels.ownerOf(Levels.bodyOf(at.frame())).orElse(null);
        }
    }

    private boolean here(NodeKey key) {
        return shown != null && Levels.bodyOf(key.frame()).equals(shown.body());
    }

    @Override
    public Topology topology() {
        return shown == null
                ? Topology.of(List.of(), List.of(), List.of())
                : model.shown().topology();
    }

    @Override
    public Placement placement() {
        return placement.get();
    }

    @Override
    public boolean settling() {
        return settling;
    }

    @Override
    public Selection selection() {
        return model.shown().selectionProperty().get();
    }

    @Override
    public void select(Selection wanted) {
        model.shown().select(wanted);
    }

    /// The states of a node, of all its copies.
    List<NodeState> states(NodeId id) {
        return states.getOrDefault(id, List.of());
    }

    @Override
    public @Nullable Badge badge(NodeId id) {
        List<NodeState> all = states(id);
        if (all.isEmpty()) {
            return null;
        }
        NodeStatus worst = WORST.stream()
                .filter(status -> all.stream().anyMatch(state -> state.status() == status))
                .findFirst()
                .orElse(NodeStatus.NOT_EXECUTED);
        if (worst == NodeStatus.NOT_EXECUTED) {
            boolean bypassed = all.stream().allMatch(NodeState::bypassed);
            return bypassed
                    ? Badge.of("neutral", "fth-corner-up-right", texts.get("debugger.bypassed"))
                            .withFaint(true)
                    : null;
        }
        return NodeStatusLook.of(worst).badge(texts).withNote(note(all, worst));
    }

    private String note(List<NodeState> all, NodeStatus worst) {
        if (all.size() > 1) {
            long same = all.stream().filter(state -> state.status() == worst).count();
            return texts.get("debugger.copies", same, all.size());
        }
        NodeState state = all.getFirst();
        if (state.held()) {
            return texts.get("debugger.held");
        }
        if (state.answer() != null) {
            return texts.get("graph.answer." + state.answer());
        }
        if (state.locked()) {
            return texts.get("debugger.locked");
        }
        if (state.pass() > 1) {
            return texts.get("debugger.pass", state.pass());
        }
        return state.attempt() > 1 ? texts.get("debugger.attempt", state.attempt()) : "";
    }

    @Override
    public @Nullable Corner corner(NodeId id) {
        return next.contains(id) ? NEXT : null;
    }

    @Override
    public @Nullable Corner stop(NodeId id) {
        if (shown == null) {
            return null;
        }
        return model.stops().lines().stream()
                .filter(line -> switch (line.stop()) {
                    case Stop.Before before ->
                        before.spot().equals(model.shown().spot(id));
                    case Stop.Reaches reaches ->
                        reaches.spot().equals(model.shown().spot(id));
                    case Stop.Changes changes -> false;
                })
                .findFirst()
                .map(line -> line.on() ? Corner.STOP : OFF)
                .orElse(null);
    }

    @Override
    public Tone tone(Edge edge) {
        boolean from = states(edge.from()).stream().anyMatch(NodeState::settled);
        if (!from) {
            return Tone.USUAL;
        }
        Boolean when = edge.when();
        boolean other =
                when != null && states(edge.from()).stream().noneMatch(state -> Objects.equals(state.answer(), when));
        boolean bypassed = states(edge.from()).stream().allMatch(NodeState::bypassed);
        if (other || bypassed) {
            return Tone.NOT_TAKEN;
        }
        boolean come = states(edge.to()).stream().anyMatch(state -> state.status() != NodeStatus.NOT_EXECUTED);
        return come ? Tone.TAKEN : Tone.USUAL;
    }

    @Override
    public String job(Part.Work work) {
        Opening opened = model.openingProperty().get();
        return opened == null ? "" : opened.job(work.job());
    }

    @Override
    public Subscription onChange(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    private void changed() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /// Hears nothing any more.
    void dispose() {
        following.unsubscribe();
        language.unbind();
        listeners.clear();
    }

    Optional<Node> selectedNode() {
        return selection().only().flatMap(id -> topology().node(id));
    }
}
