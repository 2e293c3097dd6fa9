package io.quartermaster.model.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Grown;
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
    private static final Topology INNER = Grown.topology(new Random(5), 2, 0, false);

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
        assertThat(TopologyRules.check(Grown.topology(new Random(seed), 3, 2, true)))
                .filteredOn(problem -> !problem.kind().warning())
                .isEmpty();
    }

    @Property(tries = 300)
    void noRunDeadlocksAndEveryPathEnds(@ForAll long seed) {
        Random random = new Random(seed);
        Play play = play(Grown.topology(random, 3, 2, true));
        wander(play, random, 10);
        assertThat(play.run.status()).isIn(RunStatus.SUCCEED, RunStatus.FAILED);
        assertThat(play.run.nodes().values()).noneMatch(state -> state.status().active());
    }

    @Property(tries = 300)
    void aRunInWhichNothingFailsSucceeds(@ForAll long seed) {
        Random random = new Random(seed);
        Play play = play(Grown.topology(random, 3, 2, false));
        wander(play, random, 0);
        assertThat(play.run.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Property(tries = 200)
    void replayingTheLogGivesTheSameRunAndEveryPrefixIsOne(@ForAll long seed) {
        Random random = new Random(seed);
        Play play = play(Grown.topology(random, 3, 2, true));
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
        Topology topology = Grown.topology(random, 3, 2, true);
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
        Topology topology = Grown.topology(new Random(seed), 3, 2, false);
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
        Play play = play(Grown.topology(random, 3, 2, false));
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
