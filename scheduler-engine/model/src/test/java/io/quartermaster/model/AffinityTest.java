package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Routing.Ask;
import io.quartermaster.model.Routing.Candidate;
import io.quartermaster.model.Routing.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AffinityTest {
    private static final JobSpec JOB = job("settle");

    @Property(tries = 200)
    void whenAClientLeavesOnlyItsKeysMove(@ForAll @IntRange(min = 2, max = 40) int clients, @ForAll int seed) {
        List<Candidate> before = clients(clients, seed);
        Candidate leaver = before.get(Math.floorMod(seed, clients));
        List<Candidate> after =
                before.stream().filter(one -> !one.equals(leaver)).toList();

        for (int shard = 0; shard < 200; shard++) {
            Candidate was = choose(JOB, before, shard);
            if (!was.equals(leaver)) {
                assertThat(choose(JOB, after, shard)).isEqualTo(was);
            }
        }
    }

    @Property(tries = 200)
    void whenAClientComesItTakesItsShareAndNoOtherKeyMoves(
            @ForAll @IntRange(min = 1, max = 40) int clients, @ForAll int seed) {
        List<Candidate> before = clients(clients, seed);
        List<Candidate> after = new ArrayList<>(before);
        Candidate newcomer = client("newcomer-" + seed, 0);
        after.add(newcomer);

        for (int shard = 0; shard < 200; shard++) {
            assertThat(choose(JOB, after, shard)).isIn(newcomer, choose(JOB, before, shard));
        }
    }

    @Property(tries = 100)
    void neitherTheOrderNorTheLinkNorChanceMatters(@ForAll int seed) {
        List<Candidate> here = clients(12, seed);
        List<Candidate> there = new ArrayList<>();
        here.forEach(one -> there.add(new Candidate(
                "another-link-" + one.session(),
                one.application(),
                one.zone(),
                one.kind(),
                99,
                one.identity(),
                "",
                "10.0.0.1:1")));
        Collections.shuffle(there, new Random(seed));

        for (int shard = 0; shard < 50; shard++) {
            assertThat(choose(JOB, there, shard).identity())
                    .isEqualTo(choose(JOB, here, shard).identity());
        }
    }

    @Test
    void sharesAreEvenOverManyShardsOfOneJob() {
        List<Candidate> clients = clients(10, 5);
        Map<String, Integer> counts = new HashMap<>();

        IntStream.range(0, 10_000)
                .forEach(shard -> counts.merge(choose(JOB, clients, shard).identity(), 1, Integer::sum));

        assertThat(counts).hasSize(10).allSatisfy((who, count) -> assertThat(count)
                .isBetween(880, 1_120));
    }

    @Test
    void sharesAreEvenOverManyJobs() {
        List<Candidate> clients = clients(10, 6);
        Map<String, Integer> counts = new HashMap<>();

        IntStream.range(0, 10_000)
                .forEach(i -> counts.merge(choose(job("job-" + i), clients, 0).identity(), 1, Integer::sum));

        assertThat(counts).hasSize(10).allSatisfy((who, count) -> assertThat(count)
                .isBetween(880, 1_120));
    }

    private static Candidate choose(JobSpec job, List<Candidate> clients, int shard) {
        Ask ask = new Ask("work", HandlerKind.SIMPLE, shard, null);
        return ((Outcome.Chosen) Routing.choose(job, ask, clients, ZoneSwitch.NONE, "", shard, new Random())).target();
    }

    private static List<Candidate> clients(int count, int seed) {
        return IntStream.range(0, count)
                .mapToObj(i -> client("app@10.0.0." + i + "#" + (4_000 + i) + "/" + seed, i))
                .toList();
    }

    private static Candidate client(String identity, int active) {
        return new Candidate("link-" + identity, "app", "Z", HandlerKind.SIMPLE, active, identity, "", "");
    }

    private static JobSpec job(String name) {
        Policies usual = Policies.DEFAULT;
        return JobSpec.blank(new InstanceId("000001"))
                .withName(name)
                .withTarget(JobType.SIMPLE, "app", "work")
                .withPolicies(new Policies(
                        usual.missed(),
                        usual.timeout(),
                        usual.onTimeout(),
                        usual.retries(),
                        usual.backOff(),
                        usual.exclusive(),
                        usual.communication(),
                        Policies.Routing.CONSISTENT_HASH));
    }
}
