package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Routing.Candidate;
import io.quartermaster.model.Routing.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final ZoneSwitch A_TO_B = new ZoneSwitch(Map.of("CellA", "CellB"));

    private final Random random = new Random(7);

    @Test
    void withoutAClientOfTheApplicationThatHasTheHandlerThereIsNoTarget() {
        assertThat(failure(job(), List.of())).isEqualTo("no target was found");
        assertThat(failure(job(), List.of(new Candidate("s", "other", "CellA", HandlerKind.SIMPLE, 0))))
                .isEqualTo("no target was found");
        assertThat(failure(job(), List.of(client("s", "CellA", null)))).isEqualTo("no target was found");
    }

    @Test
    void aHandlerOfAnotherKindIsNamed() {
        assertThat(failure(job(), List.of(client("s", "CellA", HandlerKind.CLUSTER_SPLIT))))
                .isEqualTo("type of handler work is not ISimpleJobHandler");
    }

    @Test
    void aClientWithTheRightKindIsPreferredOverOneWithAnother() {
        Outcome outcome = choose(
                job(), List.of(client("a", "CellA", HandlerKind.CLUSTER_SPLIT), client("b", "CellA")), ZoneSwitch.NONE);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Chosen.class, chosen -> assertThat(
                        chosen.target().session())
                .isEqualTo("b"));
    }

    @Test
    void namedZonesWithoutAClientAreNotAvailable() {
        JobSpec named = job().withZones(new ZoneScope.Named(List.of("CellC", "CellD")));

        assertThat(failure(named, List.of(client("s", "CellA"))))
                .isEqualTo("no available target zones was found, please check if clients are available");
    }

    @Test
    void aClientThatNamesNoZoneCannotBeATarget() {
        assertThat(failure(job(), List.of(client("s", "")))).isEqualTo("target zone is null");
    }

    @Test
    void aZoneThatIsSwitchedToOneWithoutClientsHasNoTargets() {
        assertThat(choose(job(), List.of(client("s", "CellA")), A_TO_B))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.text()).isEqualTo("no available targets was found in zone");
                    assertThat(failed.detail()).contains("CellA").contains("CellB");
                });
    }

    @Test
    void aDeadZoneThatIsSwitchedToALivingOneIsServedThere() {
        JobSpec named = job().withZones(new ZoneScope.Named(List.of("CellA")));

        assertThat(choose(named, List.of(client("b", "CellB")), A_TO_B))
                .isInstanceOfSatisfying(Outcome.Chosen.class, chosen -> {
                    assertThat(chosen.drawn()).isEqualTo("CellA");
                    assertThat(chosen.zone()).isEqualTo("CellB");
                });
    }

    @Test
    void zonesAreDrawnEvenlyHoweverManyClientsEachHas() {
        List<Candidate> clients =
                List.of(client("a1", "CellA"), client("a2", "CellA"), client("a3", "CellA"), client("b", "CellB"));

        Map<String, Integer> drawn = spread(job(), clients, ZoneSwitch.NONE, 10_000);

        assertThat(drawn.get("b")).isBetween(4_800, 5_200);
        assertThat(drawn.get("a1")).isBetween(1_500, 1_830);
    }

    @Test
    void whileAZoneIsSwitchedAwayItReceivesNothing() {
        List<Candidate> clients = List.of(client("a", "CellA"), client("b", "CellB"), client("c", "CellC"));

        Map<String, Integer> drawn = spread(job(), clients, A_TO_B, 9_000);

        assertThat(drawn).doesNotContainKey("a");
        assertThat(drawn.get("b")).isBetween(5_800, 6_200);
    }

    @Test
    void roundRobinGivesEachClientItsTurn() {
        JobSpec job = job().withPolicies(routing(Policies.Routing.ROUND_ROBIN));
        List<Candidate> clients = List.of(client("c", "Z"), client("a", "Z"), client("b", "Z"));

        assertThat(List.of(0L, 1L, 2L, 3L, -1L))
                .map(turn -> session(
                        Routing.choose(job, Routing.Ask.first(job), clients, ZoneSwitch.NONE, "", turn, random)))
                .containsExactly("a", "b", "c", "a", "c");
    }

    @Test
    void leastActivePrefersTheIdlestAndDrawsAmongEqualOnes() {
        JobSpec job = job().withPolicies(routing(Policies.Routing.LEAST_ACTIVE));
        List<Candidate> clients = List.of(
                new Candidate("busy", "app", "Z", HandlerKind.SIMPLE, 3),
                new Candidate("idle-1", "app", "Z", HandlerKind.SIMPLE, 1),
                new Candidate("idle-2", "app", "Z", HandlerKind.SIMPLE, 1));

        Map<String, Integer> drawn = spread(job, clients, ZoneSwitch.NONE, 2_000);

        assertThat(drawn).containsOnlyKeys("idle-1", "idle-2");
        assertThat(drawn.get("idle-1")).isBetween(850, 1_150);
    }

    @Test
    void aMessagesZoneIsDrawnAndMapped() {
        assertThat(Routing.messageZones(new ZoneScope.Shared(), List.of("CellA"), A_TO_B, "", random))
                .containsExactly(new Routing.ZoneDraw("CellA", "CellB"));
        assertThat(Routing.messageZones(new ZoneScope.Named(List.of("CellC")), List.of("CellA"), A_TO_B, "", random))
                .containsExactly(new Routing.ZoneDraw("CellC", "CellC"));
    }

    private Map<String, Integer> spread(JobSpec job, List<Candidate> clients, ZoneSwitch zoneSwitch, int times) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < times; i++) {
            counts.merge(session(choose(job, clients, zoneSwitch)), 1, Integer::sum);
        }
        return counts;
    }

    private String failure(JobSpec job, List<Candidate> clients) {
        return ((Outcome.Failed) choose(job, clients, ZoneSwitch.NONE)).text();
    }

    private Outcome choose(JobSpec job, List<Candidate> clients, ZoneSwitch zoneSwitch) {
        return Routing.choose(job, Routing.Ask.first(job), clients, zoneSwitch, "", 0, random);
    }

    private static String session(Outcome outcome) {
        return ((Outcome.Chosen) outcome).target().session();
    }

    private static JobSpec job() {
        return JobSpec.blank(INSTANCE).withName("job").withTarget(JobType.SIMPLE, "app", "work");
    }

    private static Candidate client(String session, String zone) {
        return client(session, zone, HandlerKind.SIMPLE);
    }

    private static Candidate client(String session, String zone, @Nullable HandlerKind kind) {
        return new Candidate(session, "app", zone, kind, 0);
    }

    private static Policies routing(Policies.Routing routing) {
        return new Policies(
                Policies.Missed.IGNORE,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                0,
                Duration.ZERO,
                false,
                Policies.Communication.CALLBACK,
                routing);
    }
}
