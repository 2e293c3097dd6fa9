package io.quartermaster.model.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What can differ between two states of a node, each with the way to read it and to take it from another node. Where a
/// person put the node is none of them: it says nothing about the run.
public enum NodeField {
    NAME(Node::name, (into, from) -> into.withName(from.name())),
    /// What kind of node it is, with all that belongs to the kind only.
    PART(node -> kind(node.part()), (into, from) -> into.withPart(from.part())),
    JOB(
            node -> node.part() instanceof Part.Work work ? work.job() : null,
            (into, from) -> parts(into, from, NodeField::job)),
    OVERRIDES(
            node -> node.part() instanceof Part.Work work ? work.overrides() : null,
            (into, from) -> parts(into, from, NodeField::overrides)),
    WRITES(
            node -> node.part() instanceof Part.Work work ? work.writes() : null,
            (into, from) -> parts(into, from, NodeField::writes)),
    CONDITION(
            node -> node.part() instanceof Part.Condition condition ? condition.expression() : null,
            (into, from) -> parts(into, from, (to, of) -> to instanceof Part.Condition ? of : to)),
    SHARDING(
            node -> node.part() instanceof Part.Sharding sharding ? sharding.rule() : null,
            (into, from) -> parts(into, from, (to, of) -> to instanceof Part.Sharding ? of : to)),
    ZONES(
            node -> node.part() instanceof Part.CrossZone zones ? zones.zones() : null,
            (into, from) -> parts(into, from, (to, of) -> zones(to, of, to))),
    ZONE_TYPE(
            node -> node.part() instanceof Part.CrossZone zones ? zones.zoneType() : null,
            (into, from) -> parts(into, from, (to, of) -> zones(to, to, of))),
    DELAY(
            node -> node.events().delay(),
            (into, from) -> into.withEvents(new Events(
                    into.events().breakpoint(),
                    into.events().loop(),
                    from.events().delay()))),
    LOOP(
            node -> node.events().loop(),
            (into, from) -> into.withEvents(new Events(
                    into.events().breakpoint(),
                    from.events().loop(),
                    into.events().delay()))),
    BREAKPOINT(
            node -> node.events().breakpoint(),
            (into, from) -> into.withEvents(new Events(
                    from.events().breakpoint(),
                    into.events().loop(),
                    into.events().delay()))),
    FAILURE(Node::failure, (into, from) -> into.withFailure(from.failure())),
    JOIN(Node::join, (into, from) -> into.withJoin(from.join()));

    private final Function<Node, @Nullable Object> value;
    private final BinaryOperator<Node> take;

    NodeField(Function<Node, @Nullable Object> value, BinaryOperator<Node> take) {
        this.value = value;
        this.take = take;
    }

    /// Null where the node has none. Of a [#PART], only what kind it is.
    public @Nullable Object of(Node node) {
        return value.apply(node);
    }

    /// The node `into` with this field of `from`.
    public Node take(Node into, Node from) {
        return take.apply(into, from);
    }

    public boolean differs(Node one, Node other) {
        return !Objects.equals(of(one), of(other));
    }

    /// The fields in which two states of a node differ; of nodes of two kinds, what only one kind has is not compared.
    public static List<NodeField> differing(Node one, Node other) {
        boolean same = !PART.differs(one, other);
        return Arrays.stream(values())
                .filter(field -> same || field == PART || !field.ofKind())
                .filter(field -> field.differs(one, other))
                .toList();
    }

    /// Whether it goes with the kind of the node.
    boolean ofKind() {
        return switch (this) {
            case PART, JOB, OVERRIDES, WRITES, CONDITION, SHARDING, ZONES, ZONE_TYPE -> true;
            case NAME, DELAY, LOOP, BREAKPOINT, FAILURE, JOIN -> false;
        };
    }

    /// Two closing halves of different gateways are not of one kind.
    private static String kind(Part part) {
        return part.getClass().getSimpleName() + (part instanceof Part.Close close ? " " + close.of() : "");
    }

    private static Node parts(Node into, Node from, BinaryOperator<Part> take) {
        return into.withPart(take.apply(into.part(), from.part()));
    }

    private static Part job(Part into, Part from) {
        return into instanceof Part.Work to && from instanceof Part.Work of
                ? work(to, of.job(), to.overrides(), to.writes())
                : into;
    }

    private static Part overrides(Part into, Part from) {
        return into instanceof Part.Work to && from instanceof Part.Work of
                ? work(to, to.job(), of.overrides(), to.writes())
                : into;
    }

    private static Part writes(Part into, Part from) {
        return into instanceof Part.Work to && from instanceof Part.Work of
                ? work(to, to.job(), to.overrides(), of.writes())
                : into;
    }

    static Part work(
            Part.Work like,
            io.quartermaster.model.JobId job,
            List<io.quartermaster.model.Param> overrides,
            List<String> writes) {
        return switch (like) {
            case Part.Task task -> new Part.Task(job, overrides, writes);
            case Part.Nested nested -> new Part.Nested(job, overrides, writes);
        };
    }

    private static Part zones(Part like, Part named, Part typed) {
        return named instanceof Part.CrossZone zones && typed instanceof Part.CrossZone type
                ? new Part.CrossZone(zones.zones(), type.zoneType())
                : like;
    }
}
