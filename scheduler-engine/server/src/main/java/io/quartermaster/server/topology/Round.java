package io.quartermaster.server.topology;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.Verb;
import io.quartermaster.store.engine.TopologyLog.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// What one round of the loop decides, in many runs: stored as a whole, and only then carried out.
final class Round {
    private final Instant now;
    private final Map<RecordId, List<RunEvent>> lines = new LinkedHashMap<>();
    private final Map<RecordId, LiveRun> touched = new HashMap<>();
    private final Map<RecordId, RunStatus> turns = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Arrived.For> taken = new ArrayList<>();

    private final BiPredicate<LiveRun, Fact.Ended> retries;

    /// @param retries whether what just ended badly is to be tried again, by its job's policy
    Round(Instant now, BiPredicate<LiveRun, Fact.Ended> retries) {
        this.now = now;
        this.retries = retries;
    }

    Instant now() {
        return now;
    }

    /// Has the run take something.
    void take(LiveRun live, Arrived.For arrived) {
        taken.add(arrived);
        Optional<String> refusal = Optional.empty();
        try {
            List<RunEvent> events = live.run.decide(arrived.input(), now);
            add(live, events);
            if (arrived.input() instanceof Input.Report) {
                retry(live, events);
            }
        } catch (Refused e) {
            refusal = Optional.ofNullable(e.getMessage());
        } catch (IllegalArgumentException e) {
            // of a frame or node that is not there, as a hand-written input may be
            refusal = Optional.of(String.valueOf(e.getMessage()));
        }
        answer(arrived, refusal);
    }

    void take(LiveRun live, Input input) {
        take(live, Arrived.For.of(live.record.id(), input));
    }

    /// There is no such run.
    void refuse(Arrived.For arrived, String why) {
        taken.add(arrived);
        answer(arrived, Optional.of(why));
    }

    private void retry(LiveRun live, List<RunEvent> events) throws Refused {
        for (RunEvent event : events) {
            boolean again = event.fact() instanceof Fact.Ended ended
                    && retries.test(live, ended)
                    && live.run.refusal(Verb.RETRY, ended.node()).isEmpty();
            if (again && event.fact() instanceof Fact.Ended ended) {
                add(live, live.run.decide(new Input.Act(Verb.RETRY, ended.node(), "policy", ""), now));
            }
        }
    }

    private void answer(Arrived.For arrived, Optional<String> refusal) {
        if (arrived.asked() != 0) {
            answers.add(new Answer(arrived.asked(), refusal));
        }
    }

    private void add(LiveRun live, List<RunEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        touched.put(live.record.id(), live);
        lines.computeIfAbsent(live.record.id(), id -> new ArrayList<>()).addAll(events);
        for (RunEvent event : events) {
            if (event.fact() instanceof Fact.RunTurned turned) {
                if (turned.to().closed()) {
                    turns.remove(live.record.id());
                } else {
                    turns.put(live.record.id(), turned.to());
                }
            }
        }
    }

    boolean isEmpty() {
        return lines.isEmpty() && answers.isEmpty();
    }

    Map<RecordId, List<RunEvent>> lines() {
        return lines;
    }

    Map<RecordId, RunStatus> turns() {
        return turns;
    }

    List<Answer> answers() {
        return answers;
    }

    List<Arrived.For> taken() {
        return taken;
    }

    /// The runs that have new lines.
    Map<RecordId, LiveRun> touched() {
        return touched;
    }
}
