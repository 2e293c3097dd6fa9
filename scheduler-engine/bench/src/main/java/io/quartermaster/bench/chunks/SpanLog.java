package io.quartermaster.bench.chunks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How long a client's handler took over each chunk, in microseconds, a line each. Thread-safe.
final class SpanLog implements AutoCloseable {
    private final BufferedWriter file;

    SpanLog(Path path) throws IOException {
        file = Files.newBufferedWriter(path);
    }

    static Path beside(Path journal) {
        return journal.resolveSibling(journal.getFileName() + ".spans");
    }

    synchronized void add(long micros) {
        try {
            file.write(micros + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A span cannot be written", e);
        }
    }

    static List<Long> read(Path path) {
        try {
            return Files.exists(path)
                    ? Files.readAllLines(path).stream().map(Long::valueOf).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The spans cannot be read: " + path, e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
