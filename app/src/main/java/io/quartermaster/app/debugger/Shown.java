package io.quartermaster.app.debugger;

import io.quartermaster.app.graph.Selection;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.desk.Levels;
import io.quartermaster.model.topology.desk.Spot;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which level of what lies on the desk is shown, and what is selected of it. FX thread only, without a toolkit.
final class Shown {
    private final Supplier<@Nullable Opening> opening;
    private final Supplier<@Nullable Standing> standing;
    private final ReadOnlyObjectWrapper<@Nullable Level> level = new ReadOnlyObjectWrapper<>(this, "level");
    private final ReadOnlyObjectWrapper<Selection> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", Selection.NOTHING);

    Shown(Supplier<@Nullable Opening> opening, Supplier<@Nullable Standing> standing) {
        this.opening = opening;
        this.standing = standing;
    }

    ReadOnlyObjectProperty<@Nullable Level> levelProperty() {
        return level.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    void select(Selection wanted) {
        selection.set(wanted);
    }

    /// Shows another level.
    void show(Level wanted) {
        selection.set(Selection.NOTHING);
        level.set(wanted);
    }

    /// Shows the outermost level of another topology.
    void showNew(Opening opened) {
        show(new Level(null, "", opened.name(), null));
    }

    /// Shows the topology that a node of the shown level runs.
    void showWithin(NodeId node) {
        Level outer = level();
        topology().node(node).filter(each -> each.part() instanceof Part.Nested).ifPresent(each -> {
            NodeKey key = keys(node).stream().findFirst().orElse(new NodeKey(outer.body(), node));
            NodeState state = Objects.requireNonNull(standing.get()).node(key);
            String body = key + "~" + Math.max(1, state.pass()) + "." + Math.max(1, state.attempt());
            show(within(outer, each, body));
        });
    }

    void showOuter() {
        Level outer = level().outer();
        if (outer != null) {
            show(outer);
        }
    }

    Level level() {
        return Objects.requireNonNull(level.get());
    }

    /// The level of the run's of that name.
    Level levelOf(String body) {
        Optional<NodeKey> owner = Levels.ownerOf(body);
        if (owner.isEmpty()) {
            return level().path().getFirst();
        }
        Level outer = levelOf(Levels.bodyOf(owner.get().frame()));
        Node node = topology(outer).node(owner.get().node()).orElseThrow();
        return within(outer, node, body);
    }

    private static Level within(Level outer, Node node, String body) {
        return new Level(((Part.Nested) node.part()).job(), body, node.name(), outer);
    }

    /// What is drawn at the level that is shown.
    Topology topology() {
        return topology(level());
    }

    private Topology topology(Level of) {
        Opening opened = Objects.requireNonNull(opening.get());
        return of.topology() == null
                ? opened.definitions().topology()
                : opened.definitions().topology(of.topology());
    }

    Spot spot(NodeId node) {
        return new Spot(level().topology(), node);
    }

    /// The nodes of the run that a node of the shown level is: several where it runs in copies.
    List<NodeKey> keys(NodeId node) {
        String body = level().body();
        return Objects.requireNonNull(standing.get()).nodes().keySet().stream()
                .filter(key ->
                        key.node().equals(node) && Levels.bodyOf(key.frame()).equals(body))
                .sorted(Comparator.comparing(NodeKey::toString))
                .toList();
    }

    /// How a value was declared, a text where it was not.
    Param.Type typeOf(String name) {
        for (Level each : level().path().reversed()) {
            for (Param param : topology(each).parameters()) {
                if (param.name().equals(name)) {
                    return param.type();
                }
            }
        }
        return Param.Type.STRING;
    }
}
