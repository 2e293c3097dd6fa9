package io.quartermaster.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What readings that follow each other tell of a pace, and what they do not.
class PaceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Pace pace = Pace.UNKNOWN;

    @Test
    void oneReadingTellsNothingAndNeitherDoTwoWithinABlink() {
        read(0, 0, 0);
        assertThat(pace.itemsPerSecond()).isEmpty();
        read(2, 900, 9);
        assertThat(pace.itemsPerSecond()).isEmpty();
        assertThat(pace.remaining(100)).isEmpty();
    }

    @Test
    void theRateIsThatOfTheWindow() {
        read(0, 0, 0);
        read(10, 1_000, 10);
        assertThat(pace.itemsPerSecond()).hasValue(100);
        assertThat(pace.remaining(50)).contains(Duration.ofSeconds(50));
        read(41, 1_000, 10);
        read(45, 1_400, 14);
        assertThat(pace.itemsPerSecond())
                .as("what is older than the window counts no more")
                .hasValue(100);
    }

    @Test
    void whoHasSeenTooFewChunksEndSaysNothingOfTheEnd() {
        read(0, 0, 0);
        read(20, 10, 2);
        assertThat(pace.itemsPerSecond()).hasValue(0.5);
        assertThat(pace.remaining(50)).isEmpty();
    }

    @Test
    void aCountThatWentBackBeginsAnew() {
        read(0, 5_000, 50);
        read(5, 5_500, 55);
        read(6, 5_300, 55);
        assertThat(pace.itemsPerSecond()).isEmpty();
        read(10, 5_700, 60);
        assertThat(pace.itemsPerSecond()).hasValue(100);
    }

    private void read(int second, long items, int closed) {
        pace = pace.with(new Pace.Reading(NOON.plusSeconds(second), items, closed));
    }
}
