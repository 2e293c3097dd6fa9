package io.quartermaster.server.log;

import static org.assertj.core.api.Assertions.assertThat;

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
    void linesThatComeTogetherAreLinesOfTheirOwn() throws IOException {
        try (LogBook book = book(directory)) {
            book.add(
                    LogBook.Name.JOB_RPC,
                    List.of(LINE.with("a", null, 1), LINE.and("b").asFailed()));
            book.add(LogBook.Name.JOB_RPC, List.of());
            book.add(LogBook.Name.JOB_RPC, LINE.and("c"));
        }

        List<String> lines = lines(directory, "job-rpc.log");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("\\d{4}-.*,trace-0001,000001,settle eod,a,-,1");
        assertThat(lines.get(1)).matches("\\d{4}-.*,trace-0001,000001,settle eod,b, failed");
        assertThat(lines.get(2)).endsWith(",c");
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
    void aFullDiskLosesItsLinesAndNoOthersAndSaysHowManyWhenThereIsSpaceAgain() throws IOException {
        Path full = fullDisk("job-rpc.log");
        try (LogBook book = book(directory)) {
            book.add(LogBook.Name.JOB_RPC, LINE.and("lost"));
            book.add(LogBook.Name.JOB_RPC, LINE.and("lost"));
            book.add(LogBook.Name.JOB_MSG, LINE.and("kept"));

            assertThat(book.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("job-rpc.log", "No space left"));
            assertThat(lines(directory, "job-msg.log"))
                    .singleElement()
                    .asString()
                    .endsWith("kept");

            Files.delete(full);
            writtenAgain(book, LogBook.Name.JOB_RPC);
            assertThat(lines(directory, "job-rpc.log")).isNotEmpty().allMatch(line -> line.endsWith("kept"));
            assertThat(lines(directory, "antscheduler-default.log"))
                    .singleElement()
                    .asString()
                    .endsWith("log files can be written again; " + book.lostLines() + " lines were lost so far");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whenEveryFileIsOnTheFullDiskItIsToldOnceTheyCanBeWrittenAgain() throws IOException {
        Path rpc = fullDisk("job-rpc.log");
        Path msg = fullDisk("job-msg.log");
        Path own = fullDisk("antscheduler-default.log");
        try (LogBook book = book(directory)) {
            book.started("lost");
            book.add(LogBook.Name.JOB_RPC, LINE.and("lost"));
            book.add(LogBook.Name.JOB_MSG, LINE.and("lost"));

            Files.delete(rpc);
            Eventually.until("one file is written again", () -> {
                book.add(LogBook.Name.JOB_RPC, LINE.and("kept"));
                return Files.exists(rpc) && Files.size(rpc) > 0;
            });
            book.add(LogBook.Name.JOB_MSG, LINE.and("lost"));
            assertThat(book.problem()).isPresent();

            Files.delete(msg);
            Files.delete(own);
            // A file that is seldom written must not seem broken for days: the one line that is due is written when any
            // is.
            writtenAgain(book, LogBook.Name.JOB_MSG);
            Eventually.until("it is told", () -> {
                book.add(LogBook.Name.JOB_RPC, LINE.and("kept"));
                return Files.exists(own);
            });
            assertThat(book.problem()).isEmpty();
            assertThat(lines(directory, "antscheduler-default.log"))
                    .singleElement()
                    .asString()
                    .endsWith(" lines were lost so far");
        }
    }

    @Test
    void aLineOfWhichOnlyAPartFoundSpaceDoesNotSpoilTheNext() throws IOException {
        Files.writeString(directory.resolve("job-rpc.log"), "2026-11-21 12:00:00.000,trace");
        try (LogBook book = book(directory)) {
            book.add(LogBook.Name.JOB_RPC, LINE.and("whole"));
        }

        assertThat(lines(directory, "job-rpc.log")).hasSize(2);
        assertThat(lines(directory, "job-rpc.log").getLast())
                .contains(",trace-0001,")
                .endsWith("whole");
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

    /// Every write to it fails for want of space.
    private Path fullDisk(String file) throws IOException {
        return Files.createSymbolicLink(directory.resolve(file), Path.of("/dev/full"));
    }

    private static void writtenAgain(LogBook book, LogBook.Name name) {
        Eventually.until("all is written again", () -> {
            book.add(name, LINE.and("kept"));
            return book.problem().isEmpty();
        });
    }

    private static List<String> lines(Path directory, String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }
}
