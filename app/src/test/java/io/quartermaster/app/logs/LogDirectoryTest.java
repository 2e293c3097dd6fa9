package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirectoryTest {
    @TempDir
    Path directory;

    private void write(String name, String instant) throws IOException {
        Path file = Files.writeString(directory.resolve(name), name);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(instant)));
    }

    @Test
    void theEnginesFilesComeFirstThenOthersThenWhatWasRotatedNewestFirst() throws IOException {
        write("zoo.log", "2026-11-21T10:00:00Z");
        write("common-error.log", "2026-11-21T10:00:00Z");
        write("job-rpc.log", "2026-11-21T10:00:00Z");
        write("job-rpc.log.2026-11-19", "2026-11-19T23:00:00Z");
        write("job-rpc.log.2026-11-20", "2026-11-20T23:00:00Z");
        write("job-rpc.log.2026-11-18.gz", "2026-11-18T23:00:00Z");
        write("notes.txt", "2026-11-21T10:00:00Z");
        Files.createDirectory(directory.resolve("folder.log"));
        LogDirectory.Listing listing = LogDirectory.list(directory);
        assertThat(listing).isInstanceOfSatisfying(LogDirectory.Found.class, found -> {
            assertThat(found.files())
                    .extracting(LogFileInfo::name)
                    .containsExactly(
                            "job-rpc.log",
                            "common-error.log",
                            "zoo.log",
                            "job-rpc.log.2026-11-20",
                            "job-rpc.log.2026-11-19");
            assertThat(found.files().getFirst())
                    .isEqualTo(new LogFileInfo(
                            directory.resolve("job-rpc.log"),
                            "job-rpc.log",
                            11,
                            Instant.parse("2026-11-21T10:00:00Z"),
                            true,
                            false));
        });
    }

    @Test
    void aDirectoryThatIsNotThereIsSaidToBeAbsent() {
        Path none = directory.resolve("none");
        assertThat(LogDirectory.list(none)).isEqualTo(new LogDirectory.Absent(none));
    }
}
