package io.quartermaster.model.topology;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One box of a topology. Immutable.
///
/// @param name  for people, unique within the topology
/// @param place where a person put it, null while layout decides
public record Node(
        NodeId id, String name, Part part, Events events, FailureScope failure, Join join, @Nullable Place place) {
    /// In the canvas's own units.
    public record Place(double x, double y) {}

    public Node {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(part, "part");
        name = name == null || name.isBlank() ? id.value() : name;
        events = events == null ? Events.NONE : events;
        failure = failure == null ? FailureScope.RUN : failure;
        join = join == null ? Join.ALL : join;
    }

    /// A node as the palette makes it.
    public static Node of(String id, Part part) {
        return new Node(new NodeId(id), id, part, Events.NONE, FailureScope.RUN, Join.ALL, null);
    }

    public Node withName(String newName) {
        return new Node(id, newName, part, events, failure, join, place);
    }

    public Node withPart(Part newPart) {
        return new Node(id, name, newPart, events, failure, join, place);
    }

    public Node withEvents(Events newEvents) {
        return new Node(id, name, part, newEvents, failure, join, place);
    }

    public Node withFailure(FailureScope newFailure) {
        return new Node(id, name, part, events, newFailure, join, place);
    }

    public Node withJoin(Join newJoin) {
        return new Node(id, name, part, events, failure, newJoin, place);
    }

    public Node withPlace(@Nullable Place newPlace) {
        return new Node(id, name, part, events, failure, join, newPlace);
    }
}
