package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(2), new SplittableRandom(1));

    @Test
    void waitsDoubleUpToTheBoundWithARandomHalf() {
        for (long full : new long[] {100, 200, 400, 800, 1_600, 2_000, 2_000}) {
            assertThat(backOff.next()).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
        }
    }

    @Test
    void neverOverflowsHoweverOftenItFails() {
        for (int i = 0; i < 200; i++) {
            assertThat(backOff.next()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void startsOverAfterASuccess() {
        backOff.next();
        backOff.next();
        backOff.reset();
        assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
