package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Look;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// What can be done to the drawing, each through the one gate. FX thread only.
final class EditorActions {
    static final String UNDO = "topologies.undo";
    static final String REDO = "topologies.redo";
    static final String DELETE = "topologies.delete";
    static final String FIT = "topologies.fit";
    static final String TIDY = "topologies.tidy";
    static final String FIND = "topologies.find";
    static final String COPY = "topologies.copy";
    static final String PASTE = "topologies.paste";
    static final String COPY_ALL = "topologies.copy.all";
    static final String SWAP = "topologies.swap";
    static final String ALL = "topologies.all";
    static final String BACK = "topologies.back";
    static final String INTO = "topologies.into";
    static final String CONNECT = "topologies.connect";
    private static final double NUDGE = 8;
    static final List<String> WRAPS = List.of("parallel", "condition", "sharding", "cross-zone");

    /// What the actions need of the view.
    interface Hands {
        GraphCanvas canvas();

        void find();

        void back();

        void export(String kind);

        /// Opens the topology that a node is.
        void open(NodeId id);
    }

    private final Texts texts;
    private final EditorViewModel model;
    private final Drawing drawing;
    private final Hands hands;
    private final Reasons reasons;
    private final ActionSet actions;

    EditorActions(Desk desk, EditorViewModel model, ActionSet actions, Hands hands) {
        this.texts = desk.texts();
        this.model = model;
        this.drawing = model.drawing();
        this.hands = hands;
        this.reasons = new Reasons(model, texts);
        this.actions = actions;
        make();
        view();
    }

    private void make() {
        Clip clip = new Clip(model);
        actions.add(BACK, "fth-arrow-left", hands::back, "shortcut+UP", () -> null);
        actions.add(INTO, "fth-corner-right-down", this::into, "shortcut+DOWN", this::whyNotInto);
        actions.add(UNDO, "fth-rotate-ccw", drawing::undo, "shortcut+z", this::whyNotUndo);
        actions.add(REDO, "fth-rotate-cw", drawing::redo, "shortcut+y", this::whyNotRedo);
        actions.add(DELETE, "fth-trash-2", this::delete, "DELETE", () -> fixed(this::whyNotDelete));
        actions.add(CONNECT, "fth-arrow-right", this::connect, "shortcut+e", () -> fixed(this::whyNotConnect));
        actions.add(SWAP, "fth-repeat", this::swap, () -> fixed(this::whyNotSwap));
        for (int i = 0; i < WRAPS.size(); i++) {
            String kind = WRAPS.get(i);
            actions.add(
                    wrap(kind),
                    Look.of(gateway(kind)).icon(),
                    () -> doWrap(kind),
                    "shortcut+alt+" + (i + 1),
                    () -> fixed(() -> whyNotWrap(kind)));
        }
        actions.add(TIDY, "fth-grid", this::tidy, () -> fixed(() -> null));
        actions.add(ALL, "fth-check-square", this::all, "shortcut+a", () -> null);
        actions.add(COPY, "fth-copy", clip::copySelection, "shortcut+c", this::whyNotCopy);
        actions.add(PASTE, "fth-clipboard", clip::paste, "shortcut+v", () -> fixed(() -> null));
        actions.add(COPY_ALL, "fth-file-text", clip::copyAll, () -> null);
    }

