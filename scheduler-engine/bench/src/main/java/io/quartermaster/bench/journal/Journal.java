package io.quartermaster.bench.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Appends executions to a file, each with one write to the operating system: what was written outlives the process,
/// however that ends. Thread-safe.
final class Journal implements Closeable {
    private final OutputStream out;

    Journal(Path file) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void add(Execution execution) throws IOException {
        byte[] line = execution.line().getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            out.write(line);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
