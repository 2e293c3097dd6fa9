package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.MergeConflict.Side;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// One node that two people have changed, field by field.
///
/// @param choice asked where both changed a field
record NodeMerge(Node base, Node mine, Node theirs, Function<MergeConflict, Side> choice) {
    Node merged() {
        boolean oneKind = !NodeField.PART.differs(base, mine) && !NodeField.PART.differs(base, theirs);
        Node merged = base.withPlace(Objects.equals(base.place(), mine.place()) ? theirs.place() : mine.place());
        for (NodeField field : NodeField.values()) {
            // the fields of a kind go with the kind where that was changed
            if (field == NodeField.PART ? !oneKind : oneKind || !field.ofKind()) {
                merged = field(field, merged);
            }
        }
        return merged;
    }

    private Node field(NodeField field, Node into) {
        if (!differ(field, base, theirs) || !differ(field, mine, theirs)) {
            return field.take(into, mine);
        }
        if (!differ(field, base, mine)) {
            return field.take(into, theirs);
        }
        return switch (field) {
            case OVERRIDES -> overrides(into);
            case WRITES -> {
                Part.Work work = work(into);
                List<String> writes = ThreeWay.sets(
                        work(base).writes(), work(mine).writes(), work(theirs).writes());
                yield into.withPart(NodeField.work(work, work.job(), work.overrides(), writes));
            }
            case ZONES ->
                into.withPart(new Part.CrossZone(
                        ThreeWay.sets(
                                zones(base).zones(),
                                zones(mine).zones(),
                                zones(theirs).zones()),
                        zones(into).zoneType()));
            default -> field.take(into, chosen(field));
        };
    }

    /// Of a kind all that belongs to it counts, lest a change within it be lost with the kind.
    private static boolean differ(NodeField field, Node one, Node other) {
        return field == NodeField.PART ? !one.part().equals(other.part()) : field.differs(one, other);
    }

    private Node chosen(NodeField field) {
        return choice.apply(new MergeConflict.OfField(field, base, mine, theirs)) == Side.MINE ? mine : theirs;
    }

    private Node overrides(Node into) {
        Part.Work work = work(into);
        List<Param> merged = ThreeWay.parameters(
                work(base).overrides(),
                work(mine).overrides(),
                work(theirs).overrides(),
                (name, was, my, their) -> chosen(NodeField.OVERRIDES) == mine ? Side.MINE : Side.THEIRS);
        return into.withPart(NodeField.work(work, work.job(), merged, work.writes()));
    }

    private static Part.Work work(Node node) {
        return (Part.Work) node.part();
    }

    private static Part.CrossZone zones(Node node) {
        return (Part.CrossZone) node.part();
    }
}
