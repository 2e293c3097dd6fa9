package io.quartermaster.model.topology.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Grown;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What holds at the desk for every topology, and every run of one that a server recorded.
class DeskProperties {
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final Topology INNER = Grown.topology(new Random(5), 2, 0, true);

    private static Definitions definitions(Random random) {
        return new Definitions(Grown.topology(random, 3, 2, true), Map.of(new JobId(1), INNER));
    }

    /// A run as a server makes it: results at odd times, waits noticed late, people who mend, set, pause, lock, reset.
    private static final class Night {
        private final Random random;
        private final TopologyRun run;
        private final List<RunEvent> log = new ArrayList<>();
        private Instant now = START;

        Night(Definitions definitions, Random random) {
            this.random = random;
            run = new TopologyRun(definitions);
            in(Input.Begin.all(START));
        }

        List<RunEvent> recorded() {
            for (int turn = 0; turn < 60; turn++) {
                now = now.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(90_000));
                if (random.nextInt(6) == 0) {
                    somebodyDoesSomething();
                }
                if (random.nextInt(3) == 0) {
                    in(new Input.Tick());
                }
                List<NodeKey> open = run.dispatched();
                if (!open.isEmpty()) {
                    report(open.get(random.nextInt(open.size())));
                }
            }
            if (random.nextInt(10) == 0) {
                in(new Input.Overdue());
            }
            return log;
        }

        private void report(NodeKey node) {
            NodeState state = run.node(node);
            boolean fails = random.nextInt(6) == 0;
            NodeStatus status =
                    fails ? (random.nextBoolean() ? NodeStatus.FAILED : NodeStatus.TIMEOUT) : NodeStatus.SUCCEED;
            List<Input.Write> writes = random.nextInt(3) == 0
                    ? List.of(new Input.Write(
                            "ok", random.nextInt(9) == 0 ? "broken" : random.nextBoolean(), Input.Write.AS_GIVEN))
                    : List.of();
            Duration again = random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(3) * 20L);
            in(new Input.Report(node, state.pass(), state.attempt(), status, "C" + random.nextInt(3), "m", writes)
                    .withAgain(again));
            if (fails && random.nextInt(3) == 0) {
                in(new Input.Act(Verb.RETRY, node, "ops", ""));
            }
        }

        private void somebodyDoesSomething() {
            if (random.nextInt(4) == 0) {
                in(new Input.SetParameter("", "ok", random.nextBoolean(), "ops", "why not"));
                return;
            }
            List<NodeKey> nodes = new ArrayList<>(run.nodes().keySet());
            nodes.sort(Comparator.comparing(NodeKey::toString));
            Verb verb = Verb.values()[random.nextInt(Verb.values().length - 1)];
            NodeKey node = verb.ofRun() || nodes.isEmpty() ? null : nodes.get(random.nextInt(nodes.size()));
            if (verb != Verb.CANCEL_RUN || random.nextInt(5) == 0) {
                in(new Input.Act(verb, node, "ops", "because"));
            }
            if (run.status() == RunStatus.PAUSED && random.nextBoolean()) {
                now = now.plusSeconds(random.nextInt(600));
                in(new Input.Act(Verb.RESUME_RUN, null, "ops", ""));
            }
        }

        private void in(Input input) {
            try {
                log.addAll(run.decide(input, now));
            } catch (Refused e) {
                // then it did not happen
            }
        }
    }

    /// All that a run is, as far as people see it.
    private record Seen(
            RunStatus status, Map<NodeKey, NodeState> nodes, Map<String, TopologyRun.Parameter> parameters, long seq) {
        static Seen of(TopologyRun run) {
            return new Seen(run.status(), run.nodes(), run.parameters(""), run.seq());
        }
    }

    @Property(tries = 400)
    void aRecordedRunReplaysToTheSameEndWithTheSameTimings(@ForAll long seed) {
        Random random = new Random(seed);
        Definitions definitions = definitions(random);
        List<RunEvent> log = new Night(definitions, random).recorded();
        TopologyRun real = TopologyRun.replay(definitions, log);
        DeskSession desk = new DeskSession(
                DeskCase.recorded(definitions, log), Answers.recorded(Told.succeed(Duration.ofSeconds(1))));
        // what had not ended when the record was taken goes on at the desk
        Instant last = log.getLast().at();
        while (desk.next().filter(due -> !due.at().isAfter(last)).isPresent()
                && desk.log().size() < log.size()) {
            desk.step();
        }
        assertThat(desk.log()).isEqualTo(log);
        assertThat(Seen.of(desk.run())).isEqualTo(Seen.of(real));
    }

    @Property(tries = 200)
    void stepsBackRestoreExactlyWhatWasAndStepsThenGoTheSameWay(@ForAll long seed) {
        Random random = new Random(seed);
        Definitions definitions = definitions(random);
        DeskSession desk = desk(definitions, random);
        List<Seen> seen = new ArrayList<>(List.of(Seen.of(desk.run())));
        List<Instant> clock = new ArrayList<>(List.of(desk.now()));
        while (desk.step() instanceof Halt.Done && seen.size() < 300) {
            seen.add(Seen.of(desk.run()));
            clock.add(desk.now());
        }
        List<RunEvent> log = desk.log();
        for (int step = seen.size() - 1; step > 0 && random.nextInt(12) > 0; step--) {
            desk.back();
            assertThat(Seen.of(desk.run())).isEqualTo(seen.get(step - 1));
            assertThat(desk.now()).isEqualTo(clock.get(step - 1));
        }
        desk.backTo(random.nextInt(desk.steps().size()));
        while (desk.step() instanceof Halt.Done && desk.steps().size() < seen.size()) {
            assertThat(Seen.of(desk.run())).isEqualTo(seen.get(desk.steps().size() - 1));
        }
        assertThat(desk.log()).isEqualTo(log);
    }

    @Property(tries = 100)
    void oneNodeOfARecordedRunMayBeSwappedAndTheRunStillComesToAnEnd(@ForAll long seed) {
        Random random = new Random(seed);
        Definitions definitions = definitions(random);
        List<RunEvent> log = new Night(definitions, random).recorded();
        Optional<NodeKey> first = log.stream()
                .map(RunEvent::fact)
                .filter(Fact.Started.class::isInstance)
                .map(fact -> ((Fact.Started) fact).node())
                .findFirst();
        if (first.isEmpty()) {
            return;
        }
        Spot swapped = new Spots(definitions).of(first.get());
        Answers answers = Answers.recorded(Told.succeed(Duration.ofSeconds(1)))
                .with(swapped, new Answer.Stub(Told.fail("swapped", Duration.ofMinutes(7))));
        DeskSession desk = new DeskSession(DeskCase.recorded(definitions, log), answers);
        assertThat(desk.goOn()).isNotInstanceOf(Halt.TooFar.class).isNotInstanceOf(Halt.Done.class);
    }

    private static DeskSession desk(Definitions definitions, Random random) {
        Answers answers = Answers.stubs(Told.succeed(Duration.ofSeconds(1 + random.nextInt(100))));
        Spots spots = new Spots(definitions);
        for (NodeKey node : new DeskSession(DeskCase.of(definitions, Input.Begin.all(START), START), answers)
                .run()
                .dispatched()) {
            answers = answers.with(
                    spots.of(node),
                    new Answer.Stub(Told.succeed(Duration.ofSeconds(random.nextInt(100)))
                            .writing("ok", random.nextBoolean())));
        }
        return new DeskSession(DeskCase.of(definitions, Input.Begin.all(START), START), answers);
    }
}
