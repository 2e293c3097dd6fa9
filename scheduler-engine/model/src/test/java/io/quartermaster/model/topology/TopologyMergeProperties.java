package io.quartermaster.model.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.topology.MergeConflict.Side;
import io.quartermaster.model.topology.TopologyDiff.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What holds for every two people who change one topology.
class TopologyMergeProperties {
    private final class People {
        private final Topology base;
        private final Topology mine;
        private final Topology theirs;

        private People(long seed, String mine, String theirs) {
            Random random = new Random(seed);
            this.base = Grown.topology(random, 2, 2, true);
            this.mine = Edited.times(random.nextInt(6), random, mine, base);
            this.theirs = Edited.times(random.nextInt(6), random, theirs, base);
        }

        private TopologyMerge merge() {
            return TopologyMerge.of(base, mine, theirs);
        }
    }

    private static Topology all(TopologyMerge merge, Side side) {
        return merge.result(merge.conflicts().stream().collect(Collectors.toMap(Function.identity(), each -> side)))
                .topology();
    }

    @Property(tries = 500)
    void whatOnlyIChangedIsMine(@ForAll long seed) {
        People people = new People(seed, "n", "n");
        TopologyMerge merge = TopologyMerge.of(people.base, people.mine, people.base);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.result(Map.of()).topology()).isEqualTo(people.mine);
    }

    @Property(tries = 500)
    void whatOnlyTheyChangedIsTheirs(@ForAll long seed) {
        People people = new People(seed, "n", "n");
        TopologyMerge merge = TopologyMerge.of(people.base, people.base, people.theirs);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.result(Map.of()).topology()).isEqualTo(people.theirs);
    }

    @Property(tries = 500)
    void whatBothChangedAlikeIsNoConflict(@ForAll long seed) {
        People people = new People(seed, "n", "n");
        TopologyMerge merge = TopologyMerge.of(people.base, people.mine, people.mine);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.result(Map.of()).topology()).isEqualTo(people.mine);
    }

    private record Content(Set<Node> nodes, Set<Edge> edges, Set<Object> parameters) {
        static Content of(Topology topology) {
            // what is a set to the merge has no order either
            return new Content(
                    topology.nodes().stream()
                            .map(node -> node.withPlace(null).withPart(unordered(node.part())))
                            .collect(Collectors.toSet()),
                    Set.copyOf(topology.edges()),
                    Set.copyOf(topology.parameters()));
        }

        private static Part unordered(Part part) {
            return part instanceof Part.Work work
                    ? NodeField.work(
                            work,
                            work.job(),
                            work.overrides().stream()
                                    .sorted(java.util.Comparator.comparing(Object::toString))
                                    .toList(),
                            work.writes().stream().sorted().toList())
                    : part;
        }
    }

    @Property(tries = 1_000)
    void whoIsAskedFirstMakesNoDifference(@ForAll long seed) {
        People people = new People(seed, "m", "t");
        TopologyMerge one = people.merge();
        TopologyMerge other = TopologyMerge.of(people.base, people.theirs, people.mine);
        Random random = new Random(seed);
        Map<MergeConflict, Side> choices = new HashMap<>();
        Map<MergeConflict, Side> flipped = new HashMap<>();
        one.conflicts().forEach(each -> {
            Side side = Side.values()[random.nextInt(2)];
            choices.put(each, side);
            flipped.put(seenByTheOther(each), side.other());
        });
        assertThat(Set.copyOf(other.conflicts())).isEqualTo(flipped.keySet());
        assertThat(Content.of(other.result(flipped).topology()))
                .as("%s", choices)
                .isEqualTo(Content.of(one.result(choices).topology()));
    }

    private static MergeConflict seenByTheOther(MergeConflict conflict) {
        return switch (conflict) {
            case MergeConflict.OfField of -> new MergeConflict.OfField(of.field(), of.base(), of.theirs(), of.mine());
            case MergeConflict.OfRemoval of ->
                new MergeConflict.OfRemoval(of.removedBy().other(), of.base(), of.left());
            case MergeConflict.OfParameter of ->
                new MergeConflict.OfParameter(of.name(), of.base(), of.theirs(), of.mine());
        };
    }

    @Property(tries = 1_000)
    void everyChangeOfMineIsThereWhenIDecideForMine(@ForAll long seed) {
        People people = new People(seed, "n", "n");
        TopologyMerge merge = people.merge();
        Topology merged = all(merge, Side.MINE);
        List<Change> mine =
                TopologyDiff.of(people.base, renamed(people.mine, merge)).changes();
        assertThat(mine)
                .allSatisfy(change ->
                        assertThat(holds(change, merged)).as("%s", change).isTrue());
    }

    @Property(tries = 1_000)
    void everyChangeOfTheirsIsThereWhenIDecideForTheirs(@ForAll long seed) {
        People people = new People(seed, "n", "n");
        Topology merged = all(people.merge(), Side.THEIRS);
        assertThat(TopologyDiff.of(people.base, people.theirs).changes())
                .allSatisfy(change ->
                        assertThat(holds(change, merged)).as("%s", change).isTrue());
    }

    @Property(tries = 1_000)
    void noChangeOfTheirsIsLostWithoutAConflict(@ForAll long seed) {
        People people = new People(seed, "n", "n");
        TopologyMerge merge = people.merge();
        Topology merged = all(merge, Side.MINE);
        Set<Object> asked = asked(people.base, merge);
        assertThat(TopologyDiff.of(people.base, people.theirs).changes())
                .allSatisfy(change -> assertThat(holds(change, merged) || concerns(asked, people.base, change))
                        .as("%s", change)
                        .isTrue());
    }

    private static Topology renamed(Topology mine, TopologyMerge merge) {
        return KeptApartTest.renamed(mine, merge.renamed());
    }

    /// The nodes, and the names of parameters, that somebody is asked about.
    private static Set<Object> asked(Topology base, TopologyMerge merge) {
        Set<Object> asked = new HashSet<>();
        for (MergeConflict conflict : merge.conflicts()) {
            switch (conflict) {
                case MergeConflict.OfField of -> asked.add(of.base().id());
                case MergeConflict.OfParameter of -> asked.add(of.name());
                case MergeConflict.OfRemoval of -> {
                    asked.add(of.base().id());
                    Graph.of(base).closeOf(of.base().id()).ifPresent(asked::add);
                }
            }
        }
        return asked;
    }

    private static boolean concerns(Set<Object> asked, Topology base, Change change) {
        return switch (change) {
            case Change.NodeAdded of -> false;
            case Change.NodeRemoved of -> asked.contains(of.node().id());
            case Change.NodeChanged of -> asked.contains(of.before().id());
            case Change.EdgeAdded of ->
                asked.contains(of.edge().from())
                        || asked.contains(of.edge().to())
                        || base.edges().stream()
                                .anyMatch(edge -> edge.from().equals(of.edge().from()) && asked.contains(edge.to()));
            case Change.EdgeRemoved of ->
                asked.contains(of.edge().from()) || asked.contains(of.edge().to());
            case Change.ParameterAdded of -> asked.contains(of.parameter().name());
            case Change.ParameterRemoved of -> asked.contains(of.parameter().name());
            case Change.ParameterChanged of -> asked.contains(of.before().name());
        };
    }

    private static boolean holds(Change change, Topology merged) {
        return switch (change) {
            case Change.NodeAdded of ->
                merged.node(of.node().id())
                        .filter(node -> differing(node, of.node()).isEmpty())
                        .isPresent();
            case Change.NodeRemoved of -> merged.node(of.node().id()).isEmpty();
            case Change.NodeChanged of ->
                merged.node(of.after().id())
                        .filter(node -> of.fields().stream().allMatch(field -> holds(field, of, node)))
                        .isPresent();
            case Change.EdgeAdded of -> merged.edges().contains(of.edge());
            case Change.EdgeRemoved of -> !merged.edges().contains(of.edge());
            case Change.ParameterAdded of -> merged.parameters().contains(of.parameter());
            case Change.ParameterRemoved of ->
                merged.parameters().stream()
                        .noneMatch(each -> each.name().equals(of.parameter().name()));
            case Change.ParameterChanged of -> merged.parameters().contains(of.after());
        };
    }

    /// A node that got another id may have got another name too.
    private static List<NodeField> differing(Node merged, Node added) {
        boolean numbered = merged.name().startsWith(added.name() + " ");
        return NodeField.differing(numbered ? merged.withName(added.name()) : merged, added);
    }

    /// Lists are merged one by one: what was added is there, what was removed is not.
    private static boolean holds(NodeField field, Change.NodeChanged change, Node merged) {
        if (field.of(merged) instanceof List<?> now
                && field.of(change.before()) instanceof List<?> was
                && field.of(change.after()) instanceof List<?> then) {
            return now.containsAll(
                            then.stream().filter(each -> !was.contains(each)).toList())
                    && was.stream().filter(each -> !then.contains(each)).noneMatch(now::contains);
        }
        return !field.differs(merged, change.after());
    }
}
