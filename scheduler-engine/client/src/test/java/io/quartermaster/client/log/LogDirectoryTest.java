package io.quartermaster.client.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.Communication;
import io.quartermaster.client.wire.WireChunk;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirectoryTest {
    private static final ClientIdentity OWNER = new ClientIdentity("settlement", "000001", "10.0.0.1", 1, "first");

    private volatile Instant now = Instant.parse("2026-11-21T10:00:30Z");
    private final InstantSource clock = () -> now;

    @TempDir
    Path directory;

    @Test
    void aFullFileIsRolledAndSevenOfThemAreKept() throws IOException {
        LogDirectory logs = open(100);
        for (int i = 0; i < 40; i++) {
            logs.add("scheduler/x.log", "line " + i + " " + "x".repeat(40));
        }
        logs.close();
        assertThat(lines("scheduler/x.log")).last().asString().startsWith("line 39");
        try (Stream<Path> files = Files.list(directory.resolve("scheduler"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly(
                            "x.log", "x.log.1", "x.log.2", "x.log.3", "x.log.4", "x.log.5", "x.log.6", "x.log.7");
        }
    }

    @Test
    void aNewDayBeginsANewFileEvenAfterARestart() throws IOException {
        Path file = directory.resolve("scheduler/x.log");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "yesterday's\n");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(now.minus(Duration.ofDays(1))));
        LogDirectory logs = open(1_000);
        logs.add("scheduler/x.log", "today's");
        logs.close();
        assertThat(lines("scheduler/x.log")).containsExactly("today's");
        assertThat(lines("scheduler/x.log.1")).containsExactly("yesterday's");
    }

    @Test
    void whatADiskDoesNotTakeIsDroppedAndCountedAndWritingGoesOn() throws IOException {
        Files.createDirectories(directory);
        Path obstacle = Files.writeString(directory.resolve("scheduler"), "in the way");
        LogDirectory logs = open(1_000);
        logs.add("scheduler/x.log", "lost");
        logs.add("tracelog/y.log", "written");
        await(() -> Files.exists(directory.resolve("tracelog/y.log")));
        Files.delete(obstacle);
        logs.add("scheduler/x.log", "after");
        logs.close();
        assertThat(lines("scheduler/x.log")).containsExactly("after");
        assertThat(lines("scheduler/common-error.log"))
                .singleElement()
                .asString()
                .contains("1 lines of the log files were dropped");
    }

    @Test
    void whoLogsNeverWaitsForRoom() throws IOException {
        LogDirectory logs = new LogDirectory(directory, clock, 1_000, 10);
        for (int i = 0; i < 1_000; i++) {
            logs.add("scheduler/x.log", "line " + i);
        }
        logs.start();
        logs.close();
        assertThat(lines("scheduler/x.log")).hasSize(10);
        assertThat(lines("scheduler/common-error.log"))
                .singleElement()
                .asString()
                .contains("990 lines");
    }

    @Test
    void clientsOfOneProcessShareADirectoryAndTheLastOneEndsItsThread() throws IOException {
        LogDirectory one = LogDirectory.open(directory, clock);
        LogDirectory other = LogDirectory.open(directory.resolve("x/.."), clock);
        assertThat(other).isSameAs(one);
        one.close();
        ClientLog.named("common-default").info("trigger {}\nran {}", "t1", 2);
        other.close();
        ClientLog.named("common-default").info("later");
        assertThat(lines("scheduler/common-default.log"))
                .singleElement()
                .asString()
                .endsWith(",INFO,-,trigger t1\\nran 2");
    }

    @Test
    void eachRunHasALineAndEachHandlerOneAMinute() throws IOException {
        LogDirectory logs = open(1 << 20);
        RunTraces traces = new RunTraces(logs, OWNER);
        traces.ended(dispatch("t1").build(), report(40).setSuccess(true).build());
        traces.ended(
                dispatch("t2").setCommunication(Communication.ONEWAY).build(),
                report(10).setSuccess(true).setMessage("a,b\nc").build());
        traces.ended(dispatch("t3").build(), report(5).setMessage("broken").build());
        now = Instant.parse("2026-11-21T10:01:10Z");
        traces.ended(dispatch("t4").build(), report(7).setStoppedAfterMs(3).build());
        traces.close();
        logs.close();
        assertThat(withoutTime("tracelog/scheduler-accept-digest.log"))
                .containsExactly(
                        "trace,settlement,000001,nightly,t1,hello,SIMPLE,CALLBACK,SUCCESS,40,-",
                        "trace,settlement,000001,nightly,t2,hello,SIMPLE,ONEWAY,SUCCESS,10,a\\u002cb\\u000ac",
                        "trace,settlement,000001,nightly,t3,hello,SIMPLE,CALLBACK,FAILED,5,broken",
                        "trace,settlement,000001,nightly,t4,hello,SIMPLE,CALLBACK,STOPPED,7,-");
        assertThat(withoutTime("tracelog/scheduler-accept-stat.log"))
                .containsExactly(
                        "settlement,000001,hello,SIMPLE,FAILED,1,5,5",
                        "settlement,000001,hello,SIMPLE,SUCCESS,2,50,40",
                        "settlement,000001,hello,SIMPLE,STOPPED,1,7,7");
        assertThat(directory.resolve("tracelog/scheduler-send-digest.log")).doesNotExist();
    }

    @Test
    void whatIsReadForOthersAndWhatOthersReadHaveTwins() throws IOException {
        LogDirectory logs = open(1 << 20);
        RunTraces traces = new RunTraces(logs, OWNER);
        traces.ended(chunk("t1", ChunkTask.READ), report(1).setSuccess(true).build());
        traces.ended(chunk("t2", ChunkTask.PROCESS), report(2).setSuccess(true).build());
        traces.close();
        logs.close();
        assertThat(withoutTime("tracelog/scheduler-accept-digest.log")).hasSize(2);
        assertThat(withoutTime("tracelog/scheduler-send-digest.log"))
                .containsExactly("trace,settlement,000001,nightly,t1,hello,READ,CALLBACK,SUCCESS,1,-");
        assertThat(withoutTime("tracelog/scheduler-send-stat.log"))
                .containsExactly("settlement,000001,hello,READ,SUCCESS,1,1,1");
        assertThat(withoutTime("tracelog/scheduler-receive-digest.log"))
                .containsExactly("trace,settlement,000001,nightly,t2,hello,PROCESS,CALLBACK,SUCCESS,2,-");
        assertThat(withoutTime("tracelog/scheduler-receive-stat.log")).hasSize(1);
    }

    private LogDirectory open(long maxBytes) {
        LogDirectory logs = new LogDirectory(directory, clock, maxBytes, 10_000);
        logs.start();
        return logs;
    }

    private static WireDispatch.Builder dispatch(String id) {
        return WireDispatch.newBuilder()
                .setTriggerId(id)
                .setTraceId("trace")
                .setJobName("nightly")
                .setHandler("hello");
    }

    private static WireDispatch chunk(String id, ChunkTask task) {
        return dispatch(id).setChunk(WireChunk.newBuilder().setTask(task)).build();
    }

    private static WireReport.Builder report(long millis) {
        return WireReport.newBuilder().setStartedMs(1_000).setFinishedMs(1_000 + millis);
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }

    private List<String> withoutTime(String file) throws IOException {
        return lines(file).stream()
                .map(line -> line.replaceFirst("^[^,]*,", ""))
                .toList();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
