package io.quartermaster.model.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Draw;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What holds for every topology and every way it may go.
class RunProperties {
    private static final Duration[] BACK_OFFS = {Duration.ZERO, Duration.ofMinutes(2)};
    private static final Topology INNER = random(new Random(5), 2, 0, false);

    /// Grows a topology out of blocks: a task, a fork, a condition, copies, a topology within; one after another.
    private static final class Grown {
        private final Random random;
        private final Draw draw = new Draw();
        private final boolean delays;
        private int count;

        Grown(Random random, boolean delays) {
            this.random = random;
            this.delays = delays;
        }

        String sequence(String from, int blocks, int depth) {
            String last = from;
            for (int i = 0; i < blocks; i++) {
                last = block(last, depth);
            }
            return last;
        }

        private String block(String from, int depth) {
            String id = "n" + count++;
            switch (depth == 0 ? 0 : random.nextInt(5)) {
                case 1 -> {
                    draw.pair(id, new Part.Parallel()).chain(from, id);
                    for (int i = 0; i <= random.nextInt(3); i++) {
                        draw.chain(sequence(id, 1 + random.nextInt(2), depth - 1), id + "-end");
                    }
                }
                case 2 -> {
                    draw.pair(id, new Part.Condition(random.nextBoolean() ? "ok" : "!ok"))
                            .chain(from, id);
                    branch(id, true, depth);
                    branch(id, false, depth);
                }
                case 3 -> {
                    draw.pair(id, new Part.Sharding(random.nextBoolean() ? "list" : "3"))
                            .chain(from, id);
                    draw.chain(sequence(id, 1 + random.nextInt(2), depth - 1), id + "-end");
                }
                case 4 -> {
                    draw.node(id, Part.nested(1)).chain(from, id);
                    return id;
                }
                default -> {
                    draw.tasks(id).chain(from, id);
                    dress(id);
                    return id;
                }
            }
            return id + "-end";
        }

        private void branch(String condition, boolean answer, int depth) {
            String first = "n" + count++;
            draw.tasks(first).when(answer, condition, first);
            draw.chain(sequence(first, random.nextInt(2), depth - 1), condition + "-end");
        }

        private void dress(String id) {
            FailureScope scope = FailureScope.values()[random.nextInt(3)];
            Duration delay = delays && random.nextInt(4) == 0 ? Duration.ofMinutes(1 + random.nextInt(9)) : null;
            Events.Loop loop =
                    delays && random.nextInt(5) == 0 ? new Events.Loop("!ok", Duration.ofMinutes(3), 2) : null;
            draw.change(id, node -> node.withFailure(scope).withEvents(new Events(false, loop, delay)));
        }
    }

    private static Topology random(Random random, int blocks, int depth, boolean delays) {
        Grown grown = new Grown(random, delays);
        String last = grown.sequence("start", blocks, depth);
        return grown.draw
                .chain(last, "end")
                .param("ok", Param.Type.BOOLEAN, String.valueOf(random.nextBoolean()))
                .param("list", Param.Type.LIST, "x\ny")
                .done();
    }

    private static Play play(Topology topology) {
        return new Play(topology, Map.of(new JobId(1), INNER)).begin();
    }

    /// Reports at random, failures among them, lets time pass, and mends at random, until nothing is left to do.
    private static void wander(Play play, Random random, int failures) {
        for (int step = 0; step < 3_000; step++) {
            List<NodeKey> open = play.run.dispatched();
            if (!open.isEmpty()) {
                NodeKey one = open.get(random.nextInt(open.size()));
                boolean fails = random.nextInt(100) < failures;
                NodeState now = play.run.node(one);
                // some are granted a second try, with and without a wait before it
                Duration again = now.attempt() > 1 || random.nextBoolean() ? null : BACK_OFFS[random.nextInt(2)];
                NodeStatus status = fails ? NodeStatus.FAILED : NodeStatus.SUCCEED;
                play.in(new Input.Report(one, now.pass(), now.attempt(), status, "", "", List.of()).withAgain(again));
            } else if (play.run.nextWake().isPresent()) {
                play.now = play.run.nextWake().get();
                play.in(new Input.Tick());
            } else {
                return;
            }
        }
        throw new AssertionError("the run has no end");
    }

