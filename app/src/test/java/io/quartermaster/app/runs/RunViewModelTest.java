package io.quartermaster.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.Verb;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunViewModelTest {
    private final Seeded seeded = new Seeded();
    private final SeededRuns runs = new SeededRuns(seeded);
    private final ManualTasks tasks = new ManualTasks();
    private final Job night = runs.night();

    @AfterEach
    void close() {
        assertThat(tasks.unheard()).isEmpty();
        seeded.close();
    }

    private RunViewModel opened(RecordId run) {
        RunViewModel model = new RunViewModel(
                tasks.tasks(), new Texts(Language.ENGLISH), InstantSource.fixed(Played.START), seeded.workspace(), run);
        model.refresh();
        tasks.runAll();
        return model;
    }

    private static Shown shown(RunViewModel model) {
        return Objects.requireNonNull(model.shownProperty().get());
    }

    private static NodeFold fold(RunViewModel model, String node) {
        return shown(model).folded().node(new NodeId(node)).orElseThrow();
    }

    private static Played played() {
        return Played.night().after(10).succeed("close");
    }

    @Test
    void readsOnFromTheLastLineAndKeepsSelectionAndPlace() {
        Played played = played();
        List<RunEvent> before = new ArrayList<>(played.log);
        RecordId id = runs.run(night, played, RunStatus.EXECUTING);
        RunViewModel model = opened(id);
        model.go(Trail.TOP.narrowed("shards#1"));
        model.selectedProperty().set(new NodeId("settle"));
        played.fail("shards#1/settle", "no money");
        runs.write(id, played.log.subList(before.size(), played.log.size()));
        model.refresh();
        tasks.runAll();
        assertThat(model.selectedProperty().get()).isEqualTo(new NodeId("settle"));
        assertThat(model.trailProperty().get().copy()).isEqualTo("shards#1");
        assertThat(fold(model, "settle").standing()).isEqualTo(Standing.FAILED);
        assertThat(model.version()).isEqualTo(1);
        assertThat(model.jobNames()).containsValue("settle");
    }

    @Test
    void enablesVerbsByTheRunsOwnGuardsWithTheirExactReasons() {
        RunViewModel model = opened(runs.run(night, played().fail("shards#0/settle", "no money"), RunStatus.EXECUTING));
        assertThat(model.refusal(Verb.RETRY)).hasValue("select a node first");
        model.selectedProperty().set(new NodeId("settle"));
        assertThat(model.refusal(Verb.RETRY)).hasValue("these are 3 copies: choose one of them first");
        model.show(NodeKey.of("shards#0/settle"));
        assertThat(model.refusal(Verb.RETRY)).isEmpty();
        assertThat(model.refusal(Verb.RESUME)).hasValue("only allowed to resume PAUSED trigger instance");
        assertThat(model.refusal(Verb.RESUME_RUN)).hasValue("only allowed to resume PAUSED trigger instance");
        assertThat(model.refusal(Verb.CANCEL_RUN)).isEmpty();
        assertThat(model.reach(Verb.CANCEL_RUN)).contains(NodeKey.of("rates"), NodeKey.of("shards#1/settle"));
    }

    @Test
    void showsWhatANodeWasGivenThoughTheValueIsAnotherNow() {
        Played played = played().in(new Input.SetParameter("", "count", 9, "anna", "typo"));
        RunViewModel model = opened(runs.run(night, played, RunStatus.EXECUTING));
        assertThat(model.given(NodeKey.of("close")).values()).containsEntry("count", 4);
        assertThat(model.given(NodeKey.of("note")).values()).containsEntry("count", 9);
    }

    @Test
    void showsWhatTheHandlerOfTheNewestAttemptSaysOfItsProgress() {
        Played played = Played.night().sent("close");
        RecordId id = runs.run(night, played, RunStatus.EXECUTING);
        runs.says(id, "close", 1, "account 740 of 1,480");
        RunViewModel model = opened(id);
        NodeKey close = NodeKey.of("close");
        assertThat(shown(model).progress(close).orElseThrow().line()).isEqualTo("account 740 of 1,480");
        runs.says(id, "close", 2, "of an attempt that nobody knows yet");
        model.refresh();
        tasks.runAll();
        assertThat(shown(model).progress(close)).isEmpty();
        model.lookAt(2);
        assertThat(shown(model).progress()).isEmpty();
    }

    @Test
    void nothingIsDoneToThePast() {
        RunViewModel model = opened(runs.run(night, played().fail("shards#0/settle", "no money"), RunStatus.EXECUTING));
        model.show(NodeKey.of("shards#0/settle"));
        model.lookAt(3);
        assertThat(shown(model).live()).isFalse();
        assertThat(fold(model, "close").standing()).isEqualTo(Standing.EXECUTING);
        assertThat(model.refusal(Verb.RETRY)).hasValue("this is the past: go back to live first");
        assertThat(model.refusal(Verb.CANCEL_RUN)).hasValue("this is the past: go back to live first");
        model.live();
        assertThat(model.refusal(Verb.RETRY)).isEmpty();
    }

    @Test
    void saysPlainlyWhatTheServerAnswered() {
        RunViewModel model = opened(runs.run(night, played().fail("shards#0/settle", "no money"), RunStatus.EXECUTING));
        model.ask(new Input.Act(Verb.RETRY, NodeKey.of("shards#0/settle"), "anna", "try"), "settle");
        assertThat(wish(model)).isEqualTo(Wish.State.SENDING);
        tasks.runAll();
        assertThat(wish(model)).isEqualTo(Wish.State.ASKED);
        runs.answer("REFUSED", "can not trigger activity when topology is PAUSED or CANCEL");
        model.refresh();
        tasks.runAll();
        assertThat(wish(model)).isEqualTo(Wish.State.REFUSED);
        assertThat(Objects.requireNonNull(model.wishProperty().get()).text())
                .isEqualTo("can not trigger activity when topology is PAUSED or CANCEL");
    }

    private static Wish.@Nullable State wish(RunViewModel model) {
        Wish now = model.wishProperty().get();
        return now == null ? null : now.state();
    }

    @Test
    void whatIsShownStaysWhenTheDatabaseIsAwayAndNothingCanBeDone() {
        RunViewModel model = opened(runs.run(night, played(), RunStatus.EXECUTING));
        seeded.close();
        model.refresh();
        tasks.runAll();
        assertThat(model.faceProperty().get()).isEqualTo(RunViewModel.Face.READY);
        assertThat(model.troubleProperty().get()).isNotNull();
        assertThat(model.refusal(Verb.CANCEL_RUN).orElseThrow()).startsWith("the database does not answer");
    }

    @Test
    void aRunWithoutALogSaysWhy() {
        RecordId failed = seeded.record(night, Played.START, RunStatus.FAILED);
        assertThat(opened(failed).faceProperty().get()).isEqualTo(RunViewModel.Face.NO_LOG);
        RecordId soon = seeded.record(night, Played.START.plusSeconds(60), RunStatus.EXECUTING);
        assertThat(opened(soon).faceProperty().get()).isEqualTo(RunViewModel.Face.NOT_BEGUN);
    }

    @Test
    void twoRunsAreComparedNodeByNodeAndValueByValue() {
        Played left = played().fail("shards#1/settle", "no money");
        Played right = Played.night().after(25).succeed("close");
        right.in(new Input.SetParameter("", "count", 7, "anna", ""));
        RunDiff diff = RunDiff.of(left.log(), right.log());
        RunDiff.NodePair close = pair(diff, "close-books");
        assertThat(close.longer()).isEqualTo(java.time.Duration.ofSeconds(15));
        assertThat(close.differs()).isFalse();
        assertThat(pair(diff, "settle-branch").differs()).isTrue();
        assertThat(diff.nodes()).extracting(RunDiff.NodePair::name).contains("month-end-reports / print");
        assertThat(diff.parameters())
                .filteredOn(RunDiff.ParameterPair::differs)
                .containsExactly(new RunDiff.ParameterPair("count", 4, 7));
    }

    private static RunDiff.NodePair pair(RunDiff diff, String name) {
        return diff.nodes().stream()
                .filter(pair -> pair.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
