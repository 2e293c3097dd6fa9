package io.quartermaster.app.debugger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.desk.Answer;
import io.quartermaster.model.topology.desk.Halt;
import io.quartermaster.model.topology.desk.Stop;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DebuggerViewModelTest {
    private final ManualTasks tasks = new ManualTasks();
    private final List<String> told = new ArrayList<>();
    private final DebuggerViewModel model = new DebuggerViewModel(
            tasks.tasks(), new Texts(Language.ENGLISH), InstantSource.fixed(Samples.AT), told::add, Optional::empty);

    @BeforeEach
    void open() {
        model.open(Samples.settlement());
    }

    private Halt did(Runnable deed) {
        deed.run();
        assertThat(model.busyProperty().get()).isTrue();
        tasks.runAll();
        assertThat(model.busyProperty().get()).isFalse();
        return Objects.requireNonNull(model.stoodProperty().get()).halt();
    }

    private NodeStatus status(String node) {
        return Objects.requireNonNull(model.standingProperty().get())
                .node(NodeKey.of(node))
                .status();
    }

    private static NodeId id(String node) {
        return new NodeId(node);
    }

    private void ratesAreThere() {
        model.answer(
                id("rates"), new Answer.Stub(Told.succeed(Duration.ofSeconds(1)).writing("ratesReady", true)));
    }

    @Test
    void itGoesOnToAStopAndTurnsToTheNode() {
        model.toggleStop(id("settle"));
        Halt halt = did(model::goOn);
        assertThat(halt).isInstanceOf(Halt.AtStop.class);
        assertThat(model.shown().selectionProperty().get()).isEqualTo(Selection.of(id("settle")));
        assertThat(status("close")).isEqualTo(NodeStatus.SUCCEED);
        assertThat(model.shown().keys(id("settle"))).hasSize(3);
    }

    @Test
    void aStopThatIsOffIsGonePast() {
        ratesAreThere();
        model.toggleStop(id("close"));
        model.stops().turn(model.stops().lines().getFirst(), false);
        assertThat(did(model::goOn)).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
        model.toggleStop(id("close"));
        assertThat(model.stops().lines()).isEmpty();
    }

    @Test
    void aValueIsEditedAndTheRunGoesAnotherWay() {
        ratesAreThere();
        model.set("forSettle", Param.Type.BOOLEAN, "false");
        assertThat(did(model::goOn)).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
        assertThat(status("skip")).isEqualTo(NodeStatus.SUCCEED);
        model.set("count", Param.Type.INT, "many");
        assertThat(told).containsExactly("count is not changed: many is no INT");
    }

    @Test
    void stepsAreTakenBackOneByOneOrAllAtOnce() {
        did(model::step);
        did(model::step);
        assertThat(model.standingProperty().get().steps()).hasSize(3);
        model.back();
        assertThat(model.standingProperty().get().steps()).hasSize(2);
        model.restart();
        assertThat(status("close")).isEqualTo(NodeStatus.EXECUTING);
    }

    @Test
    void aVerbThatIsRefusedSaysWhy() {
        model.act(Verb.RETRY, NodeKey.of("close"));
        assertThat(told).containsExactly("activity instance could not be retried which status is EXECUTING");
        assertThat(model.refusal(Verb.PAUSE_RUN, null)).isEmpty();
    }

    @Test
    void itStepsIntoATopologyWithinAndOutOfIt() {
        ratesAreThere();
        model.runTo(id("report"));
        tasks.runAll();
        assertThat(status("report")).isEqualTo(NodeStatus.EXECUTING);
        did(model::into);
        Level within = Objects.requireNonNull(model.shown().levelProperty().get());
        assertThat(within.name()).isEqualTo("month-end-reports");
        assertThat(within.path()).hasSize(2);
        assertThat(model.values()).containsKey("pages").containsKey("forSettle");
        did(model::out);
        assertThat(model.shown().levelProperty().get().body()).isEmpty();
        assertThat(status("report")).isEqualTo(NodeStatus.SUCCEED);
    }

    @Test
    void aTopologyWithinIsOpenedBeforeTheRunIsThereAndAStopIsPutInIt() {
        ratesAreThere();
        model.shown().showWithin(id("report"));
        model.toggleStop(id("print"));
        model.shown().show(model.shown().levelProperty().get().path().getFirst());
        assertThat(did(model::goOn))
                .isEqualTo(new Halt.AtStop(
                        model.stops().lines().getFirst().stop(), Optional.of(NodeKey.of("report~1.1/print"))));
        assertThat(model.shown().levelProperty().get().body()).isEqualTo("report~1.1");
    }

    @Test
    void aStopOnAStatusAndOneOnAValue() {
        model.answer(id("settle"), new Answer.Stub(Told.fail("no money", Duration.ofSeconds(2))));
        Stop failed = new Stop.Reaches(model.shown().spot(id("settle")), NodeStatus.FAILED);
        model.stops().add(failed);
        model.stops().add(failed);
        assertThat(model.stops().lines()).hasSize(1);
        assertThat(((Halt.AtStop) did(model::goOn)).stop()).isEqualTo(failed);
    }

    @Test
    void liveAnswersWithoutTheEngineAreRefusedAndNothingHappens() {
        model.answer(id("close"), new Answer.Live("settle-app", "close"));
        Driving.Stood stood = null;
        did(model::goOn);
        stood = Objects.requireNonNull(model.stoodProperty().get());
        assertThat(stood.unanswered()).isNotNull();
        assertThat(status("close")).isEqualTo(NodeStatus.EXECUTING);
    }

    @Test
    void aRecordedRunIsRunAgainWithItsTimings() {
        Opening recorded = Samples.recorded();
        model.open(recorded);
        assertThat(did(model::goOn)).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
        List<io.quartermaster.model.topology.run.RunEvent> log =
                recorded.recorded().orElseThrow();
        assertThat(model.standingProperty().get().now()).isEqualTo(log.getLast().at());
        assertThat(model.standingProperty().get().steps())
                .anyMatch(step -> step.what() instanceof io.quartermaster.model.topology.desk.Step.Came came
                        && came.recorded()
                        && came.told().status() == NodeStatus.FAILED);
        Node rates = model.shown().topology().node(id("rates")).orElseThrow();
        assertThat(model.answerOf(rates)).isEqualTo(new Answer.Recorded());
    }

    @Test
    void anAnswerIsReadAsItIsTypedAndWrittenAsItIsRead() {
        Answer answer = new Answer.FailsFirst(
                2,
                Told.fail("not yet", Duration.ofMinutes(5)),
                Told.succeed(Duration.ofMinutes(5)).writing("branches", List.of("SH", "BJ")));
        AnswerDraft draft = AnswerDraft.of(answer);
        assertThat(draft.took()).isEqualTo("5 min");
        assertThat(draft.writes()).isEqualTo("branches = SH, BJ");
        assertThat(draft.read(model.shown()::typeOf)).contains(answer);
        assertThat(new AnswerDraft(AnswerDraft.Kind.SUCCEED, "soon", "", "", "1", null).read(model.shown()::typeOf))
                .isEmpty();
        assertThat(new AnswerDraft(AnswerDraft.Kind.SUCCEED, "2h", "", "count = many", "1", null)
                        .read(model.shown()::typeOf))
                .isEmpty();
        assertThat(Typed.span("2h")).contains(Duration.ofHours(2));
        assertThat(Typed.span("350 ms")).contains(Duration.ofMillis(350));
        assertThat(Typed.span("")).isEmpty();
    }

    @Test
    void whatIsBrokenOffStandsWhereItIs() {
        model.goOn();
        model.breakOff();
        tasks.runAll();
        assertThat(Objects.requireNonNull(model.stoodProperty().get()).halt()).isEqualTo(new Halt.BrokenOff());
        assertThat(status("close")).isEqualTo(NodeStatus.EXECUTING);
    }
}
