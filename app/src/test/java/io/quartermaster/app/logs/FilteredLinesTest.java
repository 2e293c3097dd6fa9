package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilteredLinesTest {
    @TempDir
    Path directory;

    @Test
    void onlyMatchingLinesAreShownWithTheirOwnNumbers() throws IOException {
        Path path = Files.writeString(directory.resolve("a.log"), "t1 a\nt2 b\nt1 c\nt2 d\n");
        try (LogFile file = LogFile.open(path)) {
            file.indexMore(ScanControl.NONE);
            FilteredLines filtered = new FilteredLines(file, LogQuery.of("t2").test());
            filtered.fill(ScanControl.NONE);
            assertThat(filtered.from(0, 9)).extracting(LogLine::text).containsExactly("t2 b", "t2 d");
            assertThat(filtered.from(0, 9)).extracting(LogLine::number).containsExactly(2L, 4L);
            assertThat(filtered.from(0, 9)).extracting(LogLine::address).containsExactly(0L, 1L);
            assertThat(filtered.before(2, 1)).extracting(LogLine::text).containsExactly("t2 d");
            assertThat(filtered.next(LogQuery.of("d").test(), 0, ScanControl.NONE))
                    .hasValue(1);
            assertThat(filtered.addressOfLine(3)).hasValue(1);
        }
    }

    @Test
    void aGrowingFileFillsItAndALineFinishedLaterIsInItOnce() throws IOException {
        Path path = Files.writeString(directory.resolve("a.log"), "x hit\nhit unfin");
        try (LogFile file = LogFile.open(path)) {
            FilteredLines filtered = new FilteredLines(file, LogQuery.of("hit").test());
            filtered.fill(ScanControl.NONE);
            Files.writeString(path, "ished\nmiss\nhit 3\n", StandardOpenOption.APPEND);
            file.refresh();
            filtered.fill(ScanControl.NONE);
            assertThat(filtered.from(0, 9))
                    .extracting(LogLine::text)
                    .containsExactly("x hit", "hit unfinished", "hit 3");
        }
    }

    @Test
    void itIsBoundedAndSaysSo() throws IOException {
        Path path = Files.writeString(directory.resolve("a.log"), "hit\n".repeat(100));
        try (LogFile file = LogFile.open(path)) {
            FilteredLines filtered = new FilteredLines(file, LogQuery.of("hit").test(), 10);
            filtered.fill(ScanControl.NONE);
            assertThat(filtered.extent()).isEqualTo(10);
            assertThat(filtered.overfull()).isTrue();
        }
    }

    @Test
    void thePictureOfHitsKeepsItsPlacesWhileTheSourceGrows() {
        Density density = new Density();
        for (long address = 0; address < 1_000_000; address += 1_000) {
            density.add(address < 500_000 ? address : 999_000);
        }
        boolean[] marks = density.marks(1_000_000, 10);
        assertThat(density.total()).isEqualTo(1_000);
        assertThat(marks).containsExactly(true, true, true, true, true, false, false, false, false, true);
    }
}
