package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Look;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyJson;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// What can be done to the open topology, each through the one gate. Registered while it is on the screen. FX thread
/// only.
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
    static final String PUBLISH = "topologies.publish";
    static final String DISCARD = "topologies.discard";
    static final String BEGIN = "topologies.begin";
    static final String BEGIN_BLANK = "topologies.begin.blank";
    static final String BACK = "topologies.back";
    static final List<String> WRAPS = List.of("parallel", "condition", "sharding", "cross-zone");

    /// What the actions need of the view.
    interface Hands {
        GraphCanvas canvas();

        void find();

        void back();

        void export(String kind);
    }

    private final Desk desk;
    private final Texts texts;
    private final EditorViewModel model;
    private final Drawing drawing;
    private final Hands hands;
    private final List<Action> actions = new ArrayList<>();
    private boolean registered;

    EditorActions(Desk desk, EditorViewModel model, Hands hands) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.drawing = model.drawing();
        this.hands = hands;
        make();
    }

    void register() {
        if (!registered) {
            actions.forEach(desk.actions()::register);
            registered = true;
        }
    }

    void unregister() {
        if (registered) {
            actions.forEach(action -> desk.actions().unregister(action.id()));
            registered = false;
        }
    }

    private void make() {
        add(BACK, "fth-arrow-left", hands::back, () -> null);
        add(UNDO, "fth-rotate-ccw", drawing::undo, "shortcut+z", () -> whyNotUndo());
        add(REDO, "fth-rotate-cw", drawing::redo, "shortcut+y", () -> whyNotRedo());
        add(DELETE, "fth-trash-2", this::delete, "DELETE", () -> fixed(this::whyNotDelete));
        add(SWAP, "fth-repeat", this::swap, () -> fixed(this::whyNotSwap));
        WRAPS.forEach(kind -> add(
                wrap(kind), Look.of(gateway(kind)).icon(), () -> doWrap(kind), () -> fixed(() -> whyNotWrap(kind))));
        add(FIT, "fth-maximize", () -> hands.canvas().fit(), "shortcut+0", () -> null);
        add("topologies.fit.plain", "fth-maximize", () -> hands.canvas().fit(), "F", () -> null);
        add("topologies.zoom.in", "fth-zoom-in", () -> hands.canvas().zoom(1), "shortcut+equals", () -> null);
        add("topologies.zoom.out", "fth-zoom-out", () -> hands.canvas().zoom(-1), "shortcut+minus", () -> null);
        add(TIDY, "fth-grid", this::tidy, () -> fixed(() -> null));
        add(FIND, "fth-search", hands::find, "shortcut+f", () -> null);
        add(ALL, "fth-check-square", this::all, "shortcut+a", () -> null);
        add(COPY, "fth-copy", this::copy, "shortcut+c", this::whyNotCopy);
        add(PASTE, "fth-clipboard", this::paste, "shortcut+v", () -> fixed(() -> null));
        add(COPY_ALL, "fth-file-text", () -> toClipboard(TopologyJson.pretty(drawing.topology())), () -> null);
        for (KeyCode way : List.of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN)) {
            add(
                    "topologies.walk." + way.name().toLowerCase(java.util.Locale.ROOT),
                    "fth-arrow-" + way.name().toLowerCase(java.util.Locale.ROOT),
                    () -> hands.canvas().walk(way),
                    way.name(),
                    () -> null);
        }
        for (String kind : List.of("svg", "png", "json")) {
            add("topologies.export." + kind, "fth-download", () -> hands.export(kind), () -> null);
        }
        versions();
    }

    private void versions() {
        actions.add(action(PUBLISH, "fth-upload-cloud", model::publish, this::whyNotPublish)
                .writing()
                .confirmedBy(() -> ask("publish")));
        actions.add(action(DISCARD, "fth-archive", model::discard, this::whyNotDiscard)
                .writing()
                .confirmedBy(() -> ask("discard")));
        actions.add(action(BEGIN, "fth-edit-2", this::begin, this::whyNotBegin).writing());
        actions.add(action(BEGIN_BLANK, "fth-file-plus", () -> model.begin(0), this::whyNotBlank)
                .writing());
    }

    static String wrap(String kind) {
        return "topologies.wrap." + kind;
    }

    private void add(String id, String icon, Runnable handler, Supplier<@Nullable String> whyNot) {
        actions.add(action(id, icon, handler, whyNot));
    }

    private void add(String id, String icon, Runnable handler, String key, Supplier<@Nullable String> whyNot) {
        actions.add(action(id, icon, handler, whyNot).onKey(key));
    }

    private Action action(String id, String icon, Runnable handler, Supplier<@Nullable String> whyNot) {
        Observable[] causes = {
            drawing.topologyProperty(),
            drawing.selectionProperty(),
            drawing.findingsProperty(),
            drawing.undoableProperty(),
            drawing.redoableProperty(),
            model.versionProperty(),
            model.keepingProperty(),
            model.blocked(),
            model.versions(),
            texts.languageProperty()
        };
        return Action.of(id, id, icon, handler).disabledWhile(Bindings.createObjectBinding(whyNot::get, causes));
    }

    /// Why a version cannot be changed, or what else is in the way.
    private @Nullable String fixed(Supplier<@Nullable String> otherwise) {
        return model.editable() ? otherwise.get() : whyFixed();
    }

    String whyFixed() {
        TopologyVersion shown = model.versionProperty().get();
        if (shown == null) {
            return texts.get("topologies.why.none");
        }
        String blocked = model.blocked().getValue();
        if (blocked != null && shown.state() == State.DRAFT) {
            return blocked;
        }
        return shown.flaw() != null
                ? texts.get("topologies.why.flaw", shown.flaw())
                : texts.get("topologies.why.fixed." + shown.state().name(), shown.number());
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
        Set<io.quartermaster.model.topology.NodeId> doomed =
                Edits.doomed(topology, drawing.selection().nodes());
        Said did = doomed.size() == 1
                ? Said.of(
                        "topologies.did.delete",
                        drawing.nameOf(doomed.iterator().next()))
                : Said.of("topologies.did.delete.many", doomed.size());
        drawing.edit(did, Edits.delete(topology, drawing.selection().nodes()));
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
                drawing.topology().nodes().stream()
                        .map(io.quartermaster.model.topology.Node::id)
                        .collect(java.util.stream.Collectors.toUnmodifiableSet()),
                null));
    }

    private @Nullable String whyNotCopy() {
        return drawing.selection().nodes().isEmpty() ? texts.get("topologies.why.selection") : null;
    }

    private void copy() {
        toClipboard(TopologyJson.pretty(
                Edits.part(drawing.topology(), drawing.selection().nodes())));
    }

    private static void toClipboard(String json) {
        ClipboardContent content = new ClipboardContent();
        content.putString(json);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void paste() {
        String text = Objects.requireNonNullElse(Clipboard.getSystemClipboard().getString(), "");
        Topology copied;
        try {
            copied = TopologyJson.read(text);
        } catch (IllegalArgumentException e) {
            desk.toasts().show(texts.get("topologies.paste.wrong"));
            return;
        }
        Edits.Grown grown = Edits.paste(drawing.topology(), copied);
        drawing.edit(Said.of("topologies.did.paste", grown.fresh().size()), grown);
    }

    private @Nullable String whyNotPublish() {
        TopologyVersion shown = model.versionProperty().get();
        if (shown == null || (shown.state() != State.DRAFT && shown.state() != State.ARCHIVED)) {
            return whyFixed();
        }
        if (model.keepingProperty().get() == EditorViewModel.Keeping.STALE) {
            return texts.get("topologies.why.stale");
        }
        Findings findings = drawing.findingsProperty().get();
        return findings.sound() && shown.flaw() == null ? null : texts.get("topologies.why.errors", findings.errors());
    }

    private @Nullable String whyNotDiscard() {
        TopologyVersion shown = model.versionProperty().get();
        return shown != null && (shown.state() == State.DRAFT || shown.state() == State.ARCHIVED) ? null : whyFixed();
    }

    private @Nullable String whyNotBegin() {
        TopologyVersion shown = model.versionProperty().get();
        if (shown == null) {
            return texts.get("topologies.why.none");
        }
        return shown.state().baseline()
                ? null
                : texts.get("topologies.why.baseline." + shown.state().name());
    }

    private void begin() {
        TopologyVersion shown = Objects.requireNonNull(model.versionProperty().get());
        model.begin(shown.number());
    }

    private @Nullable String whyNotBlank() {
        boolean there = model.versions().stream()
                .anyMatch(version -> version.state() == State.DRAFT && version.baseline() == 0);
        return there ? texts.get("topologies.why.blank") : null;
    }

    private Confirm ask(String what) {
        TopologyVersion shown = Objects.requireNonNull(model.versionProperty().get());
        String name = model.job().spec().name();
        return new Confirm(
                texts.get("topologies." + what + ".question", name, shown.number()),
                texts.get("topologies." + what + ".consequence"),
                name + " v" + shown.number(),
                model.workspace().environment(),
                texts.get("topologies." + what));
    }
}