    private void view() {
        actions.add(FIT, "fth-maximize", () -> hands.canvas().fit(), "shortcut+0", () -> null);
        actions.add("topologies.fit.plain", "fth-maximize", () -> hands.canvas().fit(), "F", () -> null);
        actions.add("topologies.zoom.in", "fth-zoom-in", () -> hands.canvas().zoom(1), "shortcut+equals", () -> null);
        actions.add("topologies.zoom.out", "fth-zoom-out", () -> hands.canvas().zoom(-1), "shortcut+minus", () -> null);
        actions.add(FIND, "fth-search", hands::find, "shortcut+f", () -> null);
        for (KeyCode way : List.of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN)) {
            String name = way.name().toLowerCase(Locale.ROOT);
            actions.add(
                    "topologies.walk." + name,
                    "fth-arrow-" + name,
                    () -> hands.canvas().walk(way),
                    way.name(),
                    () -> null);
            actions.add(
                    "topologies.nudge." + name,
                    "fth-move",
                    () -> nudge(way),
                    "shortcut+shift+" + way.name(),
                    () -> fixed(this::whyNotCopy));
        }
        for (String kind : List.of("svg", "png", "json")) {
            actions.add("topologies.export." + kind, "fth-download", () -> hands.export(kind), () -> null);
        }
    }

    private @Nullable String fixed(Supplier<@Nullable String> otherwise) {
        return reasons.fixed(otherwise);
    }

    private @Nullable String whyNotInto() {
        boolean nested = drawing.selectedNode()
                .map(node -> node.part() instanceof Part.Nested)
                .orElse(false);
        return nested ? null : texts.get("topologies.why.nested");
    }

    private void into() {
        drawing.selectedNode().map(Node::id).ifPresent(hands::open);
    }

    static String wrap(String kind) {
        return "topologies.wrap." + kind;
    }

    private @Nullable String whyNotUndo() {
        return fixed(() -> drawing.undoableProperty().get() == null ? texts.get("topologies.why.undo") : null);
    }

    private @Nullable String whyNotRedo() {
        return fixed(() -> drawing.redoableProperty().get() == null ? texts.get("topologies.why.redo") : null);
    }

    private @Nullable String whyNotDelete() {
        Selection selection = drawing.selection();
        if (selection.isEmpty()) {
            return texts.get("topologies.why.selection");
        }
        boolean nothing = selection.edge() == null
                && Edits.doomed(drawing.topology(), selection.nodes()).isEmpty();
        return nothing ? texts.get("topologies.why.ends") : null;
    }

    private void delete() {
        Edge edge = drawing.selection().edge();
        Topology topology = drawing.topology();
        if (edge != null) {
            drawing.edit(
                    Said.of("topologies.did.cut", drawing.nameOf(edge.from()), drawing.nameOf(edge.to())),
                    Edits.without(topology, edge));
            return;
        }
        Set<NodeId> doomed = Edits.doomed(topology, drawing.selection().nodes());
        Said did = doomed.size() == 1
                ? Said.of(
                        "topologies.did.delete",
                        drawing.nameOf(doomed.iterator().next()))
                : Said.of("topologies.did.delete.many", doomed.size());
        drawing.edit(did, Edits.delete(topology, drawing.selection().nodes()));
    }

    /// The selected nodes from left to right.
    private List<NodeId> fromLeft() {
        return drawing.selection().nodes().stream()
                .filter(id -> drawing.placement().box(id) != null)
                .sorted(Comparator.comparingDouble(id ->
                        Objects.requireNonNull(drawing.placement().box(id)).x()))
                .toList();
    }

    private @Nullable String whyNotConnect() {
        List<NodeId> pair = joined();
        if (pair.size() != 2) {
            return texts.get("topologies.why.pair");
        }
        EdgeRefusal why = EdgeRefusal.of(drawing.topology(), pair.getFirst(), pair.getLast());
        return why == null ? null : texts.get("topologies.edge." + why.name());
    }

    /// From left to right, or the other way round where only that may be.
    private List<NodeId> joined() {
        List<NodeId> pair = fromLeft();
        boolean turned = pair.size() == 2
                && EdgeRefusal.of(drawing.topology(), pair.getFirst(), pair.getLast()) != null
                && EdgeRefusal.of(drawing.topology(), pair.getLast(), pair.getFirst()) == null;
        return turned ? pair.reversed() : pair;
    }

    private void connect() {
        List<NodeId> pair = joined();
        drawing.edit(
                Said.of("topologies.did.connect", drawing.nameOf(pair.getFirst()), drawing.nameOf(pair.getLast())),
                Edits.connect(drawing.topology(), pair.getFirst(), pair.getLast()));
    }

    /// Moves the selected nodes by a little.
    private void nudge(KeyCode way) {
        double dx = way == KeyCode.LEFT ? -NUDGE : way == KeyCode.RIGHT ? NUDGE : 0;
        double dy = way == KeyCode.UP ? -NUDGE : way == KeyCode.DOWN ? NUDGE : 0;
        Map<NodeId, Node.Place> places = new HashMap<>();
        for (NodeId id : fromLeft()) {
            Placement.Box box = Objects.requireNonNull(drawing.placement().box(id));
            places.put(id, new Node.Place(box.x() + dx, box.y() + dy));
        }
        drawing.move(places);
    }

    private @Nullable String whyNotSwap() {
        boolean condition = drawing.selectedNode()
                .map(node -> node.part() instanceof Part.Condition)
                .orElse(false);
        return condition ? null : texts.get("topologies.why.condition");
    }

    private void swap() {
        drawing.selectedNode()
                .ifPresent(node -> drawing.edit(
                        Said.of("topologies.did.swap", node.name()), Edits.swapAnswers(drawing.topology(), node.id())));
    }

    static Part.Gateway gateway(String kind) {
        return switch (kind) {
            case "condition" -> new Part.Condition("");
            case "sharding" -> new Part.Sharding("2");
            case "cross-zone" -> new Part.CrossZone(List.of(), null);
            default -> new Part.Parallel();
        };
    }

    private @Nullable String whyNotWrap(String kind) {
        Selection selection = drawing.selection();
        if (selection.edge() != null) {
            return null;
        }
        WrapRefusal why = Wrapping.refusal(drawing.topology(), selection.nodes(), kind.equals("condition"));
        return why == null ? null : texts.get("topologies.wrap.why." + why.name());
    }

    private void doWrap(String kind) {
        Part.Gateway gateway = gateway(kind);
        String word = texts.get("graph.kind." + kind);
        String close = texts.get("topologies.close.of", word);
        Edge edge = drawing.selection().edge();
        drawing.edit(
                Said.of("topologies.did.wrap", word),
                edge != null
                        ? Wrapping.onto(drawing.topology(), edge, gateway, word, close)
                        : Wrapping.around(
                                drawing.topology(), drawing.selection().nodes(), gateway, word, close));
        // the opening half is what has something to be filled in
        drawing.topology().nodes().stream()
                .filter(node -> drawing.selection().nodes().contains(node.id()))
                .filter(node -> node.part() instanceof Part.Gateway)
                .findFirst()
                .ifPresent(node -> drawing.select(Selection.of(node.id())));
    }

    private void tidy() {
        drawing.edit(Said.of("topologies.did.tidy"), Edits.unplaced(drawing.topology()));
        hands.canvas().fitNext();
    }

    private void all() {
        drawing.select(new Selection(
                drawing.topology().nodes().stream().map(Node::id).collect(Collectors.toUnmodifiableSet()), null));
    }

    private @Nullable String whyNotCopy() {
        return drawing.selection().nodes().isEmpty() ? texts.get("topologies.why.selection") : null;
    }
}
