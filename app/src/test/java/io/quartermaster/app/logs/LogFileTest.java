package io.quartermaster.app.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path directory;

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("some.log"), content);
    }

    private static List<String> texts(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).toList();
    }

    private static List<String> allForward(LogFile file) throws IOException {
        List<String> all = new ArrayList<>();
        long address = 0;
        while (true) {
            List<LogLine> window = file.from(address, 3);
            all.addAll(texts(window));
            if (window.size() < 3) {
                return all;
            }
            List<LogLine> beyond = file.from(window.getLast().address(), 2);
            if (beyond.size() < 2) {
                return all;
            }
            address = beyond.getLast().address();
        }
    }

    private static List<String> allBackward(LogFile file) throws IOException {
        List<String> all = new ArrayList<>();
        long address = file.extent();
        while (true) {
            List<LogLine> window = file.before(address, 3);
            if (window.isEmpty()) {
                Collections.reverse(all);
                return all;
            }
            List<String> backward = new ArrayList<>(texts(window));
            Collections.reverse(backward);
            all.addAll(backward);
            address = window.getFirst().address();
        }
    }

    @Test
    void forwardAndBackwardGiveTheSameLinesAcrossBufferSeams() throws IOException {
        List<String> lines = IntStream.range(0, 5_000)
                .mapToObj(i -> "line " + i + " " + "x".repeat(i % 97))
                .toList();
        try (LogFile file = LogFile.open(write(String.join("\n", lines) + "\n"))) {
            assertThat(allForward(file)).isEqualTo(lines);
            assertThat(allBackward(file)).isEqualTo(lines);
        }
    }

    @Test
    void anEmptyFileHasNoLinesAndIsCounted() throws IOException {
        try (LogFile file = LogFile.open(write(""))) {
            assertThat(file.from(0, 10)).isEmpty();
            assertThat(file.before(0, 10)).isEmpty();
            file.indexMore(ScanControl.NONE);
            assertThat(file.lineCount()).isEqualTo(OptionalLong.of(0));
        }
    }

    @Test
    void aLastLineWithoutNewlineIsALineAndItIsNotShownTwiceWhenItIsFinished() throws IOException {
        Path path = write("one\ntwo\nthr");
        try (LogFile file = LogFile.open(path)) {
            assertThat(texts(file.before(file.extent(), 2))).containsExactly("two", "thr");
            file.indexMore(ScanControl.NONE);
            assertThat(file.lineCount()).isEqualTo(OptionalLong.of(3));
            Files.writeString(path, "ee\nfour\n", StandardOpenOption.APPEND);
            assertThat(file.refresh()).isEqualTo(FileChange.GROWN);
            file.indexMore(ScanControl.NONE);
            assertThat(texts(file.before(file.extent(), 9))).containsExactly("one", "two", "three", "four");
            assertThat(file.lineCount()).isEqualTo(OptionalLong.of(4));
            assertThat(file.refresh()).isEqualTo(FileChange.NONE);
        }
    }

    @Test
    void carriageReturnsOfWindowsFilesAreNoPartOfTheLine() throws IOException {
        try (LogFile file = LogFile.open(write("one\r\ntwo\r\n\r\nthree\r"))) {
            assertThat(texts(file.from(0, 9))).containsExactly("one", "two", "", "three");
        }
    }

    @Test
    void bytesThatAreNotUtf8AreReplacedAndChineseIsKept() throws IOException {
        Path path = directory.resolve("bytes.log");
        Files.write(path, new byte[] {'a', (byte) 0xFF, (byte) 0xE4, '\n'});
        Files.writeString(path, "任务失败\n", StandardOpenOption.APPEND);
        try (LogFile file = LogFile.open(path)) {
            assertThat(texts(file.from(0, 9))).containsExactly("a\uFFFD\uFFFD", "任务失败");
        }
    }

    @Test
    void aLongLineIsCutSaysSoAndIsThereWhole() throws IOException {
        String longLine = "ä".repeat(300_000);
        try (LogFile file = LogFile.open(write("before\n" + longLine + "\nafter\n"))) {
            List<LogLine> lines = file.from(0, 3);
            LogLine cut = lines.get(1);
            assertThat(cut.cut()).isTrue();
            assertThat(cut.text()).isEqualTo(longLine.substring(0, LogLine.SHOWN_CHARS));
            assertThat(cut.length()).isEqualTo(600_000);
            assertThat(file.whole(cut, 1 << 20)).isEqualTo(longLine);
            assertThat(lines.get(2).text()).isEqualTo("after");
            assertThat(texts(file.before(file.extent(), 1))).containsExactly("after");
        }
    }

    @Test
    void aCutNeverSplitsACharacterOfTwoChars() throws IOException {
        String line = "x" + "😀".repeat(3_000);
        try (LogFile file = LogFile.open(write(line))) {
            String text = file.from(0, 1).getFirst().text();
            assertThat(text).hasSize(LogLine.SHOWN_CHARS - 1);
            assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1)))
                    .isFalse();
        }
    }

    @Test
    void lineNumbersAreKnownWhereTheIndexHasBeenAndLinesAreFoundByNumber() throws IOException {
        List<String> lines =
                IntStream.rangeClosed(1, 40_000).mapToObj(i -> "line " + i).toList();
        try (LogFile file = LogFile.open(write(String.join("\n", lines)), new LineIndex(8, 1_024))) {
            assertThat(file.before(file.extent(), 1).getFirst().lineNumber()).isEmpty();
            assertThat(file.lineCount()).isEmpty();
            file.indexMore(ScanControl.NONE);
            assertThat(file.before(file.extent(), 1).getFirst().lineNumber()).hasValue(40_000);
            for (int number : new int[] {1, 2, 777, 20_000, 39_999, 40_000}) {
                LogLine found =
                        file.from(file.addressOfLine(number).orElseThrow(), 1).getFirst();
                assertThat(found.text()).isEqualTo("line " + number);
                assertThat(found.lineNumber()).hasValue(number);
            }
            assertThat(file.addressOfLine(40_001)).isEmpty();
        }
    }

    @Test
    void aTruncatedFileIsNoticedAndReadsAsShorter() throws IOException {
        Path path = write("one\ntwo\nthree\n");
        try (LogFile file = LogFile.open(path)) {
            Files.write(path, "new\n".getBytes(UTF_8));
            assertThat(texts(file.from(8, 5))).isEmpty();
            assertThat(file.refresh()).isEqualTo(FileChange.TRUNCATED);
        }
    }

    @Test
    void aFileEmptiedAndWrittenBeyondItsOldSizeIsNoticed() throws IOException {
        Path path = write("old one\nold two\n");
        try (LogFile file = LogFile.open(path)) {
            Files.writeString(path, "another beginning, and longer than what was there before\n");
            assertThat(file.refresh()).isEqualTo(FileChange.TRUNCATED);
        }
    }

    @Test
    void aRotatedFileIsNoticedAndWhatWasOpenStaysReadable() throws IOException {
        Path path = write("old\n");
        try (LogFile file = LogFile.open(path)) {
            Files.move(path, directory.resolve("some.log.2026-11-20"));
            assertThat(file.refresh()).isEqualTo(FileChange.VANISHED);
            Files.writeString(path, "old\nnew\n");
            assertThat(file.refresh()).isEqualTo(FileChange.REPLACED);
            assertThat(texts(file.from(0, 5))).containsExactly("old");
        }
    }

    @Test
    void anAbsentFileIsRefusedByName() {
        assertThatThrownBy(() -> LogFile.open(directory.resolve("none.log"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anInterruptedReaderDoesNotSpoilTheFileForTheOthers() throws IOException {
        try (LogFile file = LogFile.open(write("one\ntwo\n"))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> file.from(0, 2)).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(texts(file.from(0, 2))).containsExactly("one", "two");
        }
    }
}
