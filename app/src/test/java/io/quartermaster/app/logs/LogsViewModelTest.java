package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Toast;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.model.TraceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsViewModelTest {
    @TempDir
    Path directory;

    @TempDir
    Path home;

    private final ManualTasks tasks = new ManualTasks();
    private Desk desk = Desks.plain(Path.of("none"), tasks, new AnsweringDialogs());
    private LogsViewModel model = new LogsViewModel(desk, ZoneOffset.UTC);

    @BeforeEach
    void start() {
        desk = Desks.plain(home, tasks, new AnsweringDialogs());
        model = new LogsViewModel(desk, ZoneOffset.UTC);
        model.viewport().setRows(5);
    }

    @AfterEach
    void end() {
        model.close();
        tasks.runAll();
        assertThat(tasks.unheard()).isEmpty();
    }

    private Path numbered(int lines) throws IOException {
        return Files.writeString(
                directory.resolve("job-rpc.log"),
                IntStream.rangeClosed(1, lines)
                        .mapToObj(i -> "line " + i + (i % 10 == 0 ? " ERROR" : "") + "\n")
                        .collect(Collectors.joining()));
    }

    private List<String> shown() {
        return model.viewport().window().lines().stream().map(LogLine::text).toList();
    }

    private void open(Path file) {
        model.openFile(file);
        tasks.runAll();
    }

    @Test
    void aDirectoryOpensItsMostUsefulLogAtTheEndWithLineNumbers() throws IOException {
        numbered(100);
        Files.writeString(directory.resolve("aaa.log"), "other\n");
        model.openDirectory(directory);
        assertThat(model.faceProperty().get()).isEqualTo(new LogsFace.Loading());
        tasks.runAll();
        assertThat(model.faceProperty().get()).isEqualTo(new LogsFace.Lines());
        assertThat(shown()).containsExactly("line 96", "line 97", "line 98", "line 99", "line 100 ERROR");
        assertThat(model.viewport().window().lines().getLast().number()).isEqualTo(100);
        assertThat(model.followingProperty().get()).isTrue();
    }

    @Test
    void aGrowingFileIsFollowedAndScrollingUpStopsThatAndTheEndResumesIt() throws IOException {
        Path file = numbered(20);
        open(file);
        Files.writeString(file, "new 1\nnew 2\n", StandardOpenOption.APPEND);
        model.tick();
        tasks.runAll();
        assertThat(shown()).endsWith("new 1", "new 2");

        model.reader().scroll(-3);
        tasks.runAll();
        assertThat(model.followingProperty().get()).isFalse();
        List<String> before = shown();
        Files.writeString(file, "new 3\n", StandardOpenOption.APPEND);
        model.tick();
        tasks.runAll();
        assertThat(shown()).isEqualTo(before);
        assertThat(model.viewport().window().atEnd()).isFalse();

        model.reader().scroll(50);
        tasks.runAll();
        assertThat(shown()).endsWith("new 3");
        assertThat(model.followingProperty().get()).isTrue();
    }

    @Test
    void aHalfWrittenLineIsShownOnceWhenItIsFinished() throws IOException {
        Path file = Files.writeString(directory.resolve("a.log"), "one\ntw");
        open(file);
        assertThat(shown()).containsExactly("one", "tw");
        Files.writeString(file, "o\nthree\n", StandardOpenOption.APPEND);
        model.tick();
        tasks.runAll();
        assertThat(shown()).containsExactly("one", "two", "three");
    }

    @Test
    void manyScrollsBecomeOneRead() throws IOException {
        open(numbered(1_000));
        model.reader().toStart();
        tasks.runAll();
        for (int i = 0; i < 100; i++) {
            model.reader().scroll(3);
        }
        tasks.runAll();
        assertThat(shown()).startsWith("line 301");
    }

    @Test
    void findingCountsAndGoesRoundForwardAndBackward() throws IOException {
        open(numbered(100));
        model.finder().find(LogQuery.of("line 5"));
        tasks.runAll();
        assertThat(model.finder().stateProperty().get().count()).isEqualTo(11);
        assertThat(model.finder().stateProperty().get().over()).isTrue();
        model.reader().toStart();
        model.reader().nextHit(false);
        tasks.runAll();
        assertThat(selected()).isEqualTo("line 5");
        model.reader().nextHit(false);
        tasks.runAll();
        assertThat(selected()).isEqualTo("line 50 ERROR");
        model.reader().previousHit(false);
        tasks.runAll();
        model.reader().previousHit(false);
        tasks.runAll();
        assertThat(selected()).isEqualTo("line 59");
        LogLine line = model.reader().selectedLine();
        assertThat(line).isNotNull();
    }

    private String selected() {
        LogLine line = model.reader().selectedLine();
        return line == null ? "" : line.text();
    }

    @Test
    void errorsAreVisitedAndATextThatIsNowhereIsSaid() throws IOException {
        open(numbered(35));
        model.reader().previousHit(true);
        tasks.runAll();
        assertThat(selected()).isEqualTo("line 30 ERROR");
        model.finder().find(LogQuery.of("nowhere"));
        tasks.runAll();
        model.reader().nextHit(false);
        tasks.runAll();
        assertThat(desk.toasts().showing()).extracting(Toast::text).containsExactly("No line matches");
    }

    @Test
    void anExpressionThatCannotBeReadIsExplainedAndDoesNoHarm() throws IOException {
        open(numbered(5));
        model.finder().find(new LogQuery("a(", true, false));
        assertThat(model.finder().stateProperty().get().problem())
                .isEqualTo("The expression cannot be read: Unclosed group, at character 3");
        model.filter(new LogQuery("[", true, false));
        tasks.runAll();
        assertThat(model.filterProblemProperty().get()).contains("Unclosed character class");
        assertThat(shown()).hasSize(5);
    }

    @Test
    void aFilterShowsOnlyItsLinesFollowsAndGivesBackTheNeighboursOfTheSelectedLine() throws IOException {
        Path file = numbered(100);
        open(file);
        model.filter(LogQuery.of("ERROR"));
        tasks.runAll();
        assertThat(shown())
                .containsExactly("line 60 ERROR", "line 70 ERROR", "line 80 ERROR", "line 90 ERROR", "line 100 ERROR");
        Files.writeString(file, "line 101\nline 102 ERROR\n", StandardOpenOption.APPEND);
        model.tick();
        tasks.runAll();
        assertThat(shown()).endsWith("line 100 ERROR", "line 102 ERROR");

        model.reader().select(model.viewport().window().lines().getFirst(), false);
        model.filter(LogQuery.NONE);
        tasks.runAll();
        assertThat(shown()).contains("line 69", "line 70 ERROR", "line 71");
        assertThat(model.followingProperty().get()).isFalse();

        model.filter(LogQuery.of("nothing has this"));
        tasks.runAll();
        assertThat(model.faceProperty().get())
                .isEqualTo(new LogsFace.NoLines("logs.empty.filter", "logs.empty.filter.todo"));
    }

    @Test
    void aRotatedFileIsOpenedAnewAndAVanishedOneIsSaidToBeGoneAndComesBack() throws IOException {
        Path file = numbered(20);
        open(file);
        Files.move(file, directory.resolve("job-rpc.log.2026-11-20"));
        model.tick();
        tasks.runAll();
        assertThat(model.notices().noticeProperty().get())
                .isEqualTo(new LogNotices.Notice("logs.notice.vanished", List.of("2026-11-21 06:00:00.000")));
        assertThat(shown()).endsWith("line 20 ERROR");
        Files.writeString(file, "fresh\n");
        model.tick();
        tasks.runAll();
        assertThat(shown()).containsExactly("fresh");
        assertThat(model.notices().noticeProperty().get())
                .isEqualTo(new LogNotices.Notice("logs.notice.rotated", List.of("2026-11-21 06:00:00.000")));
    }

    @Test
    void aFileThatIsNotThereIsBrokenSinceNowAndRetriedWhenAsked() throws IOException {
        Path file = directory.resolve("late.log");
        open(file);
        assertThat(model.faceProperty().get())
                .isEqualTo(new LogsFace.Broken("late.log", "logs.broken.absent", file.toString(), Desks.NOW));
        Files.writeString(file, "here now\n");
        model.retry();
        tasks.runAll();
        assertThat(shown()).containsExactly("here now");
    }

    @Test
    void aFileIsOpenedAtALineAndThatLineIsSelected() throws IOException {
        model.openFile(numbered(1_000), 500);
        tasks.runAll();
        assertThat(selected()).isEqualTo("line 500 ERROR");
        assertThat(shown()).contains("line 500 ERROR");
        assertThat(model.followingProperty().get()).isFalse();
    }

    @Test
    void aTraceShowsItsLinesOfAllFilesAndSaysWhenThereAreNone() throws IOException {
        Files.writeString(directory.resolve("job-rpc.log"), "2026-11-21 14:00:00.100, tracetrace1, sent\n");
        Files.writeString(directory.resolve("job-dispatch.log"), "2026-11-21 14:00:00.050, tracetrace1, drawn\n");
        model.openDirectory(directory);
        tasks.runAll();
        model.openTrace(new TraceId("tracetrace1"));
        tasks.runAll();
        assertThat(shown())
                .extracting(text -> text.substring(text.lastIndexOf(' ')))
                .containsExactly(" drawn", " sent");
        model.openTrace(new TraceId("tracetrace2"));
        tasks.runAll();
        assertThat(model.faceProperty().get())
                .isEqualTo(new LogsFace.NoLines("logs.empty.trace", "logs.empty.trace.todo"));
    }

    @Test
    void anEmptyDirectoryAndAnAbsentOneSayWhatTheyAreAndTheFirstLogIsOpenedWhenItComes() throws IOException {
        model.openDirectory(directory);
        tasks.runAll();
        assertThat(model.faceProperty().get())
                .isEqualTo(new LogsFace.Nothing("logs.empty.directory", directory.toString()));
        Files.writeString(directory.resolve("job-rpc.log"), "first\n");
        model.tick();
        tasks.runAll();
        assertThat(shown()).containsExactly("first");
        model.openDirectory(directory.resolve("none"));
        tasks.runAll();
        assertThat(model.faceProperty().get())
                .isEqualTo(new LogsFace.Nothing(
                        "logs.absent.directory", directory.resolve("none").toString()));
    }

    @Test
    void selectedLinesAreCopiedWithTheirOriginAndALongLineWhole() throws IOException {
        Path file = Files.writeString(directory.resolve("a.log"), "one\n" + "x".repeat(9_000) + "\nthree\n");
        open(file);
        List<LogLine> lines = model.viewport().window().lines();
        StringBuilder copied = new StringBuilder();
        model.reader().select(lines.get(1), false);
        model.reader().copy(sourceOf(), false, copied::append);
        tasks.runAll();
        assertThat(copied).hasSize(9_000);
        copied.setLength(0);
        model.reader().select(lines.getFirst(), false);
        model.reader().select(lines.getLast(), true);
        model.reader().copy(sourceOf(), true, copied::append);
        tasks.runAll();
        assertThat(copied.toString()).startsWith("a.log:1  one\na.log:2  xxx").endsWith("\na.log:3  three");
    }

    private LineSource sourceOf() {
        OpenLog log = model.openProperty().get();
        if (log == null) {
            throw new AssertionError("nothing is open");
        }
        return log.source();
    }

    @Test
    void theSelectionMovesWithKeysAndTakesTheViewAlong() throws IOException {
        open(numbered(50));
        model.reader().moveSelection(-1, false);
        assertThat(selected()).isEqualTo("line 50 ERROR");
        model.reader().moveSelection(-1, false);
        assertThat(selected()).isEqualTo("line 49");
        for (int i = 0; i < 10; i++) {
            model.reader().moveSelection(-1, false);
            tasks.runAll();
        }
        assertThat(selected()).isEqualTo("line 39");
        assertThat(shown()).startsWith("line 39");
    }
}
