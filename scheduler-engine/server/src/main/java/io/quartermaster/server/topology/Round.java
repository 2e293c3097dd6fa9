package io.quartermaster.server.topology;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.store.engine.TopologyLog;
import io.quartermaster.store.engine.TopologyLog.Answer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What one round of the loop decides, in many runs: stored as a whole, and only then carried out.
final class Round {
    private final Instant now;
    private final Map<RecordId, List<RunEvent>> lines = new LinkedHashMap<>();
    private final Map<RecordId, LiveRun> touched = new HashMap<>();
    private final Map<RecordId, RunStatus> turns = new HashMap<>();
    private final Map<RecordId, Map<JobId, Integer>> bound = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Arrived.For> taken = new ArrayList<>();

    private final Deque<Begun> begun = new ArrayDeque<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final BiFunction<LiveRun, Input.Report, Input.Report> granted;

    /// @param granted says in a report what the node's job grants should it have failed
    Round(Instant now, BiFunction<LiveRun, Input.Report, Input.Report> granted) {
        this.now = now;
        this.granted = granted;
    }

    /// A node whose work begins, and that no client was chosen for.
    record Begun(LiveRun live, NodeKey node) {}

    /// What is to be sent when the round is stored.
    record Sending(LiveRun live, Fact.Sent to, Job job) {}

    Instant now() {
        return now;
    }

    /// Has the run take something.
    void take(LiveRun live, Arrived.For arrived) {
        taken.add(arrived);
        Optional<String> refusal = Optional.empty();
        try {
            Input input =
                    arrived.input() instanceof Input.Report report ? granted.apply(live, report) : arrived.input();
            add(live, live.run.decide(input, now));
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
            if (event.fact() instanceof Fact.Started started && live.run.isTask(started.node())) {
                begun(live, started.node());
            }
            if (event.fact() instanceof Fact.RunTurned turned) {
                if (turned.to().closed()) {
                    turns.remove(live.record.id());
                } else {
                    turns.put(live.record.id(), turned.to());
                }
            }
        }
    }

    void begun(LiveRun live, NodeKey node) {
        begun.addLast(new Begun(live, node));
    }

    @Nullable
    Begun nextBegun() {
        return begun.pollFirst();
    }

    void send(LiveRun live, Fact.Sent to, Job job) {
        sendings.add(new Sending(live, to, job));
    }

    List<Sending> sendings() {
        return sendings;
    }

    /// The versions a run that begins is bound to.
    void bind(RecordId run, Map<JobId, Integer> versions) {
        bound.put(run, versions);
    }

    TopologyLog.Batch batch() {
        return new TopologyLog.Batch(lines, bound, answers, turns);
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

    List<Arrived.For> taken() {
        return taken;
    }

    /// The runs that have new lines.
    Map<RecordId, LiveRun> touched() {
        return touched;
    }
}
