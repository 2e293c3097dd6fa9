package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalKillTest {
    private final LinkBed bed = new LinkBed();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aKilledProcessForgetsNothingThatItHadFinished() throws Exception {
        bed.heard.store = report -> new CompletableFuture<>();
        Process first = child("first");
        try {
            Eventually.until("connected", () -> bed.heard.connected.size() == 1);
            for (int i = 0; i < 50; i++) {
                bed.server.send(bed.heard.connected.get(0).sessionId(), LinkBed.dispatch("t" + i, "hello"));
            }
            Eventually.until("all are reported", () -> bed.heard.reports.size() == 50);
        } finally {
            kill(first);
        }
        bed.heard.store = report -> CompletableFuture.completedFuture(null);
        bed.heard.reports.clear();
        Process second = child("second");
        try {
            Eventually.until("all are reported again", () -> bed.heard.reports.size() == 50);
            bed.server.send(bed.heard.connected.get(1).sessionId(), LinkBed.dispatch("t7", "hello"));
            bed.server.send(bed.heard.connected.get(1).sessionId(), LinkBed.dispatch("new", "hello"));
            Eventually.until("told at once", () -> bed.heard.reportedTriggers().contains("new"));
        } finally {
            kill(second);
        }
        assertThat(ran("first")).hasSize(50).doesNotHaveDuplicates();
        assertThat(ran("second")).containsExactly("ran new");
    }

    private Process child(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalChild.class.getName(),
                        String.valueOf(bed.server.port()),
                        directory.resolve("journal").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .start();
    }

    private static void kill(Process child) throws InterruptedException {
        assertThat(child.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private List<String> ran(String name) throws IOException {
        return Files.readAllLines(directory.resolve(name + ".out")).stream()
                .filter(line -> line.startsWith("ran "))
                .toList();
    }
}
