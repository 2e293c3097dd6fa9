package io.quartermaster.model.topology.run;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A run, and everybody around it: the clients that report, the operator, the clock.
final class Play {
    static final Instant START = Instant.parse("2026-11-20T02:00:00Z");

    final Definitions definitions;
    TopologyRun run;
    final List<RunEvent> log = new ArrayList<>();
    Instant now = START;

    Play(Topology top, Map<JobId, Topology> nested) {
        definitions = new Definitions(top, nested);
        run = new TopologyRun(definitions);
    }

    static Play begun(Topology top) {
        return new Play(top, Map.of()).begin();
    }

    Play begin() {
        return in(Input.Begin.all(START));
    }

    /// The run as its next owner makes it.
    Play takenOver(List<RunEvent> from) {
        log.addAll(from);
        run = TopologyRun.replay(definitions, from);
        return this;
    }

    Play in(Input input) {
        try {
            log.addAll(run.decide(input, now));
            return this;
        } catch (Refused e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    Play succeed(String node, Input.Write... writes) {
        return report(NodeKey.of(node), NodeStatus.SUCCEED, writes);
    }

    Play fail(String node) {
        return report(NodeKey.of(node), NodeStatus.FAILED);
    }

    Play report(NodeKey key, NodeStatus status, Input.Write... writes) {
        NodeState state = run.node(key);
        return in(new Input.Report(key, state.pass(), state.attempt(), status, "", "", List.of(writes)));
    }

    Input.Write write(String node, String name, Object value) {
        return new Input.Write(
                name, value, run.given(NodeKey.of(node)).versions().getOrDefault(name, 0));
    }

    Play act(Verb verb, String node) {
        return in(new Input.Act(verb, NodeKey.of(node), "ops", "because"));
    }

    Play act(Verb verb) {
        return in(new Input.Act(verb, null, "ops", "because"));
    }

    Optional<String> refused(Verb verb, String node) {
        return refused(new Input.Act(verb, NodeKey.of(node), "ops", ""));
    }

    Optional<String> refused(Input input) {
        long before = run.seq();
        try {
            log.addAll(run.decide(input, now));
            return Optional.empty();
        } catch (Refused e) {
            if (run.seq() != before) {
                throw new AssertionError("a refusal changed something");
            }
            return Optional.ofNullable(e.getMessage());
        }
    }

    Play after(Duration time) {
        now = now.plus(time);
        return in(new Input.Tick());
    }

    TopologyRun.Parameter parameter(String frame, String name) {
        return Objects.requireNonNull(run.parameters(frame).get(name));
    }

    NodeStatus status(String node) {
        return run.node(NodeKey.of(node)).status();
    }

    List<String> dispatched() {
        return run.dispatched().stream().map(NodeKey::toString).toList();
    }

    /// Reports success for whatever is dispatched and lets time pass, until the run stands still.
    RunStatus toTheEnd() {
        for (int step = 0; step < 10_000 && run.status() == RunStatus.EXECUTING; step++) {
            List<NodeKey> open = run.dispatched();
            if (!open.isEmpty()) {
                report(open.getFirst(), NodeStatus.SUCCEED);
            } else if (run.nextWake().isPresent()) {
                now = run.nextWake().get();
                in(new Input.Tick());
            } else {
                break;
            }
        }
        return run.status();
    }
}