    @Property(tries = 300)
    void whatIsGrownHereIsSound(@ForAll long seed) {
        assertThat(TopologyRules.check(random(new Random(seed), 3, 2, true)))
                .filteredOn(problem -> !problem.kind().warning())
                .isEmpty();
    }

    @Property(tries = 300)
    void noRunDeadlocksAndEveryPathEnds(@ForAll long seed) {
        Random random = new Random(seed);
        Play play = play(random(random, 3, 2, true));
        wander(play, random, 10);
        assertThat(play.run.status()).isIn(RunStatus.SUCCEED, RunStatus.FAILED);
        assertThat(play.run.nodes().values()).noneMatch(state -> state.status().active());
    }

    @Property(tries = 300)
    void aRunInWhichNothingFailsSucceeds(@ForAll long seed) {
        Random random = new Random(seed);
        Play play = play(random(random, 3, 2, false));
        wander(play, random, 0);
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Property(tries = 200)
    void replayingTheLogGivesTheSameRunAndEveryPrefixIsOne(@ForAll long seed) {
        Random random = new Random(seed);
        Play play = play(random(random, 3, 2, true));
        wander(play, random, 10);
        TopologyRun again = TopologyRun.replay(play.definitions, play.log);
        assertThat(again.nodes()).isEqualTo(play.run.nodes());
        assertThat(again.status()).isEqualTo(play.run.status());
        assertThat(again.parameters("")).isEqualTo(play.run.parameters(""));
        int cut = random.nextInt(play.log.size() + 1);
        TopologyRun prefix = TopologyRun.replay(play.definitions, play.log.subList(0, cut));
        assertThat(prefix.seq()).isEqualTo(cut);
    }

    /// The next owner of a run whose server was killed goes on from what the log holds; no input is cut in two, as its
    /// facts are appended in one transaction.
    @Property(tries = 200)
    void aRunTakenOverFromItsLogGoesOnToItsEnd(@ForAll long seed) {
        Random random = new Random(seed);
        Topology topology = random(random, 3, 2, true);
        Play first = play(topology);
        int steps = random.nextInt(10);
        for (int i = 0; i < steps && !first.run.dispatched().isEmpty(); i++) {
            first.report(first.run.dispatched().getFirst(), NodeStatus.SUCCEED);
        }
        Play next = new Play(topology, Map.of(new JobId(1), INNER));
        Play taken = next.takenOver(first.log);
        assertThat(taken.run.dispatched()).isEqualTo(first.run.dispatched());
        wander(taken, random, 0);
        wander(first, random, 0);
        assertThat(taken.run.status()).isEqualTo(first.run.status());
    }

    @Property(tries = 200)
    void theOrderOfIndependentResultsDoesNotChangeTheOutcome(@ForAll long seed) {
        Topology topology = random(new Random(seed), 3, 2, false);
        Play one = play(topology);
        wander(one, new Random(seed + 1), 0);
        Play other = play(topology);
        wander(other, new Random(seed + 2), 0);
        assertThat(other.run.nodes()).isEqualTo(one.run.nodes());
        assertThat(other.run.status()).isEqualTo(one.run.status());
    }

    @Property(tries = 200)
    void anOperatorCanAlwaysBringARunToItsEnd(@ForAll long seed) {
        Random random = new Random(seed);
        Play play = play(random(random, 3, 2, false));
        for (int round = 0; round < 200 && play.run.status() != RunStatus.SUCCEED; round++) {
            wander(play, random, round < 5 ? 30 : 0);
            List<NodeKey> broken = new ArrayList<>(play.run.nodes().keySet());
            broken.removeIf(key -> !play.run.node(key).status().broken());
            broken.sort(java.util.Comparator.comparing(NodeKey::toString));
            for (NodeKey key : broken) {
                if (play.run.refusal(Verb.RETRY, key).isEmpty()) {
                    play.in(new Input.Act(Verb.RETRY, key, "ops", ""));
                }
            }
        }
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }
}
