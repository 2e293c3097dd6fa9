package io.quartermaster.model.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptApartTest {
    /// The topology with other ids, and with the names that go with them.
    static Topology renamed(Topology topology, Map<NodeId, NodeId> ids) {
        Map<NodeId, NodeId> to = ids;
        return topology.withNodes(topology.nodes().stream()
                        .map(node -> new Node(
                                to.getOrDefault(node.id(), node.id()),
                                node.name(),
                                node.part() instanceof Part.Close close
                                        ? new Part.Close(to.getOrDefault(close.of(), close.of()))
                                        : node.part(),
                                node.events(),
                                node.failure(),
                                node.join(),
                                node.place()))
                        .toList())
                .withEdges(topology.edges().stream()
                        .map(edge -> new Edge(
                                to.getOrDefault(edge.from(), edge.from()),
                                to.getOrDefault(edge.to(), edge.to()),
                                edge.when()))
                        .toList());
    }

    private static Topology with(Topology base, long job, String name, Edge edge) {
        Node fresh = Node.of("n1", Part.task(job)).withName(name);
        List<Edge> edges =
                base.edges().stream().filter(each -> !each.equals(edge)).toList();
        return base.withNodes(java.util.stream.Stream.concat(base.nodes().stream(), java.util.stream.Stream.of(fresh))
                        .toList())
                .withEdges(java.util.stream.Stream.concat(
                                edges.stream(),
                                java.util.stream.Stream.of(
                                        new Edge(edge.from(), fresh.id(), null), new Edge(fresh.id(), edge.to(), null)))
                        .toList());
    }

    @Test
    void twoNodesOfOneIdAreBothThere() {
        Topology base = Draw.line("a", "b");
        Topology mine = with(base, 7, "settle", Edge.of("a", "b"));
        Topology theirs = with(base, 8, "post", Edge.of("b", "end"));
        Topology merged = TopologyMerge.of(base, mine, theirs).result(Map.of()).topology();
        assertThat(merged.nodes())
                .extracting(Node::name)
                .containsExactlyInAnyOrder("start", "end", "a", "b", "settle", "post");
        assertThat(merged.edges())
                .containsExactlyInAnyOrder(
                        Edge.of("start", "a"),
                        Edge.of("a", "n2"),
                        Edge.of("n2", "b"),
                        Edge.of("b", "n1"),
                        Edge.of("n1", "end"));
        assertThat(TopologyRules.check(merged)).isEmpty();
    }

    @Test
    void theSameJobPutToTwoPlacesIsTwoNodesOfTwoNames() {
        Topology base = Draw.line("a", "b");
        Topology mine = with(base, 7, "settle", Edge.of("a", "b"));
        Topology theirs = with(base, 7, "settle", Edge.of("b", "end"));
        Topology merged = TopologyMerge.of(base, mine, theirs).result(Map.of()).topology();
        assertThat(merged.nodes()).extracting(Node::name).contains("settle", "settle 2");
        assertThat(TopologyRules.check(merged)).isEmpty();
    }

    @Test
    void aGatewayThatIsAnotherOneTakesItsOtherHalfAlong() {
        Topology base = Draw.line("a");
        Topology mine = new Draw()
                .tasks("a")
                .pair("n1", new Part.Parallel())
                .chain("start", "n1", "a", "n1-end", "end")
                .done();
        Topology theirs = new Draw()
                .tasks("a")
                .pair("n1", new Part.Sharding("3"))
                .chain("start", "a", "n1", "n1-end", "end")
                .done();
        Topology merged = TopologyMerge.of(base, mine, theirs).result(Map.of()).topology();
        assertThat(merged.nodes()).hasSize(7);
        assertThat(TopologyRules.check(merged))
                .extracting(Problem::kind)
                .doesNotContain(Problem.Kind.UNPAIRED, Problem.Kind.SAME_ID, Problem.Kind.SAME_NAME);
    }
}
