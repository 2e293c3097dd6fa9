package io.quartermaster.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.wire.WireReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final ClientIdentity OWNER = new ClientIdentity("settlement", "000001", "10.0.0.1", 1, "first");
    private static final long SEGMENT = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void whatFinishedIsThereAfterARestartWithWhoHasYetToAcknowledgeIt() {
        try (FileJournal journal = open()) {
            assertThat(journal.kept()).isEmpty();
            journal.finished(done("a", "s1:1", "s2:1"));
            journal.finished(done("b", "s1:1"));
            journal.finished(new RunJournal.Done("oneway", null, Set.of()));
            journal.acknowledged("s1:1", List.of("a", "b", "never seen"));
        }
        try (FileJournal journal = open()) {
            assertThat(journal.kept())
                    .containsExactlyInAnyOrder(
                            done("a", "s2:1"), done("b"), new RunJournal.Done("oneway", null, Set.of()));
        }
    }

    @Test
    void aServerThatAsksLaterIsOwedTheResultToo() {
        try (FileJournal journal = open()) {
            journal.finished(done("a", "s1:1"));
            journal.acknowledged("s1:1", List.of("a"));
            journal.owed("a", "s2:1");
        }
        try (FileJournal journal = open()) {
            assertThat(journal.kept()).containsExactly(done("a", "s2:1"));
        }
    }

    @Test
    void anEntryCutOffInTheMiddleCostsOnlyItself() throws IOException {
        try (FileJournal journal = open()) {
            journal.finished(done("a", "s1:1"));
            journal.finished(done("b", "s1:1"));
        }
        for (int cut = 1; cut < 12; cut++) {
            Path file = onlySegment();
            long whole = Files.size(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole - cut);
            }
            try (FileJournal journal = open()) {
                assertThat(journal.kept()).as("cut off %s", cut).containsExactly(done("a", "s1:1"));
                journal.finished(done("b", "s1:1"));
            }
        }
        try (FileJournal journal = open()) {
            assertThat(journal.kept()).hasSize(2);
        }
    }

    @Test
    void whatFollowsAnEntryThatIsNotWhatWasWrittenIsNotBelieved() throws IOException {
        try (FileJournal journal = open()) {
            journal.finished(done("a", "s1:1"));
        }
        Path file = onlySegment();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), Files.size(file) - 3);
        }
        try (FileJournal journal = open()) {
            assertThat(journal.kept()).isEmpty();
        }
    }

    @Test
    void aSegmentThatWasNotFinishedWhenTheProcessEndedIsNotLookedAt() throws IOException {
        try (FileJournal journal = open()) {
            journal.finished(done("a", "s1:1"));
        }
        Files.writeString(directory.resolve("unfinished"), "noise");
        try (FileJournal journal = open()) {
            assertThat(journal.kept()).containsExactly(done("a", "s1:1"));
        }
    }

    @Test
    void itDoesNotGrowWithTheRunsThatAreOverAndDoneWith() throws IOException {
        String large = "x".repeat(10_000);
        try (FileJournal journal = FileJournal.open(directory, OWNER, 200_000)) {
            journal.finished(done("unacknowledged", "s1:1"));
            for (int i = 0; i < 20_000; i++) {
                journal.finished(new RunJournal.Done(
                        "t" + i,
                        WireReport.newBuilder()
                                .setTriggerId("t" + i)
                                .setMessage(large)
                                .build(),
                        Set.of()));
            }
        }
        long bytes;
        try (Stream<Path> files = Files.list(directory)) {
            bytes = files.mapToLong(file -> file.toFile().length()).sum();
        }
        assertThat(bytes).isLessThan(4 * (32L << 20));
        try (FileJournal journal = open()) {
            assertThat(journal.kept()).contains(done("unacknowledged", "s1:1"));
            assertThat(journal.kept()).hasSizeBetween(3_000, 4_000);
            assertThat(journal.kept().get(journal.kept().size() - 2).triggerId())
                    .isEqualTo("t19999");
        }
    }

    @Test
    void aSecondClientWithTheSameDirectoryIsToldWhoHasIt() {
        try (FileJournal journal = open()) {
            assertThat(journal.kept()).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        open().close();
    }

    @Test
    void anotherApplicationsJournalIsNotTaken() {
        open().close();
        ClientIdentity other = new ClientIdentity("ledger", "000001", "10.0.0.1", 1, "second");
        assertThatThrownBy(() -> FileJournal.open(directory, other, SEGMENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("application settlement");
        open().close();
    }

    private FileJournal open() {
        return FileJournal.open(directory, OWNER, SEGMENT);
    }

    private Path onlySegment() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> segments =
                    files.filter(file -> file.toString().endsWith(".journal")).toList();
            assertThat(segments).hasSize(1);
            return segments.get(0);
        }
    }

    private static RunJournal.Done done(String id, String... servers) {
        return new RunJournal.Done(id, WireReport.newBuilder().setTriggerId(id).build(), Set.of(servers));
    }
}
