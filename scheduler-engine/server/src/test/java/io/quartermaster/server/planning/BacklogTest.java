package io.quartermaster.server.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void whatFallsDueUntilTheHorizonIsPlannedAndTheNextOneNamed() {
        Backlog backlog = Backlog.of(everySecond(), null, NOON, NOON.minusSeconds(10), NOON.plusSeconds(2));

        assertThat(backlog)
                .isEqualTo(new Backlog(
                        null, 0, List.of(NOON, NOON.plusSeconds(1), NOON.plusSeconds(2)), NOON.plusSeconds(3)));
    }

    @Test
    void whatPassedAfterTheCutoffIsOnlyLate() {
        Backlog backlog = Backlog.of(everySecond(), null, NOON.minusSeconds(2), NOON.minusSeconds(10), NOON);

        assertThat(backlog.missed()).isNull();
        assertThat(backlog.planned()).hasSize(3);
    }

    @Test
    void whatPassedBeforeTheCutoffIsCountedAndItsLatestStandsForIt() {
        Backlog backlog =
                Backlog.of(everySecond(), null, NOON.minusSeconds(60), NOON.minusSeconds(10), NOON.minusSeconds(10));

        assertThat(backlog.missed()).isEqualTo(NOON.minusSeconds(11));
        assertThat(backlog.missedCount()).isEqualTo(50);
        assertThat(backlog.planned()).containsExactly(NOON.minusSeconds(10));
    }

    @Test
    void aYearOfMissedSecondsIsNotCountedOneByOne() {
        Backlog backlog = Backlog.of(everySecond(), null, NOON.minus(Duration.ofDays(365)), NOON, NOON);

        assertThat(backlog.missed()).isEqualTo(NOON.minusSeconds(1));
        assertThat(backlog.missedCount()).isEqualTo(Backlog.COUNTED);
        assertThat(backlog.planned()).containsExactly(NOON);
    }

    @Test
    void theLatestMissedOneIsFoundHoweverFarBackItLies() {
        JobSpec burst = JobSpec.blank(new InstanceId("i")).withTrigger(new Trigger.Cron("* * 0 1 1 ? 2026", UTC));

        Backlog backlog = Backlog.of(burst, null, Instant.parse("2026-01-01T00:00:00Z"), NOON, NOON);

        assertThat(backlog.missed()).isEqualTo(Instant.parse("2026-01-01T00:59:59Z"));
        assertThat(backlog.next()).isNull();
    }

    @Test
    void aOneTimeJobHasNoNext() {
        JobSpec once = JobSpec.blank(new InstanceId("i")).withTrigger(new Trigger.OneTime(NOON, UTC));

        assertThat(Backlog.of(once, null, NOON, NOON.minusSeconds(1), NOON))
                .isEqualTo(new Backlog(null, 0, List.of(NOON), null));
    }

    @Test
    void aShortRateFillsNoMoreThanItsShareOfABatch() {
        Backlog backlog = Backlog.of(everySecond(), null, NOON, NOON, NOON.plusSeconds(3600));

        assertThat(backlog.planned()).hasSize(Backlog.PLANNED_AT_ONCE);
        assertThat(backlog.next()).isEqualTo(NOON.plusSeconds(Backlog.PLANNED_AT_ONCE));
    }

    private static JobSpec everySecond() {
        return JobSpec.blank(new InstanceId("i")).withTrigger(new Trigger.Cron("* * * * * ?", UTC));
    }
}
