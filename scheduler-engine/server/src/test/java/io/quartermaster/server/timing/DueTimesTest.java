package io.quartermaster.server.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Trigger;
import io.quartermaster.model.Violation;
import io.quartermaster.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-11-21T05:34:00Z");

    @Test
    void aCronIsReadOnTheWallClockOfItsZone() {
        assertThat(next("0 0 2 * * ?", SHANGHAI, NOW, 2))
                .containsExactly(Instant.parse("2026-11-21T18:00:00Z"), Instant.parse("2026-11-22T18:00:00Z"));
    }

    @Test
    void theInstantItselfIsNotNext() {
        Instant due = Instant.parse("2026-11-21T18:00:00Z");

        assertThat(next("0 0 2 * * ?", SHANGHAI, due, 1)).containsExactly(due.plus(Duration.ofDays(1)));
        assertThat(next("0 0 2 * * ?", SHANGHAI, due.minusMillis(1), 1)).containsExactly(due);
    }

    @Test
    void theWindowBoundsTheTimes() {
        Window window = new Window(Instant.parse("2026-11-25T00:00:00Z"), Instant.parse("2026-11-26T18:00:00Z"));

        assertThat(DueTimes.next(new Trigger.Cron("0 0 2 * * ?", SHANGHAI), window, NOW, 5))
                .containsExactly(Instant.parse("2026-11-25T18:00:00Z"));
    }

    @Test
    void aOneTimeJobIsDueOnceAndAnEventNever() {
        Trigger once = new Trigger.OneTime(NOW.plusSeconds(1), SHANGHAI);

        assertThat(DueTimes.next(once, Window.ALWAYS, NOW, 5)).containsExactly(NOW.plusSeconds(1));
        assertThat(DueTimes.next(once, Window.ALWAYS, NOW.plusSeconds(1), 5)).isEmpty();
        assertThat(DueTimes.next(new Trigger.Event(), Window.ALWAYS, NOW, 5)).isEmpty();
    }

    @Test
    void aFixedRateKeepsItsStepFromItsStart() {
        Trigger rate = new Trigger.FixedRate(NOW.minusMillis(2500), Duration.ofSeconds(1), SHANGHAI);

        assertThat(DueTimes.next(rate, Window.ALWAYS, NOW, 2))
                .containsExactly(NOW.plusMillis(500), NOW.plusMillis(1500));
        Trigger later = new Trigger.FixedRate(NOW.plusSeconds(9), Duration.ofSeconds(1), SHANGHAI);
        assertThat(DueTimes.next(later, Window.ALWAYS, NOW, 1)).containsExactly(NOW.plusSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * * *",
                "every minute",
                "0 0 25 * * ?",
                "0 0 2 1 * MON",
                "0 0 2 ? * 8",
                "0 0 2 * * ? 2026 x"
            })
    void whatCannotBeReadIsRefused(String expression) {
        assertThat(DueTimes.refuse(new Trigger.Cron(expression, SHANGHAI), Window.ALWAYS, NOW))
                .map(Violation::rule)
                .contains("cron.syntax");
    }

    @Test
    void whatNeverFiresIsRefused() {
        Violation never = Violation.of("trigger", "never");

        assertThat(DueTimes.refuse(new Trigger.Cron("0 0 9 31 2 ?", SHANGHAI), Window.ALWAYS, NOW))
                .contains(never);
        assertThat(DueTimes.refuse(new Trigger.Cron("0 0 9 1 1 ? 2020", SHANGHAI), Window.ALWAYS, NOW))
                .contains(never);
        assertThat(DueTimes.refuse(new Trigger.OneTime(NOW, SHANGHAI), Window.ALWAYS, NOW))
                .contains(never);
        assertThat(DueTimes.refuse(new Trigger.Cron("0 0 9 * * ?", SHANGHAI), new Window(null, NOW), NOW))
                .contains(never);
        assertThat(DueTimes.refuse(new Trigger.Event(), Window.ALWAYS, NOW)).isEqualTo(Optional.empty());
    }

    @Nested
    class WhenTheClockIsChanged {
        private static final Instant BEFORE_SPRING = Instant.parse("2026-03-08T06:45:00Z"); // 01:45 -05:00
        private static final Instant BEFORE_FALL = Instant.parse("2026-11-01T04:45:00Z"); // 00:45 -04:00

        @Test
        void aTimeThatDoesNotExistRunsAtTheFirstInstantAfterTheGap() {
            assertThat(next("0 30 2 * * ?", NEW_YORK, BEFORE_SPRING, 2))
                    .containsExactly(Instant.parse("2026-03-08T07:00:00Z"), Instant.parse("2026-03-09T06:30:00Z"));
        }

        @Test
        void severalTimesThatDoNotExistRunOnce() {
            assertThat(next("0 0,20,40 2,3 * * ?", NEW_YORK, BEFORE_SPRING, 2))
                    .containsExactly(Instant.parse("2026-03-08T07:00:00Z"), Instant.parse("2026-03-08T07:20:00Z"));
        }

        @Test
        void aTimeThatExistsTwiceRunsTheFirstTimeOnly() {
            assertThat(next("0 30 1 * * ?", NEW_YORK, BEFORE_FALL, 2))
                    .containsExactly(Instant.parse("2026-11-01T05:30:00Z"), Instant.parse("2026-11-02T06:30:00Z"));
        }

        @Test
        void everyThirtyMinutesGoesThroughTheDoubledHourByElapsedTime() {
            assertThat(next("0 */30 * * * ?", NEW_YORK, BEFORE_FALL, 5))
                    .containsExactly(
                            Instant.parse("2026-11-01T05:00:00Z"),
                            Instant.parse("2026-11-01T05:30:00Z"),
                            Instant.parse("2026-11-01T06:00:00Z"),
                            Instant.parse("2026-11-01T06:30:00Z"),
                            Instant.parse("2026-11-01T07:00:00Z"));
        }

        @Test
        void everyThirtyMinutesGoesOverTheGapByElapsedTime() {
            assertThat(next("0 */30 * * * ?", NEW_YORK, BEFORE_SPRING, 3))
                    .containsExactly(
                            Instant.parse("2026-03-08T07:00:00Z"),
                            Instant.parse("2026-03-08T07:30:00Z"),
                            Instant.parse("2026-03-08T08:00:00Z"));
        }

        @Test
        void aZoneWithAHalfHourChangeIsNoDifferent() {
            ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe"); // back by 30 minutes at 02:00 on 2026-04-05
            assertThat(next("0 */15 * * * ?", lordHowe, Instant.parse("2026-04-04T14:44:00Z"), 4))
                    .containsExactly(
                            Instant.parse("2026-04-04T14:45:00Z"), Instant.parse("2026-04-04T15:00:00Z"),
                            Instant.parse("2026-04-04T15:15:00Z"), Instant.parse("2026-04-04T15:30:00Z"));
        }
    }

    private static List<Instant> next(String cron, ZoneId zone, Instant after, int count) {
        return DueTimes.next(new Trigger.Cron(cron, zone), Window.ALWAYS, after, count);
    }
}
