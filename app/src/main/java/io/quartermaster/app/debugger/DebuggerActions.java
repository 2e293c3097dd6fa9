package io.quartermaster.app.debugger;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/// What can be done at the desk, each through the one gate. Registered while a topology lies there and is on the
/// screen. FX thread only.
final class DebuggerActions {
    static final String RESTART = "debugger.restart";
    static final String BACK = "debugger.back";
    static final String STEP = "debugger.step";
    static final String INTO = "debugger.into";
    static final String OVER = "debugger.over";
    static final String OUT = "debugger.out";
    static final String RUN_TO = "debugger.run-to";
    static final String GO_ON = "debugger.go-on";
    static final String HALT = "debugger.halt";
    static final String STOP = "debugger.stop";
    static final String PASS = "debugger.pass-wait";
    static final String FIT = "debugger.fit";
    static final String OPEN_WITHIN = "debugger.open-within";

    private final Desk desk;
    private final Texts texts;
    private final DebuggerViewModel model;
    private final DeskPicture picture;
    private final Supplier<GraphCanvas> canvas;
    private final List<Action> actions = new ArrayList<>();
    private boolean registered;

    DebuggerActions(Desk desk, DebuggerViewModel model, DeskPicture picture, Supplier<GraphCanvas> canvas) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.picture = picture;
        this.canvas = canvas;
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
        add(RESTART, "fth-rotate-ccw", "shift+F5", model::restart, () -> idle(this::whyNotBack));
        add(BACK, "fth-skip-back", "shift+F10", model::back, () -> idle(this::whyNotBack));
        add(STEP, "fth-skip-forward", "F10", model::step, () -> idle(() -> null));
        add(INTO, "fth-log-in", "F11", model::into, () -> idle(() -> null));
        add(OVER, "fth-corner-up-right", "shift+F11", model::over, () -> idle(() -> null));
        add(OUT, "fth-log-out", "shortcut+F11", model::out, () -> idle(this::whyNotOut));
        add(
                RUN_TO,
                "fth-navigation",
                "shift+F8",
                () -> onNode(node -> model.runTo(node.id())),
                () -> idle(this::whyNoNode));
        add(GO_ON, "fth-play", "F8", model::goOn, () -> idle(() -> null));
        add(
                HALT,
                "fth-square",
                "shortcut+F2",
                model::breakOff,
                () -> model.busyProperty().get() ? null : texts.get("debugger.why.idle"));
        add(STOP, "fth-pause-circle", "F9", () -> onNode(node -> model.toggleStop(node.id())), this::whyNoNode);
        add(PASS, "fth-fast-forward", "F7", () -> waiting().ifPresent(model::pass), () -> idle(this::whyNotPass));
        add(
                OPEN_WITHIN,
                "fth-git-merge",
                null,
                () -> onNode(node -> model.shown().showWithin(node.id())),
                this::whyNotWithin);
        add(FIT, "fth-maximize", "shortcut+0", () -> canvas.get().fit(), () -> null);
        add(
                "debugger.zoom.in",
                "fth-zoom-in",
                "shortcut+equals",
                () -> canvas.get().zoom(1),
                () -> null);
        add(
                "debugger.zoom.out",
                "fth-zoom-out",
                "shortcut+minus",
                () -> canvas.get().zoom(-1),
                () -> null);
        for (KeyCode way : List.of(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN)) {
            String name = way.name().toLowerCase(Locale.ROOT);
            add(
                    "debugger.walk." + name,
                    "fth-arrow-" + name,
                    way.name(),
                    () -> canvas.get().walk(way),
                    () -> null);
        }
    }

    private void add(
            String id, String icon, @Nullable String key, Runnable handler, Supplier<@Nullable String> whyNot) {
        Action action = Action.of(id, id, icon, handler)
                .disabledWhile(Bindings.createObjectBinding(
                        whyNot::get,
                        model.standingProperty(),
                        model.busyProperty(),
                        model.shown().selectionProperty(),
                        model.shown().levelProperty(),
                        texts.languageProperty()));
        actions.add(key == null ? action : action.onKey(key));
    }

    private void onNode(java.util.function.Consumer<Node> deed) {
        picture.selectedNode().ifPresent(deed);
    }

    private @Nullable String idle(Supplier<@Nullable String> whyNot) {
        return model.busyProperty().get() ? texts.get("debugger.why.busy") : whyNot.get();
    }

    private @Nullable String whyNotBack() {
        Standing standing = model.standingProperty().get();
        return standing == null || standing.steps().size() < 2 ? texts.get("debugger.why.beginning") : null;
    }

    private @Nullable String whyNotOut() {
        Level level = model.shown().levelProperty().get();
        return level == null || level.outer() == null ? texts.get("debugger.why.outermost") : null;
    }

    private @Nullable String whyNoNode() {
        return picture.selectedNode().isEmpty() ? texts.get("debugger.why.node") : null;
    }

    private @Nullable String whyNotPass() {
        return waiting().isEmpty() ? texts.get("debugger.why.wait") : null;
    }

    private @Nullable String whyNotWithin() {
        return picture.selectedNode()
                        .filter(node -> node.part() instanceof Part.Nested)
                        .isPresent()
                ? null
                : texts.get("debugger.why.within");
    }

    /// The selected node when it waits for its time, else the only one that does.
    private Optional<NodeKey> waiting() {
        Standing standing = model.standingProperty().get();
        if (standing == null) {
            return Optional.empty();
        }
        List<NodeKey> of = standing.nodes().entrySet().stream()
                .filter(each -> each.getValue().status() == NodeStatus.WAITING
                        && each.getValue().until() != null)
                .map(java.util.Map.Entry::getKey)
                .toList();
        Optional<NodeKey> selected = picture.selectedNode().stream()
                .flatMap(node -> model.shown().keys(node.id()).stream())
                .filter(of::contains)
                .findFirst();
        return selected.or(() -> of.size() == 1 ? Optional.of(of.getFirst()) : Optional.empty());
    }
}
