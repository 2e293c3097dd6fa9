package io.quartermaster.model.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Draw;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbTest {
    /// The whole table: `+` where the verb may be done.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        # verb      | NOT_EXECUTED | WAITING | EXECUTING | PAUSED | SUCCEED | FAILED | TIMEOUT | SKIPPED | CANCEL
        TRIGGER     |      +       |    +    |     -     |   -    |    -    |   -    |    -    |    -    |   -
        PAUSE       |      -       |    -    |     +     |   -    |    -    |   -    |    -    |    -    |   -
        RESUME      |      -       |    -    |     -     |   +    |    -    |   -    |    -    |    -    |   -
        SKIP        |      +       |    +    |     -     |   +    |    -    |   +    |    +    |    -    |   +
        RETRY       |      -       |    -    |     -     |   -    |    -    |   +    |    +    |    -    |   +
        RESET       |      -       |    +    |     -     |   -    |    +    |   +    |    +    |    +    |   +
        LOCK        |      +       |    +    |     +     |   +    |    -    |   +    |    +    |    -    |   +
        UNLOCK      |      +       |    +    |     +     |   +    |    +    |   +    |    +    |    +    |   +
        CANCEL_NODE |      -       |    -    |     +     |   +    |    -    |   -    |    -    |    -    |   -
        CONFIRM     |      -       |    -    |     -     |   -    |    +    |   -    |    -    |    -    |   -
        """)
    void theTable(
            Verb verb,
            String notExecuted,
            String waiting,
            String executing,
            String paused,
            String succeed,
            String failed,
            String timeout,
            String skipped,
            String cancel) {
        List<String> cells =
                List.of(notExecuted, waiting, executing, paused, succeed, failed, timeout, skipped, cancel);
        for (NodeStatus status : NodeStatus.values()) {
            assertThat(verb.allowedIn(status))
                    .as("%s in %s", verb, status)
                    .isEqualTo(cells.get(status.ordinal()).equals("+"));
            assertThat(verb.refusal(status).isEmpty()).isEqualTo(verb.allowedIn(status));
        }
    }

    @Test
    void theTextsAreThoseOfTheDomain() {
        Play play = Play.begun(Draw.line("a", "b"));
        assertThat(play.refused(Verb.RESUME, "a")).contains("only allowed to resume PAUSED trigger instance");
        assertThat(play.refused(Verb.RETRY, "a"))
                .contains("activity instance could not be retried which status is EXECUTING");
        assertThat(play.refused(Verb.CANCEL_NODE, "b"))
                .contains("only allowed to cancel EXECUTING or PAUSED trigger instance");
        assertThat(play.refused(Verb.PAUSE, "a")).contains("can not suspend job that is executing last handler");
        assertThat(play.refused(Verb.LOCK, "start"))
                .contains("activity instance could not be locked which status is SUCCEED or SKIPPED");
        play.succeed("a");
        assertThat(play.refused(Verb.RESET, "a")).contains("can not reset when executing post activity was existed");
        play.act(Verb.PAUSE_RUN).fail("b");
        assertThat(play.refused(Verb.RETRY, "b"))
                .contains("can not trigger activity when topology is PAUSED or CANCEL");
        play.act(Verb.CANCEL_RUN);
        assertThat(play.refused(Verb.RETRY, "b"))
                .contains("can not trigger activity when topology is PAUSED or CANCEL");
        assertThat(play.refused(Verb.TRIGGER, "nobody")).isPresent();
    }

    @Test
    void onlyWhatIsLockedIsUnlockedAndOnlyWhatIsNotIsLocked() {
        Play play = Play.begun(Draw.line("a", "b"));
        assertThat(play.refused(Verb.UNLOCK, "b")).contains("activity instance is not locked");
        play.act(Verb.LOCK, "b");
        assertThat(play.refused(Verb.LOCK, "b")).contains("activity instance is locked already");
        assertThat(play.refused(Verb.UNLOCK, "b")).isEmpty();
    }

    @Test
    void aPausedRunBeginsNothingAndGoesOnWhereItStood() {
        Play play = Play.begun(Draw.line("a", "b")).act(Verb.PAUSE_RUN).succeed("a");
        assertThat(play.dispatched()).isEmpty();
        assertThat(play.run.status()).isEqualTo(RunStatus.PAUSED);
        play.act(Verb.RESUME_RUN);
        assertThat(play.dispatched()).containsExactly("b");
        play.act(Verb.PAUSE_RUN).succeed("b").act(Verb.RESUME_RUN);
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aFailedNodeIsRetriedOrSkippedAndTheRunGoesOn() {
        Play play = Play.begun(Draw.line("a", "b")).fail("a");
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);
        play.act(Verb.RETRY, "a");
        assertThat(play.run.node(NodeKey.of("a")).attempt()).isEqualTo(2);
        play.fail("a").act(Verb.SKIP, "a");
        assertThat(play.dispatched()).containsExactly("b");
        assertThat(play.succeed("b").run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aResetTakesBackWhatComesAfterAndRunsItAgain() {
        Topology topology = new Draw()
                .tasks("part", "sum")
                .pair("split", new Part.Sharding("2"))
                .chain("start", "split", "part", "split-end", "sum", "end")
                .done();
        Play play = Play.begun(topology);
        play.succeed("split#0/part").succeed("split#1/part").fail("sum");
        assertThat(play.run.reach(Verb.RESET, NodeKey.of("split")))
                .extracting(NodeKey::toString)
                .containsExactlyInAnyOrder("split#0/part", "split#1/part", "split-end", "sum");
        play.act(Verb.RESET, "split");
        assertThat(play.dispatched()).containsExactly("split#0/part", "split#1/part");
        assertThat(play.status("sum")).isEqualTo(NodeStatus.NOT_EXECUTED);
        assertThat(play.toTheEnd()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aResetForgetsTheFailuresOfTheCopies() {
        Topology topology = new Draw()
                .tasks("part")
                .pair("split", new Part.Sharding("2"))
                .chain("start", "split", "part", "split-end", "end")
                .done();
        Play play = Play.begun(topology).fail("split#0/part").fail("split#1/part");
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);
        play.act(Verb.RESET, "split");
        assertThat(play.toTheEnd()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aResetInACopyTakesBackTheJoinOfAllCopies() {
        Topology topology = new Draw()
                .tasks("part", "sum")
                .pair("split", new Part.Sharding("2"))
                .chain("start", "split", "part", "split-end", "sum", "end")
                .done();
        Play play = Play.begun(topology);
        play.succeed("split#0/part").succeed("split#1/part").succeed("sum");
        play.act(Verb.RESET, "split#1/part");
        assertThat(play.dispatched()).containsExactly("split#1/part");
        assertThat(play.status("split#0/part")).isEqualTo(NodeStatus.SUCCEED);
        play.succeed("split#1/part");
        assertThat(play.dispatched()).containsExactly("sum");
    }

    @Test
    void aLockedNodeWaitsForAPerson() {
        Play play = Play.begun(Draw.line("a", "b")).act(Verb.LOCK, "b").succeed("a");
        assertThat(play.run.node(NodeKey.of("b")).waitsFor()).isEqualTo(NodeState.WaitsFor.UNLOCK);
        assertThat(play.run.nextWake()).isEmpty();
        play.act(Verb.UNLOCK, "b");
        assertThat(play.dispatched()).containsExactly("b");
    }

    @Test
    void aTriggeredNodeRunsWithoutWhatComesBefore() {
        Play play = Play.begun(Draw.line("a", "b", "c")).act(Verb.TRIGGER, "b");
        assertThat(play.dispatched()).containsExactly("a", "b");
        play.succeed("b");
        assertThat(play.dispatched()).containsExactly("a", "c");
        play.succeed("c");
        assertThat(play.run.status()).isEqualTo(RunStatus.EXECUTING);
        assertThat(play.succeed("a").run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void cancellingATopologyWithinCancelsWhatRunsInIt() {
        Topology outer = new Draw()
                .node("sub", Part.nested(7))
                .chain("start", "sub", "end")
                .done();
        Play play = new Play(outer, Map.of(new JobId(7), Draw.line("x"))).begin();
        play.act(Verb.PAUSE, "sub").succeed("sub~1.1/x");
        assertThat(play.status("sub")).isEqualTo(NodeStatus.PAUSED);
        play.act(Verb.RESUME, "sub");
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
        Play cancelled = new Play(outer, Map.of(new JobId(7), Draw.line("x"))).begin();
        cancelled.act(Verb.CANCEL_NODE, "sub");
        assertThat(cancelled.status("sub~1.1/x")).isEqualTo(NodeStatus.CANCEL);
        assertThat(cancelled.run.status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void cancellingARunCancelsWhatGoesOn() {
        Play play = Play.begun(Draw.line("a")).act(Verb.CANCEL_RUN);
        assertThat(play.status("a")).isEqualTo(NodeStatus.CANCEL);
        assertThat(play.run.status()).isEqualTo(RunStatus.CANCEL);
        assertThat(play.refused(new Input.Act(Verb.CANCEL_RUN, null, "ops", "")))
                .isPresent();
    }

    @Test
    void whoDidWhatAndWhyIsInTheLog() {
        Play play = Play.begun(Draw.line("a")).act(Verb.LOCK, "a");
        assertThat(play.log.getLast().fact()).isEqualTo(new Fact.Locked(NodeKey.of("a"), true));
        assertThat(play.log.get(play.log.size() - 2).fact())
                .isEqualTo(new Fact.Did(Verb.LOCK, NodeKey.of("a"), "ops", "because"));
    }
}
