package io.quartermaster.model.topology.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Draw;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeskSessionTest {
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Answers WELL = Answers.stubs(Told.succeed(SECOND));

    private static DeskSession at(Topology topology, Map<JobId, Topology> nested) {
        return new DeskSession(DeskCase.of(new Definitions(topology, nested), Input.Begin.all(START), START), WELL);
    }

    private static DeskSession at(Topology topology) {
        return at(topology, Map.of());
    }

    private static Policies tries(int times) {
        return new Policies(
                Policies.Missed.IGNORE,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                times,
                Duration.ofMinutes(1),
                false,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
    }

    private static NodeStatus status(DeskSession desk, String node) {
        return desk.run().node(NodeKey.of(node)).status();
    }

    private static Topology chooses() {
        return new Draw()
                .tasks("check", "yes", "no")
                .pair("if", new Part.Condition("ok"))
                .chain("start", "check", "if")
                .when(true, "if", "yes")
                .when(false, "if", "no")
                .chain("yes", "if-end", "end")
                .chain("no", "if-end")
                .param("ok", Param.Type.BOOLEAN, "true")
                .done();
    }

    private static Topology waits(Duration delay) {
        Topology line = Draw.line("a", "b");
        return line.withNodes(line.nodes().stream()
                .map(node -> node.id().value().equals("b") ? node.withEvents(new Events(false, null, delay)) : node)
                .toList());
    }

    @Test
    void aStepIsTheNextThingThatHappensAndTheClockJumpsThere() {
        DeskSession desk = at(Draw.line("a", "b"));
        assertThat(desk.next().map(Due::at)).contains(START.plus(SECOND));
        assertThat(desk.step()).isEqualTo(new Halt.Done());
        assertThat(desk.now()).isEqualTo(START.plus(SECOND));
        assertThat(status(desk, "a")).isEqualTo(NodeStatus.SUCCEED);
        assertThat(status(desk, "b")).isEqualTo(NodeStatus.EXECUTING);
        assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
        assertThat(desk.step()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
    }

    @Test
    void aWaitOfHoursPassesAtAClick() {
        DeskSession desk = at(waits(Duration.ofHours(2)));
        desk.step();
        assertThat(status(desk, "b")).isEqualTo(NodeStatus.WAITING);
        assertThat(desk.pass(NodeKey.of("b"))).isEqualTo(new Halt.Done());
        assertThat(desk.now()).isEqualTo(START.plus(SECOND).plus(Duration.ofHours(2)));
        assertThat(status(desk, "b")).isEqualTo(NodeStatus.EXECUTING);
    }

    @Test
    void aWaitOfAPausedRunIsNotDue() throws Refused {
        DeskSession desk = at(waits(Duration.ofHours(2)));
        desk.step();
        desk.act(Verb.PAUSE_RUN, null, "me", "");
        assertThat(desk.next()).isEmpty();
        assertThat(desk.goOn()).isEqualTo(new Halt.NothingDue(List.of(), List.of(NodeKey.of("b")), true));
        desk.act(Verb.RESUME_RUN, null, "me", "");
        assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
    }

    @Test
    void whatIsAnsweredFirstComesFirst() {
        Topology fork = new Draw()
                .tasks("a", "b")
                .chain("start", "a", "end")
                .chain("start", "b", "end")
                .done();
        DeskSession desk = at(fork);
        desk.answers(WELL.with(Spot.top("a"), new Answer.Stub(Told.succeed(Duration.ofMinutes(1)))));
        desk.step();
        assertThat(status(desk, "b")).isEqualTo(NodeStatus.SUCCEED);
        assertThat(status(desk, "a")).isEqualTo(NodeStatus.EXECUTING);
    }

    @Test
    void anAnswerOfAJobHoldsForItsNodesAndOneOfANodeBeforeIt() {
        Topology line = Draw.line("a", "b");
        JobId job = ((Part.Task) line.nodes().get(2).part()).job();
        Answer fails = new Answer.Stub(Told.fail("no", SECOND));
        DeskSession desk = at(line);
        desk.answers(WELL.with(job, fails));
        assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.FAILED));
        desk.restart();
        desk.answers(WELL.with(job, fails).with(Spot.top("a"), WELL.usual()));
        assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
    }

    @Test
    void aNodeThatFailsFirstIsTriedAgainByItsJobsPolicy() {
        Topology line = Draw.line("a");
        JobId job = ((Part.Task) line.nodes().get(2).part()).job();
        DeskCase desk = DeskCase.of(new Definitions(line, Map.of()), Input.Begin.all(START), START);
        Answers failing =
                WELL.with(Spot.top("a"), new Answer.FailsFirst(2, Told.fail("not yet", SECOND), Told.succeed(SECOND)));
        assertThat(new DeskSession(desk, failing).goOn()).isEqualTo(new Halt.Ended(RunStatus.FAILED));
        DeskSession again = new DeskSession(desk.withPolicies(Map.of(job, tries(2))), failing);
        assertThat(again.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
        assertThat(again.run().node(NodeKey.of("a")).attempt()).isEqualTo(3);
        assertThat(again.now()).isEqualTo(START.plus(SECOND.multipliedBy(3)).plus(Duration.ofMinutes(2)));
    }

    @Test
    void whoeverHasItGoOnMayBreakOff() {
        DeskSession desk = at(Draw.line("a"));
        desk.answers(WELL.with(Spot.top("a"), new Answer.Stub(Told.fail("no", SECOND))));
        assertThat(desk.goOn(step -> step < 1)).isEqualTo(new Halt.BrokenOff());
    }

    @Test
    void aRunawayIsHalted() {
        Topology many = new Draw()
                .tasks("a")
                .pair("split", new Part.Sharding("9999"))
                .chain("start", "split", "a", "split-end", "end")
                .done();
        DeskSession desk =
                new DeskSession(DeskCase.of(new Definitions(many, Map.of()), Input.Begin.all(START), START), WELL, 500);
        assertThat(desk.goOn()).isEqualTo(new Halt.TooFar(500));
    }

    @Nested
    class Stops {
        @Test
        void beforeAJobItHasBegunAndIsNotAnswered() {
            DeskSession desk = at(Draw.line("a", "b", "c"));
            desk.stops().add(new Stop.Before(Spot.top("b")));
            assertThat(desk.goOn())
                    .isEqualTo(new Halt.AtStop(new Stop.Before(Spot.top("b")), Optional.of(NodeKey.of("b"))));
            assertThat(status(desk, "b")).isEqualTo(NodeStatus.EXECUTING);
            assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
        }

        @Test
        void beforeAConditionItsValuesCanStillBeChanged() throws Refused {
            DeskSession desk = at(chooses());
            Stop before = new Stop.Before(Spot.top("if"));
            desk.stops().add(before);
            assertThat(desk.goOn()).isEqualTo(new Halt.AtStop(before, Optional.of(NodeKey.of("if"))));
            assertThat(status(desk, "if")).isEqualTo(NodeStatus.NOT_EXECUTED);
            desk.set("", "ok", false, "me");
            assertThat(desk.goOn()).isEqualTo(new Halt.AtStop(before, Optional.of(NodeKey.of("if"))));
            assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
            assertThat(status(desk, "no")).isEqualTo(NodeStatus.SUCCEED);
        }

        @Test
        void whenANodeGetsIntoAStatus() {
            DeskSession desk = at(Draw.line("a", "b", "c"));
            desk.answers(WELL.with(Spot.top("b"), new Answer.Stub(Told.fail("no", SECOND))));
            Stop failed = new Stop.Reaches(Spot.top("b"), NodeStatus.FAILED);
            desk.stops().add(failed);
            desk.stops().add(new Stop.Reaches(Spot.top("b"), NodeStatus.TIMEOUT));
            assertThat(desk.goOn()).isEqualTo(new Halt.AtStop(failed, Optional.of(NodeKey.of("b"))));
        }

        @Test
        void whenAParameterChangesToAValueOrToAny() {
            Topology line = Draw.line("a", "b").withParameters(List.of(new Param("n", Param.Type.INT, "1")));
            DeskSession desk = at(line);
            desk.answers(WELL.with(
                            Spot.top("a"), new Answer.Stub(Told.succeed(SECOND).writing("n", 2)))
                    .with(Spot.top("b"), new Answer.Stub(Told.succeed(SECOND).writing("n", 3))));
            desk.stops().add(new Stop.Changes("n", 3));
            assertThat(desk.goOn()).isEqualTo(new Halt.AtStop(new Stop.Changes("n", 3), Optional.of(NodeKey.of("b"))));
            desk.restart();
            desk.stops().add(new Stop.Changes("n", null));
            assertThat(desk.goOn())
                    .isEqualTo(new Halt.AtStop(new Stop.Changes("n", null), Optional.of(NodeKey.of("a"))));
        }

        @Test
        void runningToANodeStopsThereOnce() {
            DeskSession desk = at(Draw.line("a", "b", "c"));
            assertThat(desk.runTo(Spot.top("c"), step -> true)).isInstanceOf(Halt.AtStop.class);
            assertThat(status(desk, "c")).isEqualTo(NodeStatus.EXECUTING);
            assertThat(desk.stops()).isEmpty();
        }

        @Test
        void aBreakpointOfTheTopologyHoldsUntilAPersonConfirms() throws Refused {
            Topology line = Draw.line("a", "b");
            DeskSession desk = at(line.withNodes(line.nodes().stream()
                    .map(node -> node.withEvents(new Events(node.id().value().equals("a"), null, null)))
                    .toList()));
            assertThat(desk.goOn()).isEqualTo(new Halt.Held(List.of(NodeKey.of("a"))));
            desk.act(Verb.CONFIRM, NodeKey.of("a"), "me", "");
            assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
        }
    }

    @Nested
    class TopologiesWithin {
        private final DeskSession desk = at(
                new Draw()
                        .tasks("a", "b")
                        .node("sub", Part.nested(7))
                        .chain("start", "a", "sub", "b", "end")
                        .done(),
                Map.of(new JobId(7), Draw.line("x", "y")));

        @Test
        void steppingOverOnePassesWhatHappensWithin() {
            desk.over("");
            assertThat(status(desk, "sub")).isEqualTo(NodeStatus.EXECUTING);
            desk.over("");
            assertThat(status(desk, "sub")).isEqualTo(NodeStatus.SUCCEED);
            assertThat(status(desk, "b")).isEqualTo(NodeStatus.EXECUTING);
        }

        @Test
        void steppingIntoOneStopsWhereSomethingHappensWithinAndOutOfItWhereItEnds() {
            desk.into("");
            assertThat(status(desk, "sub~1.1/x")).isEqualTo(NodeStatus.EXECUTING);
            desk.over("sub~1.1");
            assertThat(status(desk, "sub~1.1/x")).isEqualTo(NodeStatus.SUCCEED);
            desk.out("sub~1.1");
            assertThat(status(desk, "sub")).isEqualTo(NodeStatus.SUCCEED);
        }

        @Test
        void aNodeWithinIsAnsweredByWhereItIsDrawn() {
            desk.answers(WELL.with(
                    new Spot(new JobId(7), new io.quartermaster.model.topology.NodeId("y")),
                    new Answer.Stub(Told.fail("no", SECOND))));
            assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.FAILED));
            assertThat(status(desk, "sub~1.1/y")).isEqualTo(NodeStatus.FAILED);
        }
    }

    @Nested
    class LiveAnswers {
        private final Answer.Live mine = new Answer.Live("my-app", "check");
        private final DeskSession desk = at(chooses());

        @Test
        void nothingHappensBeforeTheClientAnswered() {
            desk.answers(WELL.with(Spot.top("check"), mine));
            Halt.AwaitsLive awaits = (Halt.AwaitsLive) desk.goOn();
            Call call = awaits.calls().getFirst();
            assertThat(call.to()).isEqualTo(mine);
            assertThat(call.given().values()).containsEntry("ok", true);
            assertThat(desk.next()).isEmpty();
            desk.hear(call, Told.succeed(Duration.ofMillis(40)).writing("ok", false));
            assertThat(desk.next().map(Due::at)).contains(START.plusMillis(40));
            assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
            assertThat(status(desk, "no")).isEqualTo(NodeStatus.SUCCEED);
        }

        @Test
        void aValueEditedBeforeTheCallIsGivenAndOverwritten() throws Refused {
            desk.answers(WELL.with(Spot.top("check"), mine));
            desk.set("", "ok", false, "me");
            Call call = desk.calls().getFirst();
            assertThat(call.given().values()).containsEntry("ok", false);
            desk.hear(call, Told.succeed(SECOND).writing("ok", true));
            desk.step();
            assertThat(status(desk, "yes")).isEqualTo(NodeStatus.EXECUTING);
        }

        @Test
        void afterAStepBackTheClientIsAskedAnew() {
            desk.answers(WELL.with(Spot.top("check"), mine));
            desk.hear(desk.calls().getFirst(), Told.succeed(SECOND));
            desk.step();
            desk.back();
            assertThat(desk.calls()).hasSize(1);
        }
    }

    @Test
    void aRefusalIsToldAndChangesNothing() {
        DeskSession desk = at(Draw.line("a", "b"));
        int before = desk.steps().size();
        assertThatThrownBy(() -> desk.act(Verb.RETRY, NodeKey.of("a"), "me", ""))
                .hasMessage("activity instance could not be retried which status is EXECUTING");
        assertThatThrownBy(() -> at(chooses()).set("", "ok", "maybe", "me")).isInstanceOf(Refused.class);
        assertThat(desk.steps()).hasSize(before);
    }

    @Test
    void afterAStepBackAnotherAnswerGoesAnotherWay() {
        DeskSession desk = at(chooses());
        desk.goOn();
        assertThat(status(desk, "yes")).isEqualTo(NodeStatus.SUCCEED);
        desk.backTo(0);
        assertThat(desk.now()).isEqualTo(START);
        desk.answers(WELL.with(
                Spot.top("check"), new Answer.Stub(Told.succeed(SECOND).writing("ok", false))));
        desk.goOn();
        assertThat(status(desk, "no")).isEqualTo(NodeStatus.SUCCEED);
        assertThat(status(desk, "yes")).isEqualTo(NodeStatus.NOT_EXECUTED);
    }

    @Test
    void aFailureThatConcernsNobodyLetsTheRunGoOn() {
        Topology line = Draw.line("a", "b");
        DeskSession desk = at(line.withNodes(line.nodes().stream()
                .map(node -> node.id().value().equals("a") ? node.withFailure(FailureScope.NONE) : node)
                .toList()));
        desk.answers(WELL.with(Spot.top("a"), new Answer.Stub(Told.fail("no", SECOND))));
        assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
    }
}
