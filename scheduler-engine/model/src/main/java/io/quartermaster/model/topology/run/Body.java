package io.quartermaster.model.topology.run;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One topology of a run, with its parameters: the run's own, or one within.
final class Body {
    /// @param version counts the writes, from 1
    /// @param writer  null for the definition or a person
    record Held(Object value, int version, @Nullable NodeKey writer) {}

    private final String id;
    private final Definitions.Body definition;
    private final Set<NodeId> leftOut;
    private final @Nullable Frame outer;
    private final @Nullable NodeKey owner;
    private final Map<String, Held> parameters = new HashMap<>();

    /// Nodes of it that something goes on in.
    int active;
    /// Nodes of it whose failure lets nothing more begin.
    int stops;
    /// Nodes of it whose failure makes it fail.
    int broken;

    Body(String id, Definitions.Body definition, Set<NodeId> leftOut, @Nullable Frame outer, @Nullable NodeKey owner) {
        this.id = id;
        this.definition = definition;
        this.leftOut = Set.copyOf(leftOut);
        this.outer = outer;
        this.owner = owner;
        definition
                .topology()
                .parameters()
                .forEach(each -> parameters.put(each.name(), new Held(each.typed(), 1, null)));
    }

    String id() {
        return id;
    }

    Definitions.Body definition() {
        return definition;
    }

    boolean leavesOut(NodeId node) {
        return leftOut.contains(node);
    }

    /// The node that runs it, null for the run's own topology.
    @Nullable
    NodeKey owner() {
        return owner;
    }

    /// The frame its owner stands in.
    @Nullable
    Frame outer() {
        return outer;
    }

    /// Where a value of this name is written: a level that declares it keeps it, and so does one inside a loop; others
    /// hand it out.
    Body target(String name) {
        Frame frame = outer;
        if (frame == null || owner == null || declared(name).isPresent()) {
            return this;
        }
        boolean looped = frame.node(owner.node()).events().loop() != null;
        return looped ? this : frame.body().target(name);
    }

    /// The value as this level sees it.
    Optional<Held> held(String name) {
        Held own = parameters.get(name);
        if (own != null || outer == null) {
            return Optional.ofNullable(own);
        }
        return outer.body().held(name);
    }

    /// All values as this level sees them.
    Map<String, Held> all() {
        Map<String, Held> seen =
                outer == null ? new HashMap<>() : new HashMap<>(outer.body().all());
        seen.putAll(parameters);
        return seen;
    }

    int version(String name) {
        Held own = parameters.get(name);
        return own == null ? 0 : own.version();
    }

    void write(String name, Held value) {
        parameters.put(name, value);
    }

    Optional<Param> declared(String name) {
        return definition.topology().parameters().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}
