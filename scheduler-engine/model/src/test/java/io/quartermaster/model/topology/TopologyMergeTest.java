package io.quartermaster.model.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.MergeConflict.Side;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TopologyMergeTest {
    private static final Topology BASE = Draw.line("a", "b", "c");

    private static Topology changed(Topology topology, String id, UnaryOperator<Node> change) {
        return topology.withNodes(topology.nodes().stream()
                .map(node -> node.id().value().equals(id) ? change.apply(node) : node)
                .toList());
    }

    /// Without b, its neighbours joined.
    private static Topology withoutB() {
        return new Draw()
                .node("a", Part.task(2))
                .node("c", Part.task(4))
                .chain("start", "a", "c", "end")
                .done();
    }

    private static Node node(Topology topology, String id) {
        return topology.node(new NodeId(id)).orElseThrow();
    }

    @Test
    void twoFieldsOfOneNodeAreBothTaken() {
        TopologyMerge merge = TopologyMerge.of(
                BASE,
                changed(BASE, "a", node -> node.withName("first")),
                changed(BASE, "a", node -> node.withFailure(FailureScope.NONE)));
        assertThat(merge.conflicts()).isEmpty();
        Node merged = node(merge.result(Map.of()).topology(), "a");
        assertThat(merged.name()).isEqualTo("first");
        assertThat(merged.failure()).isEqualTo(FailureScope.NONE);
    }

    @Test
    void oneFieldIsChosen() {
        TopologyMerge merge = TopologyMerge.of(
                BASE,
                changed(BASE, "a", node -> node.withName("mine")),
                changed(BASE, "a", node -> node.withName("theirs")));
        MergeConflict conflict = merge.conflicts().getFirst();
        assertThat(conflict).isInstanceOf(MergeConflict.OfField.class);
        assertThat(merge.conflicts()).hasSize(1);
        assertThat(node(merge.result(Map.of()).topology(), "a").name()).isEqualTo("mine");
        assertThat(node(merge.result(Map.of(conflict, Side.THEIRS)).topology(), "a")
                        .name())
                .isEqualTo("theirs");
    }

    @Test
    void aNodeThatOneRemovedAndTheOtherChangedIsAskedFor() {
        Topology theirs = changed(BASE, "b", node -> node.withName("better"));
        TopologyMerge merge = TopologyMerge.of(BASE, withoutB(), theirs);
        MergeConflict conflict = merge.conflicts().getFirst();
        assertThat(conflict).isEqualTo(new MergeConflict.OfRemoval(Side.MINE, node(BASE, "b"), node(theirs, "b")));
        assertThat(merge.result(Map.of(conflict, Side.MINE)).topology()).isEqualTo(withoutB());
        // as it was, and without the edge that closed its gap
        assertThat(merge.result(Map.of(conflict, Side.THEIRS)).topology().edges())
                .containsExactlyInAnyOrderElementsOf(theirs.edges());
    }

    @Test
    void aNodeThatOneRemovedAndNobodyTouchedGoes() {
        TopologyMerge merge = TopologyMerge.of(BASE, withoutB(), changed(BASE, "a", node -> node.withName("better")));
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.result(Map.of()).topology().node(new NodeId("b"))).isEmpty();
    }

    @Test
    void aGatewayThatOneRemovedAndTheOtherFilledIsOneConflict() {
        Topology base = new Draw()
                .tasks("a")
                .pair("fork", new Part.Parallel())
                .chain("start", "fork", "a", "fork-end", "end")
                .done();
        Topology mine = new Draw().tasks("a").chain("start", "a", "end").done();
        Topology theirs = new Draw()
                .tasks("a")
                .pair("fork", new Part.Parallel())
                .node("b", Part.task(9))
                .chain("start", "fork", "a", "fork-end", "end")
                .chain("fork", "b", "fork-end")
                .done();
        TopologyMerge merge = TopologyMerge.of(base, mine, theirs);
        assertThat(merge.conflicts()).hasSize(1);
        TopologyMerge.Merged kept = merge.result(Map.of(merge.conflicts().getFirst(), Side.THEIRS));
        assertThat(kept.problems()).isEmpty();
        assertThat(kept.topology().nodes()).hasSameSizeAs(theirs.nodes());
        // b hangs in the air, and the rules say so
        assertThat(merge.result(Map.of()).problems()).extracting(Problem::kind).contains(Problem.Kind.UNREACHABLE);
    }

    @Test
    void parametersAreMergedByName() {
        Param one = new Param("one", Param.Type.INT, "1");
        Param two = new Param("two", Param.Type.INT, "2");
        Topology base = BASE.withParameters(List.of(one));
        TopologyMerge merge = TopologyMerge.of(
                base,
                base.withParameters(List.of(new Param("one", Param.Type.INT, "7"), two)),
                base.withParameters(List.of()));
        assertThat(merge.conflicts())
                .containsExactly(
                        new MergeConflict.OfParameter("one", one, new Param("one", Param.Type.INT, "7"), null));
        assertThat(merge.result(Map.of(merge.conflicts().getFirst(), Side.THEIRS))
                        .topology()
                        .parameters())
                .containsExactly(two);
    }

    @Test
    void whatIsMergedIsLookedOver() {
        Topology mine = changed(BASE, "a", node -> node.withName("same"));
        Topology theirs = changed(BASE, "b", node -> node.withName("same"));
        assertThat(TopologyMerge.of(BASE, mine, theirs).result(Map.of()).problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.SAME_NAME);
    }

    @Test
    void whoMovedANodeLastIsMe() {
        Topology mine = changed(BASE, "a", node -> node.withPlace(new Node.Place(1, 1)));
        Topology theirs = changed(
                changed(BASE, "a", node -> node.withPlace(new Node.Place(2, 2))),
                "b",
                node -> node.withPlace(new Node.Place(3, 3)));
        Topology merged = TopologyMerge.of(BASE, mine, theirs).result(Map.of()).topology();
        assertThat(node(merged, "a").place()).isEqualTo(new Node.Place(1, 1));
        assertThat(node(merged, "b").place()).isEqualTo(new Node.Place(3, 3));
    }
}
