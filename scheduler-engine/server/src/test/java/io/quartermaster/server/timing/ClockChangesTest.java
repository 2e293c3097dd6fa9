package io.quartermaster.server.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Trigger;
import io.quartermaster.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// What becomes of cron expressions when clocks are changed, for every zone the JDK knows: gaps and overlaps, of an
/// hour, half an hour (Lord Howe), two or three (Troll, Casey), a whole day (Apia), and Liberia’s 44 and a half
// minutes.
class ClockChangesTest {
    private static final List<Change> CHANGES = allChanges();

    /// One change of one zone's clock.
    record Change(ZoneId zone, ZoneOffsetTransition at) {
        @Override
        public String toString() {
            return zone + " " + at;
        }
    }

    /// An expression with the sets it stands for, and how far apart its due times lie (zero: times of the day).
    record Cron(String text, SlowCron slow, Duration stride) {
        @Override
        public String toString() {
            return text;
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void timesOfTheDayAgreeWithLookingAtEveryLocalTime(
            @ForAll("changes") Change change, @ForAll("timesOfTheDay") Cron cron) {
        Instant from = change.at().getInstant().minus(Duration.ofDays(2));
        Instant until = change.at().getInstant().plus(Duration.ofDays(2));

        assertSame(between(cron, change.zone(), from, until), cron.slow().onWall(change.zone(), from, until));
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void intervalsAgreeWithLookingAtEverySecond(@ForAll("changes") Change change, @ForAll("intervals") Cron cron) {
        Instant from = change.at().getInstant().minusSeconds(6 * 3600);
        Instant until = change.at().getInstant().plusSeconds(16 * 3600);

        assertSame(
                between(cron, change.zone(), from, until),
                cron.slow().elapsed(change.zone(), cron.stride(), from, until));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anIntervalRoundTheClockLeavesNoGapLargerThanItself(
            @ForAll("changes") Change change, @ForAll("roundTheClock") Cron cron) {
        Instant from = change.at().getInstant().minus(Duration.ofDays(2));
        Instant until = change.at().getInstant().plus(Duration.ofDays(2));

        List<Instant> due = between(cron, change.zone(), from, until);

        for (int i = 1; i < due.size(); i++) {
            assertThat(Duration.between(due.get(i - 1), due.get(i))).isBetween(Duration.ofSeconds(1), cron.stride());
        }
        assertThat(due.getLast()).isAfterOrEqualTo(until.minus(cron.stride()));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void noDueTimeComesTwiceWhereverOneBeginsToAsk(
            @ForAll("changes") Change change, @ForAll("any") Cron cron, @ForAll("offsets") int seconds) {
        Instant from = change.at().getInstant().minus(Duration.ofDays(1));
        Instant until = change.at().getInstant().plus(Duration.ofDays(1));
        Instant asked = change.at().getInstant().plusSeconds(seconds);

        List<Instant> due = between(cron, change.zone(), from, until);

        assertThat(due).isSorted().doesNotHaveDuplicates();
        assertThat(between(cron, change.zone(), asked, until))
                .isEqualTo(due.stream().filter(each -> each.isAfter(asked)).toList());
    }

    @Example
    void everyZoneRunsADailyJobOnceADayThroughAllItsChanges() {
        Cron cron = cron("30", Set.of(30), "2", Set.of(2));
        for (Change change : CHANGES) {
            Instant from = change.at().getInstant().minus(Duration.ofDays(3));
            Instant until = change.at().getInstant().plus(Duration.ofDays(3));
            assertThat(between(cron, change.zone(), from, until))
                    .as("%s", change)
                    .isEqualTo(cron.slow().onWall(change.zone(), from, until));
        }
    }

    @Example
    void everyZoneRunsEveryHalfHourThroughAllItsChanges() {
        Cron cron = cron("0/30", Set.of(0, 30), "*", numbers(0, 23, 1));
        for (Change change : CHANGES) {
            Instant from = change.at().getInstant().minus(Duration.ofHours(3));
            List<Instant> due =
                    between(cron, change.zone(), from, change.at().getInstant().plus(Duration.ofHours(3)));
            for (int i = 1; i < due.size(); i++) {
                assertThat(Duration.between(due.get(i - 1), due.get(i)))
                        .as("%s", change)
                        .isLessThanOrEqualTo(Duration.ofMinutes(30));
            }
            assertThat(due).as("%s", change).hasSizeBetween(11, 13);
        }
    }

    @Provide
    Arbitrary<Change> changes() {
        List<Change> odd = CHANGES.stream()
                .filter(each -> each.at().getDuration().abs().toMinutes() != 60)
                .toList();
        return Arbitraries.oneOf(Arbitraries.of(CHANGES), Arbitraries.of(odd));
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return Arbitraries.integers().between(-7200, 7200);
    }

    @Provide
    Arbitrary<Cron> timesOfTheDay() {
        Arbitrary<Set<Integer>> hours =
                Arbitraries.integers().between(0, 23).set().ofMinSize(1).ofMaxSize(6);
        return Combinators.combine(hours, minutes()).as((hour, minute) -> cron(list(minute), minute, list(hour), hour));
    }

    @Provide
    Arbitrary<Cron> roundTheClock() {
        Arbitrary<Integer> steps = Arbitraries.of(1, 1, 1, 2, 3, 4, 6, 8, 12);
        return Combinators.combine(steps, minutes(), Arbitraries.integers().between(0, 11))
                .as((step, minute, start) -> {
                    int first = start % step;
                    String field = step == 1 ? "*" : first + "/" + step;
                    return cron(list(minute), minute, field, numbers(first, 23, step));
                });
    }

    @Provide
    Arbitrary<Cron> intervals() {
        Arbitrary<Cron> ranges = Combinators.combine(
                        Arbitraries.integers().between(0, 22),
                        Arbitraries.integers().between(1, 12),
                        minutes())
                .as((from, length, minute) -> {
                    int to = Math.min(23, from + length);
                    return cron(list(minute), minute, from + "-" + to, numbers(from, to, 1));
                });
        return Arbitraries.oneOf(roundTheClock(), ranges);
    }

    @Provide
    Arbitrary<Cron> any() {
        return Arbitraries.oneOf(timesOfTheDay(), intervals());
    }

    private static Arbitrary<Set<Integer>> minutes() {
        return Arbitraries.oneOf(
                Arbitraries.of(1, 5, 7, 10, 15, 20, 30, 45).map(step -> numbers(0, 59, step)),
                Arbitraries.integers().between(0, 59).set().ofMinSize(1).ofMaxSize(3));
    }

    /// As a comparison of two lists, but one that shows a failure in a line.
    private static void assertSame(List<Instant> due, List<Instant> reference) {
        assertThat(due.stream().filter(each -> !reference.contains(each)))
                .as("due, but not by the reference")
                .isEmpty();
        assertThat(reference.stream().filter(each -> !due.contains(each)))
                .as("due by the reference only")
                .isEmpty();
        assertThat(due).isSorted().hasSameSizeAs(reference);
    }

    private static Cron cron(String minuteField, Set<Integer> minutes, String hourField, Set<Integer> hours) {
        SlowCron slow = new SlowCron(hours, minutes, Set.of(0));
        String text = "0 " + minuteField + " " + hourField + " * * ?";
        return new Cron(text, slow, stride(hours, minutes, hourField));
    }

    /// The largest distance within a stretch, found by laying two days out minute by minute.
    private static Duration stride(Set<Integer> hours, Set<Integer> minutes, String hourField) {
        if (hourField.matches("[\\d,]+")) {
            return Duration.ZERO;
        }
        int step = hourField.contains("/") ? Integer.parseInt(hourField.replaceAll(".*/", "")) : 1;
        int first = hours.stream().min(Integer::compare).orElseThrow();
        List<Integer> due = new ArrayList<>();
        for (int hour : List.of(first, first + step)) {
            minutes.stream().sorted().forEach(minute -> due.add(hour * 60 + minute));
        }
        return Duration.ofMinutes(IntStream.range(1, due.size())
                .map(i -> due.get(i) - due.get(i - 1))
                .max()
                .orElseThrow());
    }

    private static List<Instant> between(Cron cron, ZoneId zone, Instant after, Instant until) {
        Window window = new Window(null, until);
        return DueTimes.next(new Trigger.Cron(cron.text(), zone), window, after, Integer.MAX_VALUE);
    }

    private static Set<Integer> numbers(int from, int to, int step) {
        return IntStream.iterate(from, each -> each <= to, each -> each + step)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String list(Collection<Integer> numbers) {
        return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Every change since Quartz's first year, and those of the years to come, of every zone; of zones with the same
    /// rules (a third of them are names of others) one stands for all.
    private static List<Change> allChanges() {
        Instant until = Instant.parse("2030-01-01T00:00:00Z");
        Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .forEach(zone -> zones.putIfAbsent(zone.getRules(), zone));
        return zones.values().stream()
                .flatMap(zone -> Stream.iterate(
                                zone.getRules().nextTransition(Instant.parse("1971-01-01T00:00:00Z")),
                                at -> at != null && at.getInstant().isBefore(until),
                                at -> zone.getRules().nextTransition(at.getInstant()))
                        .map(at -> new Change(zone, at)))
                .toList();
    }
}
