package io.quartermaster.app.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EditsTest {
    private static final NodeId START = new NodeId("start");
    private static final NodeId END = new NodeId("end");
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    /// start → a → b → end
    private static Topology row() {
        return Topology.of(
                List.of(
                        Node.of("start", new Part.Start()),
                        Node.of("a", Part.task(1)),
                        Node.of("b", Part.task(2)),
                        Node.of("end", new Part.End())),
                List.of(Edge.of("start", "a"), Edge.of("a", "b"), Edge.of("b", "end")),
                List.of());
    }

    @Test
    void anEdgeIsRefusedForWhatWouldBeWrongWithIt() {
        Topology row = row();
        assertThat(EdgeRefusal.of(row, A, A)).isEqualTo(EdgeRefusal.SELF);
        assertThat(EdgeRefusal.of(row, A, START)).isEqualTo(EdgeRefusal.INTO_START);
        assertThat(EdgeRefusal.of(row, END, A)).isEqualTo(EdgeRefusal.OUT_OF_END);
        assertThat(EdgeRefusal.of(row, A, B)).isEqualTo(EdgeRefusal.TWICE);
        assertThat(EdgeRefusal.of(row, B, A)).isEqualTo(EdgeRefusal.CYCLE);
        assertThat(EdgeRefusal.of(row, START, B)).isNull();
    }

    @Test
    void aConditionTakesTwoBranchesTrueFirst() {
        Topology row = Edits.change(row(), A, node -> node.withPart(new Part.Condition("x")));
        Topology bare = Edits.without(row, Edge.of("a", "b"));
        Topology one = Edits.connect(bare, A, B);
        Topology both = Edits.connect(one, A, END);
        assertThat(both.edges()).contains(Edge.when(true, "a", "b"), Edge.when(false, "a", "end"));
        assertThat(EdgeRefusal.of(both, A, END)).isEqualTo(EdgeRefusal.ANSWERED);
        assertThat(Edits.swapAnswers(both, A).edges())
                .contains(Edge.when(false, "a", "b"), Edge.when(true, "a", "end"));
    }

    @Test
    void aNodeIsPutInTheMiddleOfAnEdge() {
        Edits.Grown grown = Edits.split(row(), Edge.of("a", "b"), Part.task(3), "b");
        NodeId id = grown.fresh().getFirst();
        assertThat(grown.topology().edges()).contains(new Edge(A, id, null), new Edge(id, B, null));
        assertThat(grown.topology().edges()).doesNotContain(Edge.of("a", "b"));
        assertThat(grown.topology().node(id).map(Node::name)).contains("b 2");
        assertThat(TopologyRules.check(grown.topology())).isEmpty();
    }

    @Test
    void deletingANodeJoinsItsNeighbours() {
        assertThat(Edits.delete(row(), List.of(A)).edges())
                .containsExactlyInAnyOrder(Edge.of("start", "b"), Edge.of("b", "end"));
        assertThat(Edits.delete(row(), List.of(START, END))).isEqualTo(row());
    }

    @Test
    void aPairOfGatewaysGoesAroundWhatIsSelected() {
        Edits.Grown grown = Wrapping.around(row(), Set.of(A, B), new Part.Sharding("3"), "shards", "shards close");
        assertThat(TopologyRules.check(grown.topology())).isEmpty();
        Graph graph = Graph.of(grown.topology());
        assertThat(graph.between(grown.fresh().getFirst())).containsExactlyInAnyOrder(A, B);
        assertThat(Edits.delete(grown.topology(), List.of(grown.fresh().getLast())))
                .extracting(Topology::nodes)
                .isEqualTo(row().nodes());
    }

    @Test
    void aConditionAroundANodeLetsItBePassedOver() {
        Edits.Grown grown = Wrapping.around(row(), Set.of(A), new Part.Condition("true"), "due", "due close");
        assertThat(TopologyRules.check(grown.topology())).isEmpty();
        assertThat(Graph.of(grown.topology()).outOf(grown.fresh().getFirst()))
                .extracting(Edge::when)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aPairOfGatewaysGoesOntoAnEdge() {
        Edits.Grown grown = Wrapping.onto(row(), Edge.of("a", "b"), new Part.Condition("true"), "due", "due close");
        assertThat(TopologyRules.check(grown.topology())).isEmpty();
    }

    @Test
    void aGatewayGoesAroundNoEndAndNoHalfAndNothingWithAWayOut() {
        assertThat(Wrapping.refusal(row(), Set.of(), false)).isEqualTo(WrapRefusal.NOTHING);
        assertThat(Wrapping.refusal(row(), Set.of(START, A), false)).isEqualTo(WrapRefusal.ENDS);
        Edits.Grown grown = Wrapping.around(row(), Set.of(B), new Part.Parallel(), "p", "q");
        assertThat(Wrapping.refusal(grown.topology(), Set.of(grown.fresh().getFirst()), false))
                .isEqualTo(WrapRefusal.HALF);
        Edits.Grown longer = Edits.split(row(), Edge.of("a", "b"), Part.task(3), "c");
        assertThat(Wrapping.refusal(longer.topology(), Set.of(A, B), false)).isEqualTo(WrapRefusal.APART);
    }

    @Test
    void whatIsPastedHasIdsAndNamesOfItsOwn() {
        Edits.Grown grown = Wrapping.around(row(), Set.of(A), new Part.Parallel(), "p", "q");
        Topology copied = Edits.part(
                grown.topology(),
                Set.of(A, grown.fresh().getFirst(), grown.fresh().getLast()));
        Edits.Grown pasted = Edits.paste(grown.topology(), copied);
        assertThat(pasted.fresh()).hasSize(3);
        assertThat(pasted.topology().nodes()).extracting(Node::id).doesNotHaveDuplicates();
        assertThat(pasted.topology().nodes()).extracting(Node::name).doesNotHaveDuplicates();
        NodeId open = pasted.topology().nodes().stream()
                .filter(node -> node.name().equals("p 2"))
                .map(Node::id)
                .findFirst()
                .orElseThrow();
        assertThat(Graph.of(pasted.topology()).closeOf(open)).isPresent();
    }
}
