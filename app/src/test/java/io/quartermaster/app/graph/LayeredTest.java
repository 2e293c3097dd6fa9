package io.quartermaster.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.SampleTopologies;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LayeredTest {
    @Test
    void everyNodeComesRightOfThoseBeforeIt() {
        try (Seeded seeded = new Seeded()) {
            Topology topology = SampleTopologies.large(300, SampleTopologies.member(seeded, "step"));
            Placement placement = Layered.of(topology);
            assertThat(placement.boxes()).hasSize(300);
            assertThat(topology.edges())
                    .allSatisfy(edge -> assertThat(box(placement, edge.from()).right())
                            .isLessThan(box(placement, edge.to()).x()));
        }
    }

    @Test
    void whatAPersonHasPlacedStaysThere() {
        Topology blank = Topology.blank();
        NodeId end = new NodeId("end");
        Topology placed = blank.withNodes(blank.nodes().stream()
                .map(node -> node.id().equals(end) ? node.withPlace(new Node.Place(500, 40)) : node)
                .toList());
        Placement placement = Layered.of(placed);
        assertThat(box(placement, new NodeId("end")).x()).isEqualTo(500);
        assertThat(box(placement, new NodeId("end")).y()).isEqualTo(40);
        assertThat(placement.routes()).isEmpty();
    }

    @Test
    void aHalfDrawnTopologyIsLaidOutToo() {
        Topology odd = Topology.of(
                List.of(Node.of("a", Part.task(1)), Node.of("b", Part.task(1)), Node.of("b", Part.task(1))),
                List.of(Edge.of("a", "b"), Edge.of("b", "a"), Edge.of("a", "gone"), Edge.of("a", "a")),
                List.of());
        assertThat(Layered.of(odd).boxes()).hasSize(2);
    }

    private static Placement.Box box(Placement placement, NodeId id) {
        return Objects.requireNonNull(placement.box(id));
    }
}
