package io.quartermaster.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Duration LENGTH = Duration.ofMinutes(30);

    @Test
    void theSameSeedDrawsTheSameFaultsAndJobs() {
        assertThat(plan(EnumSet.allOf(Fault.Kind.class)).draw(new Random(7)))
                .isEqualTo(plan(EnumSet.allOf(Fault.Kind.class)).draw(new Random(7)))
                .isNotEqualTo(plan(EnumSet.allOf(Fault.Kind.class)).draw(new Random(8)));
        assertThat(Workload.draw(new Random(7), 500, LENGTH)).isEqualTo(Workload.draw(new Random(7), 500, LENGTH));
    }

    @Test
    void everyKindHappensAndAllIsOverAtTheEnd() {
        List<Fault> faults = plan(EnumSet.allOf(Fault.Kind.class)).draw(new Random(1));
        assertThat(faults).extracting(Fault::kind).contains(Fault.Kind.values());
        assertThat(faults).allMatch(fault -> fault.end().compareTo(LENGTH) <= 0);
    }

    @Test
    void whatIsLeftOutDoesNotHappen() {
        assertThat(plan(EnumSet.of(Fault.Kind.CUT)).draw(new Random(1)).stream()
                        .map(Fault::kind)
                        .collect(Collectors.toSet()))
                .containsExactly(Fault.Kind.CUT);
    }

    @Test
    void noTwoFaultsTouchTheSameThingAtATime() {
        List<Fault> faults = plan(EnumSet.allOf(Fault.Kind.class)).draw(new Random(3));
        for (Fault one : faults) {
            assertThat(faults)
                    .filteredOn(other -> !other.equals(one) && other.touches(one))
                    .allMatch(other ->
                            other.end().compareTo(one.at()) < 0 || one.end().compareTo(other.at()) < 0);
        }
    }

    @Test
    void aFreezeOutlastsALease() {
        assertThat(plan(EnumSet.of(Fault.Kind.SERVER_FREEZE)).draw(new Random(3)))
                .allMatch(fault -> fault.lasts().compareTo(Duration.ofSeconds(3)) > 0);
    }

    private static FaultPlan plan(Set<Fault.Kind> kinds) {
        return new FaultPlan(3, 2, LENGTH, Duration.ofSeconds(8), Duration.ofSeconds(20), kinds);
    }
}
