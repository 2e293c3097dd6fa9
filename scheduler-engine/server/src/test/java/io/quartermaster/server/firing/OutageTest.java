package io.quartermaster.server.firing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");

    private final Outage outage = new Outage(Duration.ofMinutes(1));

    @Test
    void withoutOneAnybodyMayTry() {
        assertThat(outage.mayTry(START)).isTrue();
        assertThat(outage.mayTry(START)).isTrue();
        assertThat(outage.answered()).isNull();
    }

    @Test
    void whileItLastsOneTriesAtATimeAndMoreAndMoreRarely() {
        assertThat(outage.failed(START)).isTrue();
        Instant now = START;
        for (long pause : new long[] {500, 1_000, 2_000, 4_000, 5_000, 5_000}) {
            assertThat(outage.mayTry(now.plusMillis(pause - 1))).isFalse();
            now = now.plusMillis(pause);
            assertThat(outage.mayTry(now)).isTrue();
            assertThat(outage.mayTry(now)).isFalse();
            assertThat(outage.failed(now)).isFalse();
        }
    }

    @Test
    void itIsTriedSeveralTimesWithinTheTimeAMessageWaits() {
        Outage brief = new Outage(Duration.ofSeconds(2));
        Instant now = START;
        brief.failed(now);
        for (int tries = 0; tries < 5; tries++) {
            now = now.plusMillis(500);
            assertThat(brief.mayTry(now)).isTrue();
            brief.failed(now);
        }
    }

    @Test
    void anAnswerEndsItAndTheNextOneBeginsAnew() {
        outage.failed(START);

        assertThat(outage.answered()).isEqualTo(START);
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.failed(START.plusSeconds(9))).isTrue();
        assertThat(outage.mayTry(START.plusSeconds(9).plusMillis(500))).isTrue();
    }

    @Test
    void severalThatFailTogetherDoNotMakeThePauseLonger() {
        outage.failed(START);
        outage.failed(START);
        outage.failed(START);

        assertThat(outage.mayTry(START.plusMillis(500))).isTrue();
    }

    @Test
    void whoHasNothingToTryWithLetsTheNextOneTry() {
        outage.failed(START);
        assertThat(outage.mayTry(START.plusSeconds(1))).isTrue();
        outage.notTried();

        assertThat(outage.mayTry(START.plusSeconds(1))).isTrue();
    }
}
