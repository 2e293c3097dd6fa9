package io.quartermaster.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {
    private static final Execution FIRST = new Execution("17", "0a1b", "settle-eod", 1000, 1012, 1020);

    @TempDir
    Path directory;

    @Test
    void whatWasWrittenDownIsReadAgain() throws IOException {
        Execution second = new Execution("18", "0a1c", "清算", 2000, 2001, 2001);
        Path file = directory.resolve("journal");
        try (Journal journal = new Journal(file)) {
            journal.add(FIRST);
            journal.add(second);
        }

        assertThat(Execution.readAll(file)).containsExactly(FIRST, second);
    }

    @Test
    void theLineThatAKilledClientLeftUnfinishedIsPassedOver() throws IOException {
        Path file = directory.resolve("journal");
        String whole = FIRST.line();
        Files.writeString(file, whole);
        for (int length = 1; length < whole.length() - 1; length++) {
            Files.writeString(file, whole + whole.substring(0, length), StandardOpenOption.TRUNCATE_EXISTING);

            assertThat(Execution.readAll(file)).as("%d bytes more", length).containsExactly(FIRST);
        }
    }

    @Test
    void aClientThatGoesOnWithAJournalSpoilsNoLine() throws IOException {
        Path file = directory.resolve("journal");
        Files.writeString(file, FIRST.line() + FIRST.line().substring(0, 9));
        try (Journal journal = new Journal(file)) {
            journal.add(FIRST);
        }

        assertThat(Execution.readAll(file)).containsExactly(FIRST, FIRST);
    }

    @Test
    void aClientThatNeverStartedHasExecutedNothing() throws IOException {
        assertThat(Execution.readAll(directory.resolve("none"))).isEmpty();
    }
}
