package io.quartermaster.model.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyJsonTest {
    @Test
    void whatIsWrittenIsRead() {
        Topology topology = new Draw()
                .node(
                        "task",
                        new Part.Task(
                                new JobId(3),
                                List.of(new Param("day", Param.Type.STRING, "${triggerTime}")),
                                List.of("n")))
                .node("sub", Part.nested(9))
                .pair("if", new Part.Condition("n > 1"))
                .pair("split", new Part.Sharding("areas"))
                .pair("zones", new Part.CrossZone(List.of("CellA"), null))
                .when(true, "if", "task")
                .chain("start", "split")
                .param("n", Param.Type.INT, "1")
                .change("task", node -> node.withName("日终结算")
                        .withPlace(new Node.Place(12.5, -3))
                        .withFailure(FailureScope.BRANCH)
                        .withJoin(Join.ANY)
                        .withEvents(new Events(
                                true, new Events.Loop("n == 0", Duration.ofHours(2), 4), Duration.ofMinutes(1))))
                .done();
        assertThat(TopologyJson.read(TopologyJson.write(topology))).isEqualTo(topology);
        assertThat(TopologyJson.read(TopologyJson.pretty(topology))).isEqualTo(topology);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Topology read = TopologyJson.read(
                """
                {"format":1,"nodes":[{"id":"start","part":{"kind":"start"}},{"id":"t","part":{"kind":"task","job":7}}]}
                """);
        assertThat(read.nodes()).containsExactly(Node.of("start", new Part.Start()), Node.of("t", Part.task(7)));
    }

    @Test
    void whatIsNoTopologyIsRefusedInWords() {
        for (String text : List.of(
                "",
                "null",
                "[]",
                "{\"format\":1,\"nodes\":[{\"id\":\"a b\",\"part\":{\"kind\":\"start\"}}]}",
                "{\"format\":1,\"nodes\":[{\"id\":\"a\",\"part\":{\"kind\":\"warp\"}}]}",
                "{\"format\":1,\"colour\":1}")) {
            assertThatThrownBy(() -> TopologyJson.read(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> TopologyJson.read("{\"format\":2}")).hasMessageContaining("form 2");
    }
}
