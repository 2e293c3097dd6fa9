package io.quartermaster.server.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.RecordId;
import io.quartermaster.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueTimerTest {
    private static final Instant DUE = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void onlyAGreatInstantInAMomentHasOtherWorkWait() {
        ManualClock clock = new ManualClock(DUE.minusMillis(20));
        Instant never = Instant.now().plusSeconds(3600);
        try (DueTimer timer = DueTimer.start("test", 1, clock, due -> never, records -> {})) {
            for (int i = 1; i <= 15; i++) {
                timer.at(DUE, new RecordId(i));
            }
            assertThat(timer.calmIn()).isZero();

            timer.at(DUE, new RecordId(16));
            assertThat(timer.calmIn()).isEqualTo(Duration.ofMillis(70));

            clock.advance(Duration.ofSeconds(1));
            assertThat(timer.calmIn()).isZero();
        }
    }
}
