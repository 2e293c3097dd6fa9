package io.quartermaster.model.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Draw;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Part;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Work that its job wants tried again.
class RetryTest {
    private static final Duration BACK_OFF = Duration.ofSeconds(20);

    private final Play play = Play.begun(new Draw()
            .pair("fork", new Part.Parallel())
            .tasks("a", "b")
            .chain("start", "fork", "a", "fork-end", "end")
            .chain("fork", "b", "fork-end")
            .done());

    private static Input.Report failure(Play play, String node, Duration again) {
        NodeKey key = NodeKey.of(node);
        NodeState now = play.run.node(key);
        return new Input.Report(key, now.pass(), now.attempt(), NodeStatus.FAILED, "", "no money", List.of())
                .withAgain(again);
    }

    @Test
    void itWaitsForItsBackOffAndTheRunGoesOnMeanwhile() {
        play.in(failure(play, "a", BACK_OFF));
        NodeState waits = play.run.node(NodeKey.of("a"));
        assertThat(waits.status()).isEqualTo(NodeStatus.WAITING);
        assertThat(waits.waitsFor()).isEqualTo(NodeState.WaitsFor.RETRY);
        assertThat(waits.until()).isEqualTo(play.now.plus(BACK_OFF));
        assertThat(waits.message()).isEqualTo("no money");
        assertThat(play.run.nextWake()).contains(play.now.plus(BACK_OFF));
        play.succeed("b").after(Duration.ofSeconds(19));
        assertThat(play.status("a")).isEqualTo(NodeStatus.WAITING);
        assertThat(play.run.status()).isEqualTo(RunStatus.EXECUTING);
        play.after(Duration.ofSeconds(1));
        assertThat(play.run.node(NodeKey.of("a")).attempt()).isEqualTo(2);
        play.succeed("a");
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void withoutABackOffItBeginsAtOnce() {
        play.in(failure(play, "a", Duration.ZERO));
        assertThat(play.status("a")).isEqualTo(NodeStatus.EXECUTING);
        assertThat(play.run.node(NodeKey.of("a")).attempt()).isEqualTo(2);
    }

    @Test
    void aPersonNeedNotWait() {
        play.in(failure(play, "a", BACK_OFF)).act(Verb.TRIGGER, "a");
        assertThat(play.run.node(NodeKey.of("a")).attempt()).isEqualTo(2);
    }

    @Test
    void aLockedNodeIsTriedAgainWhenItIsUnlocked() {
        play.in(failure(play, "a", BACK_OFF)).act(Verb.LOCK, "a").after(BACK_OFF);
        assertThat(play.run.node(NodeKey.of("a")).waitsFor()).isEqualTo(NodeState.WaitsFor.UNLOCK);
        play.act(Verb.UNLOCK, "a");
        assertThat(play.run.node(NodeKey.of("a")).attempt()).isEqualTo(2);
    }

    @Test
    void aPausedRunTriesAgainWhenItGoesOn() {
        play.in(failure(play, "a", BACK_OFF)).act(Verb.PAUSE_RUN).after(BACK_OFF);
        assertThat(play.status("a")).isEqualTo(NodeStatus.WAITING);
        play.act(Verb.RESUME_RUN);
        assertThat(play.run.node(NodeKey.of("a")).attempt()).isEqualTo(2);
    }

    @Test
    void inARunThatHasFailedNothingIsTriedAgain() {
        play.in(failure(play, "a", BACK_OFF)).fail("b");
        assertThat(play.status("a")).isEqualTo(NodeStatus.FAILED);
        assertThat(play.run.status()).isEqualTo(RunStatus.FAILED);

        Play other = Play.begun(new Draw()
                .pair("fork", new Part.Parallel())
                .tasks("a", "b")
                .chain("start", "fork", "a", "fork-end", "end")
                .chain("fork", "b", "fork-end")
                .done());
        other.fail("b").in(failure(other, "a", BACK_OFF));
        assertThat(other.status("a")).isEqualTo(NodeStatus.FAILED);
        assertThat(other.run.status()).isEqualTo(RunStatus.FAILED);
    }

    /// Pass and attempt count from 1 again after a reset; a late word of the attempt before is not one of the new.
    @Test
    void aLateReportOfWhatWasResetChangesNothing() {
        Play one = Play.begun(new Draw()
                .tasks("a")
                .change("a", node -> node.withFailure(FailureScope.BRANCH))
                .chain("start", "a", "end")
                .done());
        NodeKey key = NodeKey.of("a");
        Input.Report late =
                new Input.Report(key, 1, 1, NodeStatus.SUCCEED, "", "", List.of()).withLine(one.run.line(key));
        one.in(new Input.Delivered(new Fact.Sent(key, 1, 1, "s1", "app@host", "")))
                .act(Verb.CANCEL_NODE, "a")
                .act(Verb.RESET, "a");
        assertThat(one.run.node(key).attempt()).isEqualTo(1);
        assertThat(one.run.sent(key)).isEmpty();
        one.in(late);
        assertThat(one.status("a")).isEqualTo(NodeStatus.EXECUTING);
        one.in(late.withLine(one.run.line(key)));
        assertThat(one.run.status()).isEqualTo(RunStatus.SUCCEED);
    }
}
