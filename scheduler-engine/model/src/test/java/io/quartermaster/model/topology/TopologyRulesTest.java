package io.quartermaster.model.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Problem.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TopologyRulesTest {
    private static List<String> problems(Topology topology) {
        return TopologyRules.check(topology).stream()
                .map(problem -> Objects.toString(problem.node(), "") + " " + problem.kind())
                .toList();
    }

    private static Draw condition(String expression) {
        return new Draw()
                .tasks("yes", "no")
                .pair("if", new Part.Condition(expression))
                .chain("start", "if")
                .when(true, "if", "yes")
                .when(false, "if", "no")
                .chain("yes", "if-end", "end")
                .chain("no", "if-end")
                .param("count", Param.Type.INT, "1");
    }

    @Test
    void aSoundOneHasNoProblem() {
        assertThat(problems(Topology.blank())).isEmpty();
        assertThat(problems(Draw.line("a", "b"))).isEmpty();
        assertThat(problems(condition("count > 0").done())).isEmpty();
    }

    @Test
    void aCycleIsToldAtEachOfItsNodes() {
        Topology cycle = new Draw()
                .tasks("a", "b", "c")
                .chain("start", "a", "b", "c", "end")
                .chain("c", "b")
                .done();
        assertThat(problems(cycle)).containsExactly("b CYCLE", "c CYCLE");
    }

    @Test
    void whatIsNotReachedAndWhatLeadsNowhereAreTold() {
        Topology topology = new Draw()
                .tasks("a", "lost", "dead")
                .chain("start", "a", "end")
                .chain("lost", "end")
                .chain("a", "dead")
                .done();
        assertThat(problems(topology)).containsExactly("lost UNREACHABLE", "dead DEAD_BRANCH");
    }

    @Test
    void oneStartAndOneEnd() {
        assertThat(problems(Topology.of(List.of(), List.of(), List.of()))).containsExactly(" NO_START", " NO_END");
        Topology two = new Draw()
                .node("start2", new Part.Start())
                .node("end2", new Part.End())
                .chain("start", "end")
                .done();
        assertThat(problems(two)).contains("start2 MANY_STARTS", "end2 MANY_ENDS");
    }

    @Test
    void edgesAreWholeAndSingle() {
        Topology topology = new Draw()
                .tasks("a")
                .chain("start", "a", "end")
                .chain("start", "a")
                .chain("a", "ghost")
                .chain("end", "start")
                .when(true, "a", "end")
                .done();
        assertThat(problems(topology))
                .contains(
                        "a EDGE_TWICE",
                        "a EDGE_TO_NOWHERE",
                        "start EDGE_INTO_START",
                        "end EDGE_OUT_OF_END",
                        "a ANSWER_WITHOUT_CONDITION");
    }

    @Test
    void gatewaysStandInPairs() {
        Topology alone = new Draw()
                .tasks("a")
                .node("fork", new Part.Parallel())
                .node("stray", new Part.Close(new NodeId("nobody")))
                .chain("start", "fork", "a", "stray", "end")
                .done();
        assertThat(problems(alone)).containsExactly("stray UNPAIRED", "fork UNPAIRED");
    }

    @Test
    void noEdgeLeavesOrEntersBetweenTheHalves() {
        Topology leak = new Draw()
                .tasks("a", "b", "out")
                .pair("fork", new Part.Parallel())
                .chain("start", "fork", "a", "fork-end", "end")
                .chain("fork", "b", "fork-end")
                .chain("a", "out", "end")
                .chain("start", "b")
                .done();
        assertThat(problems(leak)).contains("a LEAK", "b LEAK");
    }

    @Test
    void aConditionHasTwoBranchesAndAnExpressionThatCanBeAnswered() {
        assertThat(problems(condition("missing > 0").done())).containsExactly("if BAD_CONDITION");
        assertThat(problems(condition("count > 'a'").done())).containsExactly("if BAD_CONDITION");
        assertThat(problems(condition("count").done())).containsExactly("if BAD_CONDITION");
        Topology single = new Draw()
                .tasks("yes")
                .pair("if", new Part.Condition("true"))
                .chain("start", "if")
                .when(true, "if", "yes")
                .chain("yes", "if-end", "end")
                .done();
        assertThat(problems(single)).containsExactly("if CONDITION_BRANCHES");
    }

    @Test
    void aShardingRuleIsANumberOrAList() {
        for (String rule : List.of("0", "-1", "count", "nobody", "")) {
            Topology topology = new Draw()
                    .tasks("a")
                    .pair("split", new Part.Sharding(rule))
                    .chain("start", "split", "a", "split-end", "end")
                    .param("count", Param.Type.INT, "3")
                    .done();
            assertThat(problems(topology)).as(rule).containsExactly("split SHARDING_RULE");
        }
    }

    @Test
    void eventsStandWhereTheyMay() {
        Events.Loop forever = new Events.Loop(" ", Duration.ofHours(1), 21);
        Topology topology = new Draw()
                .tasks("a")
                .pair("fork", new Part.Parallel())
                .chain("start", "fork", "a", "fork-end", "end")
                .change("fork", node -> node.withEvents(new Events(true, null, Duration.ofMinutes(1))))
                .change("a", node -> node.withEvents(new Events(false, forever, null)))
                .done();
        assertThat(problems(topology)).containsExactlyInAnyOrder("fork GATEWAY_EVENT", "a LOOP_PASSES", "a LOOP_EXIT");
    }

    @Test
    void twoThatMayRunAtOnceAndWriteTheSameAreWarnedOf() {
        Draw fork = new Draw()
                .tasks("a", "b", "later")
                .pair("fork", new Part.Parallel())
                .chain("start", "fork", "a", "fork-end", "later", "end")
                .chain("fork", "b", "fork-end");
        for (String writer : List.of("a", "b", "later")) {
            fork.change(
                    writer,
                    node -> node.withPart(new Part.Task(((Part.Task) node.part()).job(), List.of(), List.of("n"))));
        }
        assertThat(problems(fork.done())).containsExactly("a UNORDERED_WRITERS", "b UNORDERED_WRITERS");
        assertThat(TopologyRules.sound(TopologyRules.check(fork.done()))).isTrue();
        Draw either = condition("count > 0");
        for (String writer : List.of("yes", "no")) {
            either.change(
                    writer,
                    node -> node.withPart(new Part.Task(((Part.Task) node.part()).job(), List.of(), List.of("n"))));
        }
        assertThat(problems(either.done())).isEmpty();
    }

    @Test
    void namesAndParametersAreUniqueAndTyped() {
        Topology topology = Draw.line("a", "b")
                .withParameters(List.of(new Param("n", Param.Type.INT, "one"), new Param("n", Param.Type.STRING, "")));
        Topology named = topology.withNodes(
                topology.nodes().stream().map(node -> node.withName("same")).toList());
        assertThat(TopologyRules.check(named))
                .extracting(Problem::kind)
                .containsOnly(Kind.SAME_NAME, Kind.SAME_PARAMETER, Kind.BAD_PARAMETER);
    }

    @Test
    void aConditionCannotDoAnythingButAnswer() {
        for (String expression : List.of(
                "java.lang.System.exit(0)", "''.getClass()", "while(true){}", "x".repeat(3_000), "[1,2].map(x, x)")) {
            assertThat(problems(condition(expression).done())).as(expression).containsExactly("if BAD_CONDITION");
        }
    }
}
