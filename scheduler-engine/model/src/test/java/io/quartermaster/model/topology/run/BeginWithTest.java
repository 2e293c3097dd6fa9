package io.quartermaster.model.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Draw;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeginWithTest {
    private final Topology topology = new Draw()
            .param("n", Param.Type.INT, "1")
            .param("areas", Param.Type.LIST, "a\nb")
            .param("loud", Param.Type.BOOLEAN, "true")
            .pair("split", new Part.Sharding("areas"))
            .tasks("part", "last")
            .chain("start", "split", "part", "split-end", "last", "end")
            .done();

    private String refusal(Range range, Map<String, Object> parameters) {
        List<Param> own = List.of(new Param("day", Param.Type.STRING, ""));
        return new BeginWith(range, true, parameters).refusal(topology, own).orElse("");
    }

    private String at(Range.Kind kind, String node) {
        return refusal(new Range(kind, new NodeId(node)), Map.of());
    }

    @Test
    void valuesOfTheTypesThatAreDeclaredAreTaken() {
        assertThat(refusal(Range.ALL, Map.of("n", 2, "areas", List.of("x"), "loud", false, "day", "monday")))
                .isEmpty();
    }

    @Test
    void othersAreRefusedByName() {
        assertThat(refusal(Range.ALL, Map.of("n", "2"))).isEqualTo("parameter n is INT, and was given 2");
        assertThat(refusal(Range.ALL, Map.of("areas", List.of(1))))
                .isEqualTo("parameter areas is LIST, and was given [1]");
        assertThat(refusal(Range.ALL, Map.of("loud", "yes"))).isEqualTo("parameter loud is BOOLEAN, and was given yes");
        assertThat(refusal(Range.ALL, Map.of("day", 1))).isEqualTo("parameter day is STRING, and was given 1");
        assertThat(refusal(Range.ALL, Map.of("x", 1))).isEqualTo("the topology has no parameter x");
    }

    @Test
    void aRangeBeginsAndEndsAtANodeThatRunsOnce() {
        assertThat(at(Range.Kind.FROM, "last")).isEmpty();
        assertThat(at(Range.Kind.UP_TO, "split")).isEmpty();
        assertThat(at(Range.Kind.ONLY, "part"))
                .isEqualTo("A run cannot begin or end at part: it runs in the copies of split");
        assertThat(at(Range.Kind.ONLY, "x")).contains("no such activity");
        assertThat(refusal(new Range(Range.Kind.FROM, null), Map.of())).contains("needs a node");
    }

    @Test
    void itComesBackFromItsText() {
        BeginWith with = new BeginWith(
                new Range(Range.Kind.FROM, new NodeId("last")), false, Map.of("n", 2, "areas", List.of("x")));
        assertThat(RunJson.beginWith(RunJson.write(with))).isEqualTo(with);
        assertThat(RunJson.beginWith(RunJson.write(BeginWith.USUAL))).isEqualTo(BeginWith.USUAL);
    }
}
