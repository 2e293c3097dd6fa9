package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FindTest {
    @TempDir
    Path directory;

    private FileBytes bytes(String content) throws IOException {
        return FileBytes.open(Files.writeString(directory.resolve("find.log"), content));
    }

    private static List<Long> forward(FileBytes bytes, int block, LogQuery query) throws IOException {
        List<Long> hits = new ArrayList<>();
        new BlockReader(bytes, block).forward(query.test(), 0, bytes.size(), hits::add, ScanControl.NONE);
        return hits;
    }

    private static List<Long> backward(FileBytes bytes, int block, LogQuery query) throws IOException {
        List<Long> hits = new ArrayList<>();
        BlockReader reader = new BlockReader(bytes, block);
        OptionalLong hit = reader.backward(query.test(), bytes.size(), ScanControl.NONE);
        while (hit.isPresent()) {
            hits.addFirst(hit.getAsLong());
            hit = reader.backward(query.test(), hit.getAsLong(), ScanControl.NONE);
        }
        return hits;
    }

    private static List<Long> expected(String content, String text) {
        List<Long> hits = new ArrayList<>();
        long at = 0;
        for (String line : content.split("(?<=\n)", -1)) {
            if (line.toLowerCase(Locale.ROOT).contains(text)) {
                hits.add(at);
            }
            at += line.getBytes(StandardCharsets.UTF_8).length;
        }
        return hits;
    }

    @Test
    void everyWayOfFindingAgreesWithTheSimpleOneWhateverTheBlockSize() throws IOException {
        Random random = new Random(3);
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            content.append("row ").append(i).append("任".repeat(random.nextInt(9)));
            content.append(random.nextInt(5) == 0 ? " NeedLe " : " nothing ").append("y".repeat(random.nextInt(60)));
            content.append('\n');
        }
        content.append("a last needle");
        String all = content.toString();
        List<Long> expected = expected(all, "needle");
        try (FileBytes bytes = bytes(all)) {
            for (int block : new int[] {160, 777, 4_096, BlockReader.BLOCK}) {
                for (LogQuery query : List.of(LogQuery.of("needle"), new LogQuery("nee+dle$| need[l]e", true, false))) {
                    assertThat(forward(bytes, block, query)).isEqualTo(expected);
                    assertThat(backward(bytes, block, query)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void capitalsMatterOnlyWhenAskedAndChineseAndUmlautsAreFound() throws IOException {
        try (FileBytes bytes = bytes("Error\nerror\n任务失败\nÄRGER\n")) {
            assertThat(forward(bytes, 4_096, new LogQuery("error", false, true)))
                    .containsExactly(6L);
            assertThat(forward(bytes, 4_096, LogQuery.of("ERROR"))).containsExactly(0L, 6L);
            assertThat(forward(bytes, 4_096, LogQuery.of("失败"))).containsExactly(12L);
            assertThat(forward(bytes, 4_096, LogQuery.of("ärger"))).containsExactly(25L);
        }
    }

    @Test
    void anExpressionNeverMatchesAcrossLinesAndKnowsTheirEnds() throws IOException {
        try (FileBytes bytes = bytes("a,1\r\nb\nc a,1\n")) {
            assertThat(forward(bytes, 4_096, new LogQuery("^a,\\d$", true, false)))
                    .containsExactly(0L);
            assertThat(forward(bytes, 4_096, new LogQuery("1[^x]*b", true, false)))
                    .isEmpty();
        }
    }

    @Test
    void aTextOnTheSeamOfAnEndlessLineIsFoundAndReportedOnce() throws IOException {
        String line = "z".repeat(9_000) + "needle" + "z".repeat(20_000) + "needle";
        try (FileBytes bytes = bytes("short\n" + line + "\nneedle\n")) {
            for (int block : new int[] {8_192, 9_003, 12_000}) {
                assertThat(forward(bytes, block, LogQuery.of("needle"))).containsExactly(6L, 29_019L);
                assertThat(backward(bytes, block, LogQuery.of("needle"))).containsExactly(6L, 29_019L);
            }
        }
    }

    @Test
    void anExpressionThatCannotBeReadSaysWhere() {
        assertThatThrownBy(() -> new LogQuery("a(b", true, false).test())
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("Unclosed group");
    }

    @Test
    @Timeout(20)
    void anExpressionThatWouldRunForEverIsStopped() throws IOException {
        try (FileBytes bytes = bytes("a".repeat(40) + "!\nok aab\n")) {
            assertThat(forward(bytes, 4_096, new LogQuery("(a+)+b", true, false)))
                    .containsExactly(42L);
            assertThat(new LogQuery("(a+)+b", true, false).test().spans("a".repeat(60)))
                    .isEmpty();
        }
    }

    @Test
    void aCancelledPassStops() throws IOException {
        try (FileBytes bytes = bytes("needle\n".repeat(1_000))) {
            List<Long> hits = new ArrayList<>();
            int[] asked = {0};
            new BlockReader(bytes, 700)
                    .forward(LogQuery.of("needle").test(), 0, bytes.size(), hits::add, new ScanControl() {
                        @Override
                        public boolean cancelled() {
                            return ++asked[0] > 2;
                        }
                    });
            assertThat(hits).hasSize(200);
        }
    }

    @Test
    void whatMatchesInALineIsMarked() {
        assertThat(LogQuery.of("ab").test().spans("abxAB"))
                .containsExactly(new LineTest.Span(0, 2), new LineTest.Span(3, 5));
        assertThat(new LogQuery("\\d+", true, false).test().spans("a12b3"))
                .containsExactly(new LineTest.Span(1, 3), new LineTest.Span(4, 5));
    }

    @Test
    void errorsAreFoundAsLines() throws IOException {
        try (FileBytes bytes = bytes("fine\nx, ERROR, y\nTERRORS\nsend, failed\n")) {
            List<Long> hits = new ArrayList<>();
            new BlockReader(bytes).forward(new ErrorTest(), 0, bytes.size(), hits::add, ScanControl.NONE);
            assertThat(hits).containsExactly(5L, 25L);
        }
    }
}
