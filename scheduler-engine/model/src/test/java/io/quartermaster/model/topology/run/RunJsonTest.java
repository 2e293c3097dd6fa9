package io.quartermaster.model.topology.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Draw;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunJsonTest {
    @Test
    void everyFactOfARunComesBack() {
        Topology topology = new Draw()
                .tasks("a", "part")
                .pair("if", new Part.Condition("n > 1"))
                .pair("split", new Part.Sharding("areas"))
                .tasks("no")
                .chain("start", "a", "if")
                .when(true, "if", "split")
                .when(false, "if", "no")
                .chain("split", "part", "split-end", "if-end", "end")
                .chain("no", "if-end")
                .param("n", Param.Type.INT, "1")
                .param("areas", Param.Type.LIST, "x")
                .done();
        Play play = Play.begun(topology);
        play.in(new Input.Delivered(new Fact.Sent(NodeKey.of("a"), 1, 1, "s1", "app@host", "CellA")));
        Input.Write late = new Input.Write("n", 9, 7);
        play.succeed("a", play.write("a", "n", 2), play.write("a", "areas", List.of("x", "y")), late);
        play.act(Verb.LOCK, "if-end").fail("split#0/part").act(Verb.RETRY, "split#0/part");
        play.act(Verb.PAUSE_RUN);
        for (RunEvent event : play.log) {
            assertThat(RunJson.fact(RunJson.write(event.fact()))).isEqualTo(event.fact());
        }
        assertThat(play.run.sent(NodeKey.of("a"))).isPresent();
    }

    @Test
    void everyInputComesBack() {
        List<Input> inputs = List.of(
                Input.Begin.all(Play.START),
                new Input.Begin(
                        new Range(Range.Kind.FROM, new NodeId("a")),
                        false,
                        java.util.Map.of("n", 1),
                        java.util.Map.of("RZone", List.of("RZ1")),
                        Play.START),
                new Input.Report(
                        NodeKey.of("x#1/y"),
                        2,
                        3,
                        NodeStatus.SUCCEED,
                        "OK",
                        "做完了",
                        List.of(new Input.Write("n", 3, 1))),
                new Input.Tick(),
                new Input.Overdue(),
                new Input.Act(Verb.RETRY, NodeKey.of("a"), "ops", "because"),
                new Input.SetParameter("", "n", List.of("a"), "ops", ""));
        for (Input input : inputs) {
            assertThat(RunJson.input(RunJson.write(input))).isEqualTo(input);
        }
        assertThatThrownBy(() -> RunJson.input("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RunJson.fact("null")).isInstanceOf(IllegalArgumentException.class);
    }
}
