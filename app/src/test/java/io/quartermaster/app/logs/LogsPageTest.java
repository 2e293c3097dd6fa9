package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.TestWindow;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.TraceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in the real window, on real files.
class LogsPageTest {
    private static final String LONG =
            "2026-11-21 14:00:01.000, 5f0c2a9e41b7, recon-hourly, 10.20.3.7:41822, EXECUTING, " + "payload={"
                    + "\"account\":\"622202\",".repeat(13) + "}, ok";

    @TempDir
    Path directory;

    @TempDir
    Path home;

    private @Nullable TestWindow window;
    private @Nullable LogsPage page;

    @AfterEach
    void close() {
        Ui.onFx(() -> page().close());
        window().close();
        assertThat(window().failures()).isEmpty();
    }

    private TestWindow window() {
        return Objects.requireNonNull(window);
    }

    private LogsPage page() {
        return Objects.requireNonNull(page);
    }

    private Ui ui() {
        return window().ui();
    }

    private void open() {
        window = TestWindow.open(home, (desk, connection) -> {
            LogsPage made = new LogsPage(desk, directory, ZoneOffset.UTC);
            page = made;
            return List.of(made);
        });
    }

    private Path writeLogs() throws IOException {
        StringBuilder runs = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            String outcome =
                    i % 311 == 310 ? "FAILED, handler threw java.sql.SQLTransientConnectionException" : "SUCCEED";
            runs.append(String.format(
                    Locale.ROOT,
                    "2026-11-21 14:%02d:%02d.%03d, %012x, settle-eod-%d, 10.20.3.%d:41822, CALLBACK, %s, %d ms%n",
                    i / 60 % 60,
                    i % 60,
                    i % 997,
                    0x5f0c2a9e0000L + i,
                    i % 40,
                    i % 9,
                    outcome,
                    3 + i % 900));
        }
        runs.append("2026-11-21 14:34:01.000, 5f0c2a9e41b7, 对账任务, 10.20.3.7:41822, CALLBACK, TIMEOUT, 30000 ms\n");
        runs.append(LONG).append('\n');
        Path file = Files.writeString(directory.resolve("job-rpc.log"), runs);
        Files.writeString(
                directory.resolve("job-msg.log"),
                "2026-11-21 14:34:00.900, 5f0c2a9e41b7, TP_F_SC, EC_SETTLE, ^zoneName$=CellB, sent\n");
        Files.writeString(
                directory.resolve("common-error.log"),
                """
                2026-11-21 14:34:02.000, ERROR, 5f0c2a9e41b7, recon-hourly, result could not be stored
                java.sql.SQLTransientConnectionException: connection refused
                \tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)
                """);
        Files.writeString(directory.resolve("antscheduler-default.log"), "2026-11-21 13:59:00.000, INFO, started\n");
        Files.writeString(directory.resolve("job-rpc.log.2026-11-20"), "2026-11-20 23:59:59.000, x, y\n");
        Files.writeString(directory.resolve("a-program-with-a-name-that-is-far-too-long-for-the-list.log"), "x\n");
        return file;
    }

    private List<String> shownLines() {
        return Ui.onFx(() -> ui().stage().getScene().getRoot().lookupAll(".log-row").stream()
                .filter(Node::isVisible)
                .map(row -> row.lookupAll(".log-text .label").stream()
                        .map(label -> ((Labeled) label).getText())
                        .reduce("", String::concat))
                .filter(text -> !text.isEmpty())
                .toList());
    }

    private void awaitLine(String part) {
        ui().await("a line with " + part, () -> ui().stage().getScene().getRoot().lookupAll(".log-text .label").stream()
                .anyMatch(label ->
                        label instanceof Labeled words && words.getText().contains(part)));
    }

    @Test
    void theDirectoryOpensItsRunsAtTheEndAndFollowsThem() throws IOException {
        Path file = writeLogs();
        open();
        awaitLine("对账任务");
        ui().awaitText("#log-info", text -> text.endsWith("2,002 lines"));
        Files.writeString(file, "2026-11-21 14:35:00.000, new line\n", StandardOpenOption.APPEND);
        Ui.onFx(() -> page().refresh());
        awaitLine("new line");
        ui().click("#log-view").press(KeyCode.PAGE_UP);
        ui().await("the new line to be scrolled away", () -> shownOnFx().noneMatch(text -> text.contains("new line")));
        ui().press(KeyCode.F);
        awaitLine("new line");
        ui().press(KeyCode.G);
        awaitLine("settle-eod-0,");
        ui().press(KeyCode.SHIFT, KeyCode.G);
        awaitLine("new line");
    }

    private java.util.stream.Stream<String> shownOnFx() {
        return ui().stage().getScene().getRoot().lookupAll(".log-text .label").stream()
                .map(label -> ((Labeled) label).getText());
    }

    @Test
    void linesAreFoundMarkedAndVisitedByKeys() throws IOException {
        writeLogs();
        open();
        awaitLine("对账任务");
        ui().click("#log-view").press(KeyCode.CONTROL, KeyCode.F).write("settle-eod-17,");
        ui().awaitText("#log-find-outcome", text -> text.equals("50 lines match"));
        ui().press(KeyCode.ENTER);
        ui().awaitText("#log-find-outcome", text -> text.endsWith(" of 50"));
        ui().await("a marked hit", () -> !ui().stage()
                .getScene()
                .getRoot()
                .lookupAll(".log-hit")
                .isEmpty());
        window().photograph("logs-find");
        ui().press(KeyCode.ESCAPE).press(KeyCode.E);
        ui().awaitText("#log-origin", text -> text.startsWith("job-rpc.log:"));
        ui().await("the error's text", () -> textOf("#log-text").contains("FAILED"));
        Pictures.take(ui(), "logs-error");
    }

    private String textOf(String selector) {
        return ui().stage().getScene().getRoot().lookup(selector) instanceof TextInputControl input
                ? input.getText()
                : "";
    }

    @Test
    void theFilterShowsOnlyItsLinesAndABadExpressionIsExplained() throws IOException {
        writeLogs();
        open();
        awaitLine("对账任务");
        ui().press(KeyCode.SLASH).type("#log-filter-field", "FAILED");
        ui().awaitText("#log-filter-outcome", text -> text.equals("6 lines pass the filter"));
        assertThat(shownLines()).hasSize(6).allMatch(line -> line.contains("FAILED"));
        Pictures.take(ui(), "logs-filter");
        ui().click("#log-filter-regex").type("#log-filter-field", "a(");
        ui().awaitText("#log-filter-outcome", text -> text.contains("Unclosed group"));
        Pictures.take(ui(), "logs-filter-wrong");
    }

    @Test
    void aLongLineIsScrolledWrappedAndCopiedWithItsSource() throws IOException {
        writeLogs();
        open();
        awaitLine("对账任务");
        ui().click("#log-view");
        for (int i = 0; i < 20; i++) {
            ui().press(KeyCode.DOWN);
        }
        ui().await("the long line's columns", () -> textOf("#log-text").equals(LONG));
        window().photograph("logs-long");
        ui().press(KeyCode.W);
        awaitLine("}, ok");
        Pictures.take(ui(), "logs-wrapped");
        ui().press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        ui().await("the clipboard", () -> ("job-rpc.log:2002  " + LONG)
                .equals(Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void aTraceIsShownFromAllFilesByTime() throws IOException {
        writeLogs();
        open();
        Ui.onFx(() -> page().openTrace(new TraceId("5f0c2a9e41b7")));
        awaitLine("TP_F_SC");
        assertThat(shownLines()).hasSize(6);
        assertThat(shownLines().get(1)).contains("TP_F_SC");
        Pictures.take(ui(), "logs-trace");
    }

    @Test
    void anEmptyDirectorySaysWhatToDoAndAVanishedFileIsSaidToBeGone() throws IOException {
        open();
        ui().await("the empty face", () -> ui().stage().getScene().getRoot().lookup(".face-empty") != null);
        window().photograph("logs-empty");
        Path file = writeLogs();
        Ui.onFx(() -> page().refresh());
        awaitLine("对账任务");
        Files.delete(file);
        Ui.onFx(() -> page().refresh());
        ui().awaitText("#log-notice-text", text -> text.contains("gone since"));
        Pictures.take(ui(), "logs-vanished");
        Ui.onFx(() -> page().openFile(directory.resolve("none.log"), 0));
        ui().await("the broken face", () -> ui().stage().getScene().getRoot().lookup(".face-broken") != null);
        window().photograph("logs-broken");
    }
}
