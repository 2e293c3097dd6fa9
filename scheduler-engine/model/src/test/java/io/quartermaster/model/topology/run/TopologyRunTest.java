package io.quartermaster.model.topology.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Draw;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Join;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyRunTest {
    private static final Topology FORK = new Draw()
            .tasks("a", "b", "c")
            .pair("fork", new Part.Parallel())
            .chain("start", "fork", "a", "fork-end", "c", "end")
            .chain("fork", "b", "fork-end")
            .done();

    private static Draw condition(String expression) {
        return new Draw()
                .tasks("yes", "no")
                .pair("if", new Part.Condition(expression))
                .chain("start", "if")
                .when(true, "if", "yes")
                .when(false, "if", "no")
                .chain("yes", "if-end", "end")
                .chain("no", "if-end")
                .param("ok", Param.Type.BOOLEAN, "true");
    }

    @Test
    void nodesRunOneAfterTheOther() {
        Play play = Play.begun(Draw.line("a", "b"));
        assertThat(play.dispatched()).containsExactly("a");
        play.succeed("a");
        assertThat(play.dispatched()).containsExactly("b");
        play.succeed("b");
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aJoinWaitsForAllBranches() {
        Play play = Play.begun(FORK);
        assertThat(play.dispatched()).containsExactly("a", "b");
        play.succeed("b");
        assertThat(play.dispatched()).containsExactly("a");
        play.succeed("a");
        assertThat(play.dispatched()).containsExactly("c");
    }

    @Test
    void aJoinOfAnyGoesOnWithTheFirst() {
        Topology any = new Draw()
                .tasks("a", "b", "c")
                .chain("start", "a", "c", "end")
                .chain("start", "b", "c")
                .change("c", node -> node.withJoin(Join.ANY))
                .done();
        Play play = Play.begun(any).succeed("b");
        assertThat(play.dispatched()).containsExactly("a", "c");
        play.succeed("c");
        assertThat(play.run.status()).isEqualTo(RunStatus.EXECUTING);
        play.succeed("a");
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aConditionTakesOneBranchAndPassesTheOtherBy() {
        Play play = Play.begun(condition("ok").done());
        assertThat(play.dispatched()).containsExactly("yes");
        assertThat(play.run.node(NodeKey.of("no")).bypassed()).isTrue();
        assertThat(play.run.node(NodeKey.of("if")).answer()).isTrue();
        assertThat(play.succeed("yes").run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aConditionReadsWhatAHandlerWrote() {
        Topology topology = new Draw()
                .tasks("check", "yes", "no")
                .pair("if", new Part.Condition("forSettle && count > 3"))
                .chain("start", "check", "if")
                .when(true, "if", "yes")
                .when(false, "if", "no")
                .chain("yes", "if-end", "end")
                .chain("no", "if-end")
                .param("forSettle", Param.Type.BOOLEAN, "false")
                .param("count", Param.Type.INT, "4")
                .done();
        Play play = Play.begun(topology);
        play.succeed("check", play.write("check", "forSettle", true));
        assertThat(play.dispatched()).containsExactly("yes");
    }

    @Test
    void aBranchRunsInACopyForEachElement() {
        Topology topology = new Draw()
                .tasks("part", "sum")
                .pair("split", new Part.Sharding("areas"))
                .chain("start", "split", "part", "split-end", "sum", "end")
                .param("areas", Param.Type.LIST, "north\nsouth\neast")
                .done();
        Play play = Play.begun(topology);
        assertThat(play.dispatched()).containsExactly("split#0/part", "split#1/part", "split#2/part");
        assertThat(play.run.given(NodeKey.of("split#1/part")).values())
                .containsEntry("sharding", "south")
                .containsEntry("shardingCount", 3);
        play.succeed("split#2/part").succeed("split#0/part");
        assertThat(play.status("sum")).isEqualTo(NodeStatus.NOT_EXECUTED);
        play.succeed("split#1/part");
        assertThat(play.dispatched()).containsExactly("sum");
    }

    @Test
    void aShardingRuleThatCannotBeReadFailsWithItsText() {
        Topology topology = new Draw()
                .tasks("part")
                .pair("split", new Part.Sharding("areas"))
                .chain("start", "split", "part", "split-end", "end")
                .param("areas", Param.Type.LIST, "")
                .done();
        Play play = Play.begun(topology);
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(play.run.node(NodeKey.of("split")).message()).isEqualTo("Sharding rule cannot be parsed");
        play.in(new Input.SetParameter("", "areas", List.of("north"), "ops", "was empty"));
        play.act(Verb.RETRY, "split");
        assertThat(play.dispatched()).containsExactly("split#0/part");
    }

    @Test
    void aBranchRunsOnceInEachZone() {
        Topology topology = new Draw()
                .tasks("part")
                .pair("zones", new Part.CrossZone(List.of(), "RZone"))
                .chain("start", "zones", "part", "zones-end", "end")
                .done();
        Play play = new Play(topology, Map.of());
        play.in(new Input.Begin(Range.ALL, true, Map.of(), Map.of("RZone", List.of("RZ001", "RZ002")), Play.START));
        assertThat(play.dispatched()).containsExactly("zones#0/part", "zones#1/part");
    }

    @Test
    void aFailureStopsTheRunAndLetsFinishWhatRuns() {
        Play play = Play.begun(FORK).fail("a");
        assertThat(play.run.status()).isEqualTo(RunStatus.EXECUTING);
        play.succeed("b");
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(play.status("c")).isEqualTo(NodeStatus.NOT_EXECUTED);
    }

    @Test
    void aFailureOfItsBranchLetsOthersGoOn() {
        Topology topology = new Draw()
                .tasks("a", "a2", "b", "b2")
                .chain("start", "a", "a2", "end")
                .chain("start", "b", "b2", "end")
                .change("a", node -> node.withFailure(FailureScope.BRANCH))
                .done();
        Play play = Play.begun(topology).fail("a").succeed("b");
        assertThat(play.dispatched()).containsExactly("b2");
        play.succeed("b2");
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(play.status("a2")).isEqualTo(NodeStatus.NOT_EXECUTED);
    }

    @Test
    void aFailureThatConcernsNobodyIsPassedOver() {
        Topology topology = Draw.line("a", "b")
                .withNodes(Draw.line("a", "b").nodes().stream()
                        .map(node -> node.id().equals(new NodeId("a")) ? node.withFailure(FailureScope.NONE) : node)
                        .toList());
        Play play = Play.begun(topology).fail("a").succeed("b");
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(play.status("a")).isEqualTo(NodeStatus.FAILED);
    }

    @Test
    void aWaitDelaysANodeAndALoopRepeatsIt() {
        Topology topology = new Draw()
                .tasks("a")
                .chain("start", "a", "end")
                .param("left", Param.Type.INT, "2")
                .change(
                        "a",
                        node -> node.withEvents(new Events(
                                false, new Events.Loop("left == 0", Duration.ofHours(1), 3), Duration.ofMinutes(5))))
                .done();
        Play play = Play.begun(topology);
        assertThat(play.run.node(NodeKey.of("a")).waitsFor()).isEqualTo(NodeState.WaitsFor.DELAY);
        assertThat(play.run.nextWake()).contains(Play.START.plus(Duration.ofMinutes(5)));
        play.after(Duration.ofMinutes(5)).succeed("a", play.write("a", "left", 1));
        assertThat(play.run.node(NodeKey.of("a")).waitsFor()).isEqualTo(NodeState.WaitsFor.NEXT_PASS);
        play.after(Duration.ofMinutes(59));
        assertThat(play.dispatched()).isEmpty();
        play.after(Duration.ofMinutes(1));
        assertThat(play.run.node(NodeKey.of("a")).pass()).isEqualTo(2);
        play.succeed("a", play.write("a", "left", 0));
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aLoopThatNeverEndsFailsAfterItsLastPass() {
        Topology topology = new Draw()
                .tasks("a")
                .chain("start", "a", "end")
                .change(
                        "a",
                        node -> node.withEvents(
                                new Events(false, new Events.Loop("false", Duration.ofMinutes(1), 2), null)))
                .done();
        Play play =
                Play.begun(topology).succeed("a").after(Duration.ofMinutes(1)).succeed("a");
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(play.run.node(NodeKey.of("a")).code()).isEqualTo(Work.LOOP);
    }

    @Test
    void aBreakpointHaltsAfterTheNodeUntilSomebodyConfirms() {
        Topology topology = Draw.line("a", "b");
        Topology held = topology.withNodes(topology.nodes().stream()
                .map(node -> node.withEvents(new Events(node.id().value().equals("a"), null, null)))
                .toList());
        Play play = Play.begun(held).succeed("a");
        assertThat(play.dispatched()).isEmpty();
        assertThat(play.run.status()).isEqualTo(RunStatus.EXECUTING);
        play.act(Verb.CONFIRM, "a");
        assertThat(play.dispatched()).containsExactly("b");
        Play through = new Play(held, Map.of());
        through.in(new Input.Begin(Range.ALL, false, Map.of(), Map.of(), Play.START))
                .succeed("a");
        assertThat(through.dispatched()).containsExactly("b");
    }

    @Test
    void aTopologyWithinRunsItsOwnNodes() {
        Topology inner = Draw.line("x", "y");
        Topology outer = new Draw()
                .node("sub", Part.nested(7))
                .tasks("after")
                .chain("start", "sub", "after", "end")
                .done();
        Play play = new Play(outer, Map.of(new JobId(7), inner)).begin();
        assertThat(play.dispatched()).containsExactly("sub~1.1/x");
        play.succeed("sub~1.1/x").fail("sub~1.1/y");
        assertThat(play.status("sub")).isEqualTo(NodeStatus.FAILED);
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);
        play.act(Verb.RETRY, "sub~1.1/y");
        assertThat(play.status("sub")).isEqualTo(NodeStatus.EXECUTING);
        assertThat(play.run.status()).isEqualTo(RunStatus.EXECUTING);
        play.succeed("sub~1.1/y");
        assertThat(play.dispatched()).containsExactly("after");
    }

    @Test
    void aTopologyWithinALoopKeepsWhatItWrites() {
        Topology inner = Draw.line("x");
        Draw outer = new Draw()
                .node("sub", Part.nested(7))
                .chain("start", "sub", "end")
                .param("n", Param.Type.INT, "1");
        Play handsOut = new Play(outer.done(), Map.of(new JobId(7), inner)).begin();
        handsOut.succeed("sub~1.1/x", handsOut.write("sub~1.1/x", "n", 2));
        assertThat(handsOut.parameter("", "n").value()).isEqualTo(2);

        Topology looped = outer.change(
                        "sub",
                        node -> node.withEvents(
                                new Events(false, new Events.Loop("true", Duration.ofMinutes(1), 2), null)))
                .done();
        Play keeps = new Play(looped, Map.of(new JobId(7), inner)).begin();
        keeps.succeed("sub~1.1/x", keeps.write("sub~1.1/x", "n", 2));
        assertThat(keeps.parameter("", "n").value()).isEqualTo(1);
        assertThat(keeps.parameter("sub~1.1", "n").value()).isEqualTo(2);
    }

    /// DOMAIN §4.4: a late report of a machine that was given 37 set the parameter back after another had written 38.
    @Test
    void aLateReportDoesNotRollAParameterBack() {
        Topology topology = new Draw()
                .tasks("a", "b")
                .pair("fork", new Part.Parallel())
                .chain("start", "fork", "a", "fork-end", "end")
                .chain("fork", "b", "fork-end")
                .param("n", Param.Type.INT, "37")
                .done();
        Play play = Play.begun(topology);
        Input.Write late = play.write("b", "n", 37);
        play.succeed("a", play.write("a", "n", 38)).succeed("b", late);
        TopologyRun.Parameter n = play.parameter("", "n");
        assertThat(n.value()).isEqualTo(38);
        assertThat(n.writer()).isEqualTo(NodeKey.of("a"));
        assertThat(play.log).extracting(RunEvent::fact).contains(new Fact.Clashed("", "n", 37, 1, 2, NodeKey.of("b")));
    }

    @Test
    void aValueOfAnotherTypeFailsTheNode() {
        Topology topology = Draw.line("a").withParameters(List.of(new Param("n", Param.Type.INT, "1")));
        Play play = Play.begun(topology);
        play.succeed("a", play.write("a", "n", "many"));
        assertThat(play.run.node(NodeKey.of("a")).message()).isEqualTo("parameter n is INT, and was given many");
    }

    @Test
    void aReportOfAFormerAttemptChangesNothing() {
        Play play = Play.begun(Draw.line("a")).fail("a").act(Verb.RETRY, "a");
        play.in(new Input.Report(NodeKey.of("a"), 1, 1, NodeStatus.SUCCEED, "", "", List.of()));
        assertThat(play.status("a")).isEqualTo(NodeStatus.EXECUTING);
        assertThat(play.succeed("a").run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aRunOfPartOfATopologyLeavesOutTheRest() {
        Play only = new Play(Draw.line("a", "b", "c"), Map.of());
        only.in(new Input.Begin(new Range(Range.Kind.ONLY, new NodeId("b")), true, Map.of(), Map.of(), Play.START));
        assertThat(only.dispatched()).containsExactly("b");
        assertThat(only.succeed("b").run.status()).isEqualTo(RunStatus.SUCCEED);
        Play from = new Play(Draw.line("a", "b", "c"), Map.of());
        from.in(new Input.Begin(new Range(Range.Kind.FROM, new NodeId("b")), true, Map.of(), Map.of(), Play.START));
        assertThat(from.succeed("b").dispatched()).containsExactly("c");
        Play upTo = new Play(Draw.line("a", "b", "c"), Map.of());
        upTo.in(new Input.Begin(new Range(Range.Kind.UP_TO, new NodeId("b")), true, Map.of(), Map.of(), Play.START));
        assertThat(upTo.succeed("a").succeed("b").run.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(upTo.status("c")).isEqualTo(NodeStatus.NOT_EXECUTED);
    }

    @Test
    void aRunBeginsOnce() {
        Play play = Play.begun(Draw.line("a"));
        assertThatThrownBy(play::begin).isInstanceOf(IllegalStateException.class);
    }
}
