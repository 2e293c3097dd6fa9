package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.TraceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLinesTest {
    private static final TraceId TRACE = new TraceId("0a1b2c3d4e5f");

    @TempDir
    Path directory;

    private TraceLines lines() {
        return new TraceLines(directory, ZoneOffset.ofHours(8));
    }

    @Test
    void theLinesOfATraceAreMergedFromAllFilesInTimeOrderWithTheirStackTraces() throws IOException {
        Files.writeString(
                directory.resolve("job-rpc.log"),
                """
                2026-11-21 14:00:00.100, 0a1b2c3d4e5f, settle-eod, sent
                2026-11-21 14:00:00.150, 0a1b2c3d4e5f0, other-job, sent
                2026-11-21 14:00:00.400, 0a1b2c3d4e5f, settle-eod, SUCCEED
                """);
        Files.writeString(
                directory.resolve("common-error.log"),
                """
                2026-11-21 14:00:00.300, ERROR, 0a1b2c3d4e5f, could not store
                java.lang.IllegalStateException: gone
                \tat a.B.c(B.java:1)
                2026-11-21 14:00:00.350, ERROR, ffffffffffff, unrelated
                """);
        Files.writeString(
                directory.resolve("job-rpc.log.2026-11-20"),
                """
                2026-11-20 23:59:59.999, 0a1b2c3d4e5f, settle-eod, planned
                """);
        TraceLines.Collected collected = lines().collect(TRACE);
        assertThat(collected.lines())
                .extracting(line -> line.origin() + " " + line.text())
                .containsExactly(
                        "job-rpc.log.2026-11-20:1 2026-11-20 23:59:59.999, 0a1b2c3d4e5f, settle-eod, planned",
                        "job-rpc.log:1 2026-11-21 14:00:00.100, 0a1b2c3d4e5f, settle-eod, sent",
                        "common-error.log:1 2026-11-21 14:00:00.300, ERROR, 0a1b2c3d4e5f, could not store",
                        "common-error.log:2 java.lang.IllegalStateException: gone",
                        "common-error.log:3 \tat a.B.c(B.java:1)",
                        "job-rpc.log:3 2026-11-21 14:00:00.400, 0a1b2c3d4e5f, settle-eod, SUCCEED");
        assertThat(collected.overfull()).isFalse();
        assertThat(collected.unread()).isEmpty();
    }

    @Test
    void aDirectoryWithoutLogsHasNoLines() {
        assertThat(new TraceLines(directory.resolve("none"), ZoneOffset.UTC)
                        .collect(TRACE)
                        .lines())
                .isEmpty();
    }

    @Test
    void collectingIsBoundedAndSaysSo() throws IOException {
        Files.writeString(
                directory.resolve("job-rpc.log"),
                "2026-11-21 14:00:00.100, 0a1b2c3d4e5f, again\n".repeat(TraceLines.MOST_LINES + 5));
        TraceLines.Collected collected = lines().collect(TRACE);
        assertThat(collected.overfull()).isTrue();
        assertThat(collected.lines()).hasSize(TraceLines.MOST_LINES);
    }

    @Test
    void theNewestLineProvesASwitchOnlyWhenItWasWrittenAfterIt() throws IOException {
        Files.writeString(
                directory.resolve("job-msg.log"),
                """
                2026-11-21 14:00:01.000, t1, topic, ^zoneName$=CellB, sent
                2026-11-21 14:00:02.000, t2, topic, ^zoneName$=CellB, sent
                2026-11-21 14:00:03.000, t3, topic, ^zoneName$=CellA, sent
                """);
        Instant switched = Instant.parse("2026-11-21T06:00:01.500Z");
        assertThat(lines().newestLine("job-msg.log", "^zoneName$=CellB", switched))
                .get()
                .satisfies(line -> assertThat(line.origin()).isEqualTo("job-msg.log:2"))
                .extracting(LogLine::text)
                .asString()
                .contains("t2");
        assertThat(lines().newestLine("job-msg.log", "^zoneName$=CellB", Instant.parse("2026-11-21T06:00:02Z")))
                .isEmpty();
        assertThat(lines().newestLine("none.log", "x", switched)).isEmpty();
    }

    @Test
    void aProofRotatedAwayAMomentAgoIsStillFound() throws IOException {
        Files.writeString(
                directory.resolve("job-msg.log.2026-11-20"), "2026-11-20 23:59:59.900, t1, ^zoneName$=CellB, sent\n");
        Files.writeString(directory.resolve("job-msg.log"), "");
        assertThat(lines().newestLine("job-msg.log", "^zoneName$=CellB", Instant.parse("2026-11-20T15:59:59Z")))
                .isPresent();
    }
}
