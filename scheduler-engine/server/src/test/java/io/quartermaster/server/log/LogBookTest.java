package io.quartermaster.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LogBookTest {
    private static final LogLine LINE = LogLine.of(new TraceId("trace-0001"), new InstanceId("000001"), "settle eod");

    @TempDir
    Path directory;

    @Test
    void aLineIsColumnsWhateverItsValuesHold() throws IOException {
        try (LogBook book = book(directory)) {
            book.add(
                    LogBook.Name.JOB_RPC,
                    LINE.and("a,b\nc\r\\\td").and(null).and("").asFailed());
        }

        assertThat(lines(directory, "job-rpc.log"))
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3},trace-0001,000001,settle eod,.*")
                .endsWith(",a\\u002Cb\\nc\\r\\\\\\u0009d,-,-, failed");
    }

    @Test
    void theLastColumnIsTextAndKeepsItsCommas() throws IOException {
        try (LogBook book = book(directory)) {
            book.started("server s1, zone A, started\nand so on");
            book.add(LogBook.Name.JOB_RPC, LINE.and("a,b").text("c, d").asFailed());
            book.error("here", "this, and that", "it goes on", null);
        }

        assertThat(lines(directory, "antscheduler-default.log"))
                .singleElement()
                .asString()
                .endsWith(",-,-,-,server s1, zone A, started\\nand so on");
        assertThat(lines(directory, "job-rpc.log").getFirst()).endsWith(",a\\u002Cb,c, d, failed");
        assertThat(lines(directory, "common-error.log").getFirst())
                .endsWith(",-,-,-,here,this\\u002C and that,it goes on,-");
    }

    @Test
    void anErrorIsOneLineWithItsConsequenceAndTrace() throws IOException {
        try (LogBook book = book(directory)) {
            book.error("here", "it broke", "it is tried again", new IllegalStateException("why"));
        }

        assertThat(lines(directory, "common-error.log"))
                .singleElement()
                .asString()
                .contains(",-,-,-,here,it broke,it is tried again,java.lang.IllegalStateException: why\\n");
    }

    @Test
    void aFileIsRolledBySizeAndTheOldestGoes() throws IOException {
        try (LogBook book = LogBook.open(directory, InstantSource.system(), 200)) {
            for (int i = 0; i < 30; i++) {
                book.add(LogBook.Name.JOB_RPC, LINE.and("line " + i));
            }
        }

        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder(
                        "job-rpc.log",
                        "job-rpc.log.1",
                        "job-rpc.log.2",
                        "job-rpc.log.3",
                        "job-rpc.log.4",
                        "job-rpc.log.5");
        assertThat(lines(directory, "job-rpc.log").getLast()).endsWith("line 29");
        assertThat(Files.size(directory.resolve("job-rpc.log.5"))).isLessThanOrEqualTo(200);
    }

    @Test
    void aFileIsRolledWhenTheDayChanges() throws IOException {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
        try (LogBook book = LogBook.open(directory, clock)) {
            book.add(LogBook.Name.JOB_MSG, LINE.and("saturday"));
            clock.advance(Duration.ofDays(1));
            book.add(LogBook.Name.JOB_MSG, LINE.and("sunday"));
        }

        assertThat(lines(directory, "job-msg.log")).singleElement().asString().endsWith("sunday");
        assertThat(lines(directory, "job-msg.log.1")).singleElement().asString().endsWith("saturday");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsToldOfOnceAndUsedAgainWhenItCan() throws IOException {
        Path logs = directory.resolve("logs");
        Files.writeString(logs, "a file where the directory should be");
        try (LogBook book = book(logs)) {
            book.add(LogBook.Name.JOB_RPC, LINE.and("lost"));
            book.add(LogBook.Name.JOB_RPC, LINE.and("lost"));
            assertThat(book.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains(logs.toString()));
            assertThat(book.lostLines()).isEqualTo(2);

            Files.delete(logs);
            Eventually.until("it is written again", () -> {
                book.add(LogBook.Name.JOB_RPC, LINE.and("kept"));
                return book.problem().isEmpty();
            });
        }

        assertThat(lines(logs, "job-rpc.log")).isNotEmpty().allMatch(line -> line.endsWith("kept"));
        assertThat(lines(logs, "antscheduler-default.log")).anyMatch(line -> line.contains("lines were lost"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLosesLinesAndNothingElse() {
        Path full = Path.of("/dev/full");
        LogFile file = new LogFile(full, Long.MAX_VALUE);

        assertThat(catchThrowable(() -> file.add("x", LocalDate.EPOCH)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        file.close();
    }

    @Test
    void aFileThatIsTakenAwayIsMadeAgain() throws IOException {
        try (LogBook book = book(directory)) {
            book.add(LogBook.Name.JOB_RPC, LINE.and("before"));
            Files.delete(directory.resolve("job-rpc.log"));

            Eventually.until("it is there again", () -> {
                book.add(LogBook.Name.JOB_RPC, LINE.and("after"));
                return Files.exists(directory.resolve("job-rpc.log"));
            });
        }
    }

    private static LogBook book(Path directory) {
        return LogBook.open(directory, InstantSource.system());
    }

    private static List<String> lines(Path directory, String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }
}
