package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifty megabytes: large enough that reading it whole by mistake would show, small enough for every build.
class BigLogFileTest {
    private static final int LINES = 500_000;

    @TempDir
    Path directory;

    private Path write() throws IOException {
        Path file = directory.resolve("big.log");
        String tail = ", 5f0c2a9e41b7, settle-eod-12, 10.20.3.7:41822, CALLBACK, SUCCEED, zone=CellA, 30000 ms\n";
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 1; i <= LINES; i++) {
                out.write((i + (i == 400_000 ? " the needle" : "") + tail).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file;
    }

    @Test
    void aBigFileIsReadCountedAndSearchedWithAnIndexOfAFewKilobytes() throws IOException {
        try (LogFile file = LogFile.open(write())) {
            assertThat(file.extent()).isGreaterThan(45_000_000);
            assertThat(file.before(file.extent(), 1).getFirst().text()).startsWith(LINES + ",");
            file.indexMore(ScanControl.NONE);
            assertThat(file.lineCount()).hasValue(LINES);
            assertThat(file.index().memory()).isLessThanOrEqualTo(2 * Long.BYTES * (file.extent() >> 16));
            LineTest needle = LogQuery.of("THE NEEDLE").test();
            long hit = file.next(needle, 0, ScanControl.NONE).orElseThrow();
            assertThat(file.from(hit, 1).getFirst().number()).isEqualTo(400_000);
            assertThat(file.previous(needle, file.extent(), ScanControl.NONE)).hasValue(hit);
            assertThat(file.addressOfLine(400_000)).hasValue(hit);
        }
    }
}
