package io.quartermaster.server.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Violation;
import io.quartermaster.model.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
                .contains(Violation.of("trigger", "never.window"));
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
        void howTheMinutesAreWrittenIsAllTheSame() {
            List<Instant> due = next("0 0/30 * * * ?", NEW_YORK, BEFORE_FALL, 9);

            assertThat(next("0 0,30 * * * ?", NEW_YORK, BEFORE_FALL, 9)).isEqualTo(due);
            assertThat(next("0 30,0 0-23 * * ?", NEW_YORK, BEFORE_FALL, 9)).isEqualTo(due);
        }

        @Test
        void everyTwoHoursNeverWaitsForThreeAndIsBackOnTheClockAtOnce() {
            assertThat(next("0 0 0/2 * * ?", NEW_YORK, Instant.parse("2026-11-01T03:00:00Z"), 4))
                    .containsExactly(
                            Instant.parse("2026-11-01T04:00:00Z"), // 00:00 -04:00
                            Instant.parse("2026-11-01T06:00:00Z"), // 01:00 -05:00, two hours later
                            Instant.parse("2026-11-01T07:00:00Z"), // 02:00 -05:00
                            Instant.parse("2026-11-01T09:00:00Z"));
            assertThat(next("0 0 0/2 * * ?", NEW_YORK, Instant.parse("2026-03-08T04:30:00Z"), 3))
                    .containsExactly(
                            Instant.parse("2026-03-08T05:00:00Z"), // 00:00 -05:00
                            Instant.parse("2026-03-08T07:00:00Z"), // 03:00 -04:00, two hours later
                            Instant.parse("2026-03-08T08:00:00Z"));
        }

        @Test
        void plainHoursAreTimesOfTheDayAndRunOnce() {
            assertThat(next("0 0 1,13 * * ?", NEW_YORK, BEFORE_FALL, 2))
                    .containsExactly(Instant.parse("2026-11-01T05:00:00Z"), Instant.parse("2026-11-01T18:00:00Z"));
        }

        @Test
        void aRangeOfHoursRunsByElapsedTimeOnlyWhileItLasts() {
            assertThat(next("0 0 0-1 * * ?", NEW_YORK, BEFORE_FALL.minusSeconds(3600), 4))
                    .containsExactly(
                            Instant.parse("2026-11-01T04:00:00Z"),
                            Instant.parse("2026-11-01T05:00:00Z"),
                            Instant.parse("2026-11-01T06:00:00Z"), // 01:00 again
                            Instant.parse("2026-11-02T05:00:00Z"));
            assertThat(next("0 0 8-18 * * ?", NEW_YORK, Instant.parse("2026-10-31T22:00:00Z"), 1))
                    .containsExactly(Instant.parse("2026-11-01T13:00:00Z")); // 08:00 -05:00, nothing at 07:00
        }

        @Test
        void aRangeOfHoursThatBeginsInAGapBeginsAtItsEnd() {
            assertThat(next("0 30 2-4 * * ?", NEW_YORK, BEFORE_SPRING, 3))
                    .containsExactly(
                            Instant.parse("2026-03-08T07:00:00Z"), // for 02:30
                            Instant.parse("2026-03-08T07:30:00Z"),
                            Instant.parse("2026-03-08T08:30:00Z"));
        }

        @Test
        void aPreviewSaysWhatTheChangeDid() {
            ZoneId beirut = ZoneId.of("Asia/Beirut"); // 00:00 to 01:00 on 2026-03-29
            assertThat(notes("0 30 2 * * ?", NEW_YORK, BEFORE_SPRING, 2))
                    .containsExactly(new ClockNote.Moved(LocalDateTime.parse("2026-03-08T02:30")), null);
            assertThat(notes("0 30 0-5 * * ?", beirut, Instant.parse("2026-03-28T21:00:00Z"), 2))
                    .containsExactly(new ClockNote.Moved(LocalDateTime.parse("2026-03-29T00:30")), null);
            assertThat(notes("0 30 1 * * ?", NEW_YORK, BEFORE_FALL, 2))
                    .containsExactly(new ClockNote.Twice(LocalDateTime.parse("2026-11-01T01:30")), null);
            assertThat(notes("0 0/30 * * * ?", NEW_YORK, BEFORE_FALL, 4))
                    .containsExactly(
                            null,
                            null,
                            new ClockNote.Again(LocalDateTime.parse("2026-11-01T01:00")),
                            new ClockNote.Again(LocalDateTime.parse("2026-11-01T01:30")));
            assertThat(notes("0 0 0/2 * * ?", NEW_YORK, BEFORE_FALL, 2))
                    .containsExactly(new ClockNote.Elapsed(LocalDateTime.parse("2026-11-01T01:00")), null);
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

    @Nested
    class WithACalendar {
        private static final Calendar GOLDEN_WEEK = new Calendar(
                new InstanceId("i"),
                "CN",
                "",
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                CalendarDays.read("2026-10-01..2026-10-07\n+ 2026-10-10").spans());
        private static final Instant SEPTEMBER = Instant.parse("2026-09-30T04:00:00Z");

        @Test
        void dueTimesOnExcludedDaysAreLeftOutAndNotShifted() {
            assertThat(DueTimes.next(daily("0 0 2 * * ?"), Window.ALWAYS, GOLDEN_WEEK, SEPTEMBER, 4))
                    .extracting(due -> due.atZone(SHANGHAI).toLocalDate().toString())
                    .containsExactly("2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12");
        }

        @Test
        void aDayIsOneOfTheJobsOwnZone() {
            Trigger inNewYork = new Trigger.Cron("0 0 20 * * ?", NEW_YORK); // 08:00 the next day in Shanghai

            assertThat(DueTimes.next(inNewYork, Window.ALWAYS, GOLDEN_WEEK, SEPTEMBER, 2))
                    .containsExactly(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-09T00:00:00Z"));
        }

        @Test
        void aFastTriggerPassesOverAWeekAtOnce() {
            Trigger rate = new Trigger.FixedRate(NOW.minus(Duration.ofDays(400)), Duration.ofSeconds(1), SHANGHAI);

            assertThat(DueTimes.next(rate, Window.ALWAYS, GOLDEN_WEEK, Instant.parse("2026-09-30T15:59:59Z"), 2))
                    .containsExactly(Instant.parse("2026-10-07T16:00:00Z"), Instant.parse("2026-10-07T16:00:01Z"));
        }

        @Test
        void aPreviewNamesTheDaysThatAreLeftOut() {
            DueTimes.Preview preview = DueTimes.preview(daily("0 0 2 * * ?"), Window.ALWAYS, GOLDEN_WEEK, SEPTEMBER, 1);

            assertThat(preview.leftOut())
                    .hasSize(7)
                    .startsWith(LocalDate.of(2026, 10, 1))
                    .endsWith(LocalDate.of(2026, 10, 7));
        }

        @Test
        void whatACalendarExcludesAltogetherIsRefused() {
            Violation excluded = Violation.of("trigger", "never.calendar", "CN");
            Window october = new Window(SEPTEMBER, Instant.parse("2026-10-06T00:00:00Z"));

            assertThat(refuse(daily("0 0 2 ? * SUN"), Window.ALWAYS)).contains(excluded);
            assertThat(refuse(daily("0 0 2 * * ?"), october)).contains(excluded);
            assertThat(refuse(new Trigger.OneTime(Instant.parse("2026-10-04T00:00:00Z"), SHANGHAI), Window.ALWAYS))
                    .contains(excluded);
            assertThat(refuse(
                            new Trigger.FixedRate(Instant.parse("2026-10-03T00:00:00Z"), Duration.ofDays(7), SHANGHAI),
                            new Window(Instant.parse("2026-10-11T00:00:00Z"), null)))
                    .contains(excluded);
            assertThat(refuse(daily("0 0 2 ? * SAT"), Window.ALWAYS)).isEmpty(); // the worked one
        }

        private static Optional<Violation> refuse(Trigger trigger, Window window) {
            return DueTimes.refuse(trigger, window, GOLDEN_WEEK, SEPTEMBER);
        }

        private static Trigger daily(String cron) {
            return new Trigger.Cron(cron, SHANGHAI);
        }
    }

    private static List<@Nullable ClockNote> notes(String cron, ZoneId zone, Instant after, int count) {
        return DueTimes.preview(new Trigger.Cron(cron, zone), Window.ALWAYS, null, after, count).fires().stream()
                .<@Nullable ClockNote>map(DueTimes.Fire::note)
                .toList();
    }

    private static List<Instant> next(String cron, ZoneId zone, Instant after, int count) {
        return DueTimes.next(new Trigger.Cron(cron, zone), Window.ALWAYS, after, count);
    }
}
