package io.quartermaster.server.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.watching.Vitals.Counts;
import io.quartermaster.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    private Vitals vitals = vitals(new Counts(0, 0, 0, 0), 5, false);

    @Test
    void everyLineCountsWhatHappenedSinceTheLastOne() throws IOException {
        Monitor monitor = new Monitor(() -> vitals, book());
        vitals = vitals(new Counts(100, 3, 2, 1), 5, false);
        monitor.tell();
        vitals = vitals(new Counts(160, 3, 4, 1), 5, false);
        monitor.tell();

        assertThat(lines())
                .containsExactly(
                        "-,-,-,FIGURES,s1,100,3,2,1,11,12,13,2,5,512,leader,7",
                        "-,-,-,FIGURES,s1,60,0,2,0,11,12,13,2,5,512,leader,7");
    }

    @Test
    void aClockThatIsTooFarOffIsToldInTheSameMinute() throws IOException {
        vitals = vitals(new Counts(0, 0, 0, 0), 4200, true);
        new Monitor(() -> vitals, book()).tell();

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1))
                .startsWith("-,-,-,CLOCK,s1,4200,1000,the machine's clock is further off than the limit")
                .endsWith(", failed");
    }

    private LogBook book() {
        return LogBook.open(directory, new ManualClock(NOON));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("monitor.log")).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }

    private static Vitals vitals(Counts counts, long offset, boolean off) {
        return new Vitals(
                "s1",
                counts,
                new Vitals.Depths(11, 12, 13, 14, null),
                new Vitals.Base(Duration.ofMillis(2), NOON, Duration.ofMillis(offset), off, Duration.ofSeconds(1)),
                new Vitals.Standing(true, true, true, false, 512, 7));
    }
}
