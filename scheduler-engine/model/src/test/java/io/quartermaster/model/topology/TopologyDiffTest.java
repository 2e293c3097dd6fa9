package io.quartermaster.model.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.TopologyDiff.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyDiffTest {
    private static Topology changed(Topology topology, String id, java.util.function.UnaryOperator<Node> change) {
        return topology.withNodes(topology.nodes().stream()
                .map(node -> node.id().value().equals(id) ? change.apply(node) : node)
                .toList());
    }

    @Test
    void theSameIsNoDifferenceAndNeitherIsAMove() {
        Topology line = Draw.line("a", "b");
        assertThat(TopologyDiff.of(line, line).isEmpty()).isTrue();
        Topology moved = changed(line, "a", node -> node.withPlace(new Node.Place(1, 2)));
        assertThat(TopologyDiff.of(line, moved).isEmpty()).isTrue();
        assertThat(TopologyDiff.of(line, moved).both()).isEqualTo(moved);
    }

    @Test
    void nodesAndEdgesThatCameAndWent() {
        Topology before = new Draw().tasks("a").chain("start", "a", "end").done();
        Topology after =
                new Draw().node("b", Part.task(9)).chain("start", "b", "end").done();
        assertThat(TopologyDiff.of(before, after).changes())
                .containsExactly(
                        new Change.NodeAdded(Node.of("b", Part.task(9))),
                        new Change.NodeRemoved(Node.of("a", Part.task(2))),
                        new Change.EdgeAdded(Edge.of("start", "b")),
                        new Change.EdgeAdded(Edge.of("b", "end")),
                        new Change.EdgeRemoved(Edge.of("start", "a")),
                        new Change.EdgeRemoved(Edge.of("a", "end")));
        assertThat(TopologyDiff.of(before, after).both().nodes()).hasSize(4);
        assertThat(TopologyDiff.of(before, after).both().edges()).hasSize(4);
    }

    private static List<NodeField> fields(Part before, Part after) {
        return NodeField.differing(Node.of("x", before), Node.of("x", after));
    }

    @Test
    void whichFieldsOfANodeChanged() {
        Node node = Node.of("a", Part.task(1));
        assertThat(NodeField.differing(node, node.withName("b"))).containsExactly(NodeField.NAME);
        assertThat(NodeField.differing(node, node.withJoin(Join.ANY).withFailure(FailureScope.NONE)))
                .containsExactly(NodeField.FAILURE, NodeField.JOIN);
        Events events = new Events(true, new Events.Loop("ok", Duration.ofSeconds(1), 3), Duration.ofSeconds(9));
        assertThat(NodeField.differing(node, node.withEvents(events)))
                .containsExactly(NodeField.DELAY, NodeField.LOOP, NodeField.BREAKPOINT);
        Part.Task dressed = new Part.Task(new JobId(2), List.of(new Param("p", Param.Type.INT, "1")), List.of("p"));
        assertThat(fields(Part.task(1), dressed)).containsExactly(NodeField.JOB, NodeField.OVERRIDES, NodeField.WRITES);
        assertThat(fields(new Part.Condition("a"), new Part.Condition("b"))).containsExactly(NodeField.CONDITION);
        assertThat(fields(new Part.Sharding("1"), new Part.Sharding("2"))).containsExactly(NodeField.SHARDING);
        assertThat(fields(new Part.CrossZone(List.of("A"), null), new Part.CrossZone(List.of(), "t")))
                .containsExactly(NodeField.ZONES, NodeField.ZONE_TYPE);
        assertThat(fields(Part.task(1), Part.nested(2))).containsExactly(NodeField.PART);
    }

    @Test
    void everyFieldIsTakenAsItIsRead() {
        Node into = Node.of("a", Part.task(1));
        Node from = new Node(
                new NodeId("a"),
                "b",
                new Part.Task(new JobId(2), List.of(new Param("p", Param.Type.INT, "1")), List.of("p")),
                new Events(true, new Events.Loop("ok", Duration.ofSeconds(1), 3), Duration.ofSeconds(9)),
                FailureScope.NONE,
                Join.ANY,
                null);
        Node taken = into;
        for (NodeField field : NodeField.differing(into, from)) {
            Node next = field.take(taken, from);
            assertThat(NodeField.differing(taken, next)).containsExactly(field);
            taken = next;
        }
        assertThat(taken).isEqualTo(from);
    }

    @Test
    void parametersThatCameWentAndChanged() {
        Param old = new Param("n", Param.Type.INT, "1");
        Param now = new Param("n", Param.Type.INT, "2");
        Param gone = new Param("gone", Param.Type.STRING, "");
        Param fresh = new Param("fresh", Param.Type.STRING, "");
        Topology blank = Topology.blank();
        assertThat(TopologyDiff.of(blank.withParameters(List.of(old, gone)), blank.withParameters(List.of(now, fresh)))
                        .changes())
                .containsExactly(
                        new Change.ParameterChanged(old, now),
                        new Change.ParameterAdded(fresh),
                        new Change.ParameterRemoved(gone));
    }
}
