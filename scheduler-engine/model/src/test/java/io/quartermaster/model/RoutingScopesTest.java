package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Routing.Ask;
import io.quartermaster.model.Routing.Candidate;
import io.quartermaster.model.Routing.Outcome;
import io.quartermaster.model.Routing.ZoneDraw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingScopesTest {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final ZoneSwitch A_TO_B = new ZoneSwitch(Map.of("CellA", "CellB"));
    private static final List<Candidate> THREE_CELLS = List.of(
            at("a1", "CellA"),
            at("a2", "CellA"),
            at("a3", "CellA"),
            at("a4", "CellA"),
            at("b1", "CellB"),
            at("b2", "CellB"),
            at("c1", "CellC"));

    private final Random random = new Random(11);

    @Nested
    class LocalFirst {
        private final JobSpec job = job().withZones(new ZoneScope.Shared(true));

        @Test
        void theFiringServersOwnZoneIsPreferred() {
            assertThat(spread(() -> choose(job, THREE_CELLS, ZoneSwitch.NONE, "CellB"), 600))
                    .containsOnlyKeys("b1", "b2");
        }

        @Test
        void theOwnZoneIsSwitchedLikeAnyOther() {
            assertThat(choose(job, THREE_CELLS, A_TO_B, "CellA"))
                    .isInstanceOfSatisfying(Outcome.Chosen.class, chosen -> {
                        assertThat(chosen.drawn()).isEqualTo("CellA");
                        assertThat(chosen.zone()).isEqualTo("CellB");
                    });
        }

        @Test
        void theOwnZoneIsServedWhereItWasSwitchedToThoughNobodyIsLeftInIt() {
            assertThat(choose(job, List.of(at("b1", "CellB"), at("c1", "CellC")), A_TO_B, "CellA"))
                    .isInstanceOfSatisfying(Outcome.Chosen.class, chosen -> assertThat(chosen.zone())
                            .isEqualTo("CellB"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"CellD", ""})
        void withoutAFittingClientThereAZoneIsDrawnFromAll(String ownZone) {
            Map<String, Integer> zones = zoneSpread(() -> choose(job, THREE_CELLS, ZoneSwitch.NONE, ownZone), 6_000);

            assertThat(chiSquare(zones, Map.of("CellA", 1.0 / 3, "CellB", 1.0 / 3, "CellC", 1.0 / 3)))
                    .isLessThan(13.8);
        }

        @Test
        void aMessageStaysAtHomeToo() {
            List<String> home = List.of("CellA", "CellB", "CellC");

            assertThat(Routing.messageZones(new ZoneScope.Shared(true), home, ZoneSwitch.NONE, "CellC", random))
                    .containsExactly(new ZoneDraw("CellC", "CellC"));
            assertThat(Routing.messageZones(new ZoneScope.Shared(true), home, A_TO_B, "CellA", random))
                    .containsExactly(new ZoneDraw("CellA", "CellB"));
            assertThat(Routing.messageZones(new ZoneScope.Shared(true), List.of("CellB"), A_TO_B, "CellD", random))
                    .containsExactly(new ZoneDraw("CellB", "CellB"));
        }
    }

    @Nested
    class EachZone {
        private final JobSpec job = job().withZones(new ZoneScope.Each());

        @Test
        void everyZoneWithAFittingClientIsThereOnce() {
            assertThat(zones(THREE_CELLS, ZoneSwitch.NONE)).containsExactly("CellA", "CellB", "CellC");
            assertThat(zones(THREE_CELLS, A_TO_B)).containsExactly("CellB", "CellC");
            assertThat(zones(List.of(), A_TO_B)).isEmpty();
        }

        @Test
        void aZoneSwitchedToOneWithoutClientsIsLeftOut() {
            assertThat(zones(List.of(at("a", "CellA"), at("c", "CellC")), A_TO_B))
                    .containsExactly("CellC");
        }

        @Test
        void aClientThatDoesNotFitMakesNoZone() {
            List<Candidate> clients = List.of(
                    at("a", "CellA"),
                    new Candidate("b", "other", "CellB", HandlerKind.SIMPLE, 0),
                    new Candidate("c", "app", "CellC", null, 0),
                    new Candidate("d", "app", "CellD", HandlerKind.CLUSTER_SPLIT, 0),
                    at("e", ""));

            assertThat(zones(clients, ZoneSwitch.NONE)).containsExactly("CellA");
        }

        @Test
        void onlyZonesOfChosenHostsCount() {
            JobSpec chosen = job.withPolicies(with(Policies.Routing.CHOSEN))
                    .withWork(WorkPlan.WHOLE.withAddresses(List.of("host-c1")));

            assertThat(Routing.zones(chosen, Ask.first(chosen), THREE_CELLS, ZoneSwitch.NONE))
                    .containsExactly("CellC");
        }

        @Test
        void aPieceGoesToTheZoneItIsAskedForAndWhereThatIsSwitchedTo() {
            Ask ask = new Ask("work", HandlerKind.SIMPLE, 0, "CellA");

            assertThat(zoneSpread(() -> choose(job, ask, THREE_CELLS, ZoneSwitch.NONE, "CellB"), 50))
                    .containsOnlyKeys("CellA");
            assertThat(zoneSpread(() -> choose(job, ask, THREE_CELLS, A_TO_B, "CellC"), 50))
                    .containsOnlyKeys("CellB");
            assertThat(choose(job, ask, List.of(at("b", "CellB")), ZoneSwitch.NONE, "CellB"))
                    .isEqualTo(new Outcome.Failed(
                            "no available targets was found in zone",
                            "drawn CellA, after the switch CellA",
                            new ZoneDraw("CellA", "CellA")));
        }

        @Test
        void aMessageGoesToEveryZoneOnceAfterTheSwitch() {
            List<String> home = List.of("CellA", "CellB", "CellC");

            assertThat(Routing.messageZones(new ZoneScope.Each(), home, ZoneSwitch.NONE, "", random))
                    .extracting(ZoneDraw::zone)
                    .containsExactly("CellA", "CellB", "CellC");
            assertThat(Routing.messageZones(new ZoneScope.Each(), home, A_TO_B, "", random))
                    .containsExactly(new ZoneDraw("CellA", "CellB"), new ZoneDraw("CellC", "CellC"));
        }

        private List<String> zones(List<Candidate> clients, ZoneSwitch zoneSwitch) {
            return Routing.zones(job, Ask.first(job), clients, zoneSwitch);
        }
    }

    @Nested
    class Named {
        @Test
        void zonesAreDrawnEvenlyFromTheNamedOnesThatHaveAClient() {
            JobSpec job = job().withZones(new ZoneScope.Named(List.of("CellC", "CellA", "CellD")));

            Map<String, Integer> zones = zoneSpread(() -> choose(job, THREE_CELLS, ZoneSwitch.NONE, "CellB"), 6_000);

            assertThat(chiSquare(zones, Map.of("CellA", 0.5, "CellC", 0.5))).isLessThan(10.8);
        }
    }

    @Nested
    class Shared {
        @ParameterizedTest
        @EnumSource(names = {"RANDOM", "ROUND_ROBIN", "LEAST_ACTIVE"})
        void zonesAndClientsWithinAZoneGetEvenShares(Policies.Routing routing) {
            JobSpec job = job().withPolicies(with(routing));
            int[] turn = {0};

            Map<String, Integer> counts = spread(
                    () -> Routing.choose(job, Ask.first(job), THREE_CELLS, ZoneSwitch.NONE, "", turn[0]++, random),
                    12_000);

            assertThat(chiSquare(
                            counts,
                            Map.of(
                                    "a1", 1.0 / 12,
                                    "a2", 1.0 / 12,
                                    "a3", 1.0 / 12,
                                    "a4", 1.0 / 12,
                                    "b1", 1.0 / 6,
                                    "b2", 1.0 / 6,
                                    "c1", 1.0 / 3)))
                    .isLessThan(22.5);
        }
    }

    @Nested
    class ChosenHosts {
        @ParameterizedTest
        @ValueSource(strings = {"host-b1", "HOST-B1", "10.0.0.2", "10.0.0.2:4711"})
        void onlyThoseAtAChosenHostAreAsked(String address) {
            List<Candidate> clients = List.of(
                    candidate("a1", "CellA", "host-a1", "10.0.0.1:4711"),
                    candidate("b1", "CellB", "host-b1", "10.0.0.2:4711"));

            assertThat(spread(() -> choose(chosen(address), clients, ZoneSwitch.NONE, ""), 100))
                    .containsOnlyKeys("b1");
        }

        @Test
        void theyTakeTurns() {
            JobSpec job = chosen("host-a1", "host-a3");

            assertThat(IntStream.range(0, 4)
                            .mapToObj(turn -> session(Routing.choose(
                                    job, Ask.first(job), THREE_CELLS, ZoneSwitch.NONE, "", turn, random))))
                    .containsExactly("a1", "a3", "a1", "a3");
        }

        @Test
        void anAddressOfTheNewKindIsFound() {
            List<Candidate> clients = List.of(candidate("a1", "CellA", "box", "[fe80::1]:4711"));

            assertThat(session(choose(chosen("fe80::1"), clients, ZoneSwitch.NONE, "")))
                    .isEqualTo("a1");
        }

        @Test
        void withNobodyThereItIsSaidWhereTheOthersAre() {
            assertThat(choose(chosen("host-x", "10.9.9.9"), THREE_CELLS, ZoneSwitch.NONE, ""))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                        assertThat(failed.text()).isEqualTo("no target was found");
                        assertThat(failed.detail())
                                .contains("[host-x, 10.9.9.9]")
                                .contains("host-a1")
                                .endsWith("and elsewhere");
                    });
        }

        @Test
        void theSwitchMayLeaveNoneOfThem() {
            assertThat(choose(chosen("host-a1"), THREE_CELLS, A_TO_B, ""))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                        assertThat(failed.text()).isEqualTo("no available targets was found in zone");
                        assertThat(failed.draw()).isEqualTo(new ZoneDraw("CellA", "CellB"));
                    });
        }

        private JobSpec chosen(String... addresses) {
            return job().withPolicies(with(Policies.Routing.CHOSEN))
                    .withWork(WorkPlan.WHOLE.withAddresses(List.of(addresses)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SIMPLE, ISimpleJobHandler",
        "CLUSTER_SPLIT, IClusterJobSplitHandler",
        "CLUSTER_EXECUTE, IClusterJobExecuteHandler"
    })
    void aHandlerOfAnotherKindIsNamedWithTheKindThatIsWanted(HandlerKind wanted, String type) {
        HandlerKind other = wanted == HandlerKind.SIMPLE ? HandlerKind.CLUSTER_SPLIT : HandlerKind.SIMPLE;
        Candidate client = new Candidate("s", "app", "CellA", other, 0);

        assertThat(choose(job(), new Ask("cut", wanted, 0, null), List.of(client), ZoneSwitch.NONE, ""))
                .isEqualTo(new Outcome.Failed("type of handler cut is not " + type, "it is " + other, null));
    }

    @Test
    void aHandlerOfTheWantedKindIsFound() {
        Candidate client = new Candidate("s", "app", "CellA", HandlerKind.CLUSTER_SPLIT, 0);

        assertThat(session(choose(
                        job(),
                        new Ask("cut", HandlerKind.CLUSTER_SPLIT, 0, null),
                        List.of(client),
                        ZoneSwitch.NONE,
                        "")))
                .isEqualTo("s");
    }

    private Outcome choose(JobSpec job, List<Candidate> clients, ZoneSwitch zoneSwitch, String ownZone) {
        return choose(job, Ask.first(job), clients, zoneSwitch, ownZone);
    }

    private Outcome choose(JobSpec job, Ask ask, List<Candidate> clients, ZoneSwitch zoneSwitch, String ownZone) {
        return Routing.choose(job, ask, clients, zoneSwitch, ownZone, random.nextInt(1_000), random);
    }

    private static Map<String, Integer> spread(Supplier<Outcome> choice, int times) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < times; i++) {
            counts.merge(session(choice.get()), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<String, Integer> zoneSpread(Supplier<Outcome> choice, int times) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < times; i++) {
            counts.merge(((Outcome.Chosen) choice.get()).zone(), 1, Integer::sum);
        }
        return counts;
    }

    /// The bounds above are those a fair draw stays below 999 times in 1,000, for as many degrees of freedom as there
    /// are shares less one; the generators are seeded, so it is the same draw every time.
    private static double chiSquare(Map<String, Integer> counts, Map<String, Double> shares) {
        assertThat(counts.keySet()).isSubsetOf(shares.keySet());
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return shares.entrySet().stream()
                .mapToDouble(share -> {
                    double expected = share.getValue() * all;
                    double off = counts.getOrDefault(share.getKey(), 0) - expected;
                    return off * off / expected;
                })
                .sum();
    }

    private static String session(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Chosen.class);
        return ((Outcome.Chosen) outcome).target().session();
    }

    private static JobSpec job() {
        return JobSpec.blank(INSTANCE).withName("job").withTarget(JobType.SIMPLE, "app", "work");
    }

    private static Candidate at(String session, String zone) {
        return candidate(session, zone, "host-" + session, "");
    }

    private static Candidate candidate(String session, String zone, String host, String address) {
        return new Candidate(session, "app", zone, HandlerKind.SIMPLE, 0, session, host, address);
    }

    private static Policies with(Policies.Routing routing) {
        Policies usual = Policies.DEFAULT;
        return new Policies(
                usual.missed(),
                usual.timeout(),
                usual.onTimeout(),
                usual.retries(),
                usual.backOff(),
                usual.exclusive(),
                usual.communication(),
                routing);
    }
}
