package io.quartermaster.app.diagnosis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The clients that a server did not let in lately, out of the end of its log.
final class Refusals {
    private static final String FILE = "rpc-server.log";
    private static final int TAIL = 256 * 1024;
    private static final int LINES = 3;

    private Refusals() {}

    /// The newest last; empty when the log is not on this machine, or cannot be read.
    ///
    /// @param directory null when no log is on this machine
    static Optional<List<String>> read(@Nullable Path directory) {
        Path file = directory == null ? null : directory.resolve(FILE);
        if (file == null || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - TAIL);
            byte[] tail = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(tail);
            List<String> found = new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("has no auth") || line.contains("client register failed"))
                    .toList();
            return Optional.of(found.subList(Math.max(0, found.size() - LINES), found.size()));
        } catch (IOException e) {
            // it rolled away just now; the check says that nothing is known
            return Optional.empty();
        }
    }
}
