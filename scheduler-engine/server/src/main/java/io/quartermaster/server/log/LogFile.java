package io.quartermaster.server.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One growing file that is rolled by size and by day: `x.log` becomes `x.log.1`, that `x.log.2`, up to `x.log.5`.
/// Thread-safe. A line that cannot be written is lost and reported; the next one tries again.
final class LogFile implements AutoCloseable {
    static final int KEPT = 5;
    private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

    private final Path path;
    private final long maxBytes;
    /// All guarded by this.
    private @Nullable OutputStream out;
    private long size;
    private LocalDate day = LocalDate.EPOCH;
    private long looked;
    private long retryAt;
    private boolean broken;

    LogFile(Path path, long maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    Path path() {
        return path;
    }

    /// Adds one line.
    ///
    /// @throws IOException when it could not be written; for a second after that without trying
    synchronized void add(String line, LocalDate today) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (broken && System.nanoTime() - retryAt < 0) {
            throw new IOException("not tried again yet");
        }
        try {
            OutputStream open = ready(bytes.length, today);
            open.write(bytes);
            size += bytes.length;
            broken = false;
        } catch (IOException e) {
            broken = true;
            retryAt = System.nanoTime() + LOOK_EVERY;
            shut();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        shut();
    }

    private OutputStream ready(int more, LocalDate today) throws IOException {
        long now = System.nanoTime();
        if (out != null && now - looked > LOOK_EVERY) {
            looked = now;
            if (!Files.exists(path)) {
                shut();
            }
        }
        if (out != null && (size + more > maxBytes || !today.equals(day)) && size > 0) {
            shut();
            roll();
        }
        OutputStream open = out;
        if (open == null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            open = new FileOutputStream(path.toFile(), true);
            out = open;
            size = Files.size(path);
            endTornLine(open);
            day = today;
            looked = now;
        }
        return open;
    }

    /// A disk that became full, or a process that was killed, may have left a line without its end.
    private void endTornLine(OutputStream open) throws IOException {
        if (size == 0) {
            return;
        }
        try (RandomAccessFile written = new RandomAccessFile(path.toFile(), "r")) {
            written.seek(size - 1);
            if (written.read() != '\n') {
                open.write('\n');
                size++;
            }
        }
    }

    private void roll() throws IOException {
        Files.deleteIfExists(numbered(KEPT));
        for (int i = KEPT - 1; i >= 1; i--) {
            if (Files.exists(numbered(i))) {
                Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(path, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    private void shut() {
        OutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                broken = true;
            }
        }
    }
}
