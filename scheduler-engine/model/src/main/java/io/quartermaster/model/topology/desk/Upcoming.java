package io.quartermaster.model.topology.desk;

import io.quartermaster.model.Policies;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.TopologyRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What will happen next, drawn from where the run stands and from who answers: nothing is kept for later, and so
/// nothing has to be taken back on the way back.
final class Upcoming {
    /// @param read versions of the values the client was given
    record Heard(Told told, Map<String, Integer> read) {}

    private final DeskCase desk;
    private final TopologyRun run;
    private final Spots spots;
    private final Answers answers;
    private final Tally tally;
    private final Map<Turn, Heard> heard;

    private final List<Due> due = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<NodeKey> unanswered = new ArrayList<>();

    Upcoming(DeskCase desk, TopologyRun run, Spots spots, Answers answers, Tally tally, Map<Turn, Heard> heard) {
        this.desk = desk;
        this.run = run;
        this.spots = spots;
        this.answers = answers;
        this.tally = tally;
        this.heard = heard;
    }

    /// Looks at everything that may be due.
    ///
    /// @param deeds how many of the recording's are done
    Upcoming look(int deeds) {
        run.dispatched().forEach(this::work);
        run.wakes().forEach(this::wake);
        deed(deeds);
        return this;
    }

    Optional<Due> next() {
        return due.stream().min(Due.ORDER);
    }

    List<Call> calls() {
        return calls;
    }

    List<NodeKey> unanswered() {
        return unanswered;
    }

    private void work(NodeKey node) {
        NodeState now = run.node(node);
        Turn turn = new Turn(node, now.pass(), now.attempt());
        Instant began = Objects.requireNonNull(now.began(), "what is dispatched has begun");
        switch (answers.of(spots.of(node), run.job(node))) {
            case Answer.Stub stub -> result(turn, stub.told(), began);
            case Answer.FailsFirst fails ->
                result(turn, now.attempt() <= fails.times() ? fails.failure() : fails.then(), began);
            case Answer.Recorded recorded -> recorded(turn, began);
            case Answer.Live live -> {
                Heard known = heard.get(turn);
                if (known == null) {
                    calls.add(new Call(turn, run.job(node), live, run.givenNow(node)));
                } else {
                    Told told = known.told();
                    due.add(new Due.Result(
                            turn, told, known.read(), again(turn, told), began.plus(told.took()), Due.UNRECORDED));
                }
            }
        }
    }

    private void recorded(Turn turn, Instant began) {
        Optional<Recording.Kept> kept = desk.recording().flatMap(recording -> recording.kept(turn, tally.of(turn)));
        if (kept.isEmpty()) {
            Told told = desk.recording()
                    .flatMap(recording -> recording.elsewhere(spots.of(turn.node())))
                    .orElse(answers.otherwise());
            result(turn, told, began);
            return;
        }
        Optional<Told> told = kept.get().told();
        if (told.isEmpty()) {
            unanswered.add(turn.node());
        } else {
            Instant at = began.plus(told.get().took());
            due.add(new Due.Result(
                    turn,
                    told.get(),
                    Map.of(),
                    kept.get().again(),
                    at,
                    kept.get().order()));
        }
    }

    private void result(Turn turn, Told told, Instant began) {
        due.add(new Due.Result(turn, told, Map.of(), again(turn, told), began.plus(told.took()), Due.UNRECORDED));
    }

    /// What the policies of its job grant a node should it have failed, as a server would say.
    private @Nullable Duration again(Turn turn, Told told) {
        Policies policies = desk.policies().get(run.job(turn.node()));
        if (policies == null || turn.attempt() > policies.retries()) {
            return null;
        }
        boolean late = told.status() == NodeStatus.TIMEOUT;
        return late && policies.onTimeout() != Policies.OnTimeout.RETRY ? null : policies.backOff();
    }

    private void wake(NodeKey node, Instant until) {
        Optional<Recording.Woken> woken =
                desk.recording().flatMap(recording -> recording.woken(node, tally.waitsOf(node)));
        due.add(new Due.Wake(
                node,
                woken.map(late -> until.plus(late.late())).orElse(until),
                woken.map(Recording.Woken::order).orElse(Due.UNRECORDED)));
    }

    /// The next deed of the recording. To a run that is over nothing is done that it would refuse.
    private void deed(int done) {
        List<Due.Deed> all = desk.recording().map(Recording::dueDeeds).orElse(List.of());
        boolean over = run.status().closed();
        for (int index = done; index < all.size(); index++) {
            boolean wanted = !over || all.get(index).input() instanceof Input.SetParameter || reopens(all.get(index));
            if (wanted) {
                due.add(all.get(index));
                return;
            }
        }
    }

    private boolean reopens(Due.Deed deed) {
        return deed.input() instanceof Input.Act act
                && run.refusal(act.verb(), act.node()).isEmpty();
    }
}
