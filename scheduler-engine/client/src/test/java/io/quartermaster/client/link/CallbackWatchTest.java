package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallbackWatchTest {
    private long now;
    private final CallbackWatch watch = new CallbackWatch("s1:9001", () -> now);

    @Test
    void aLateCallbackIsToldOnceAMinute() {
        assertThat(cameAfter(Duration.ofMillis(900))).isFalse();
        assertThat(cameAfter(Duration.ofMillis(1_100))).isTrue();
        assertThat(cameAfter(Duration.ofMillis(1_100))).isFalse();
        now += Duration.ofMinutes(1).toNanos();
        assertThat(cameAfter(Duration.ofMillis(1_100))).isTrue();
    }

    @Test
    void theFirstOfThoseThatWaitCounts() {
        watch.asked();
        now += Duration.ofSeconds(2).toNanos();
        watch.asked();
        assertThat(watch.came()).isTrue();
        assertThat(watch.came()).isFalse();
    }

    private boolean cameAfter(Duration wait) {
        watch.asked();
        now += wait.toNanos();
        return watch.came();
    }
}
