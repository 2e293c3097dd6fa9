package io.quartermaster.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The checker's own idea of when jobs fall due, by hand.
class TimingTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:20Z");
    private static final Instant END = Instant.parse("2026-03-01T10:02:20Z");

    @Test
    void secondsBeginAnewInEveryMinute() {
        assertThat(new Timing.Seconds(7, 25).dues(START, END))
                .isEqualTo(at("10:00:32", "10:00:57", "10:01:07", "10:01:32", "10:01:57", "10:02:07"));
    }

    @Test
    void theStartCountsAndTheEndDoesNot() {
        assertThat(new Timing.Seconds(20, 60).dues(START, END)).isEqualTo(at("10:00:20", "10:01:20"));
    }

    @Test
    void minutesAreThoseOfTheZone() {
        Instant end = START.plus(Duration.ofMinutes(30));
        assertThat(new Timing.Minutes(5, 0, 15, ZoneId.of("UTC")).dues(START, end))
                .isEqualTo(at("10:15:05", "10:30:05"));
        // 5 h 45 min ahead: 10:00 is 15:45 there
        assertThat(new Timing.Minutes(5, 10, 30, ZoneId.of("Asia/Kathmandu")).dues(START, end))
                .isEqualTo(at("10:25:05"));
    }

    @Test
    void aRateCountsFromItsFirstTime() {
        assertThat(new Timing.Rate(Duration.ofMillis(1500), Duration.ofSeconds(50)).dues(START, END))
                .isEqualTo(at("10:00:21.500", "10:01:11.500", "10:02:01.500"));
    }

    @Test
    void onceIsOnce() {
        assertThat(new Timing.Once(Duration.ofSeconds(3)).dues(START, END)).isEqualTo(at("10:00:23"));
    }

    private static List<Long> at(String... times) {
        return Arrays.stream(times)
                .map(time -> Instant.parse("2026-03-01T" + time + "Z").toEpochMilli())
                .toList();
    }
}
