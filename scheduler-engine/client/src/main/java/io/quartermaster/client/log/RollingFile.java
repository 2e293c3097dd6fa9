package io.quartermaster.client.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One growing file that is rolled by size and by day: `x.log` becomes `x.log.1`, that `x.log.2`, up to `x.log.7`.
/// Several processes may write to one: each notices when another has rolled it. Confined to one thread.
final class RollingFile implements AutoCloseable {
    static final int KEPT = 7;

    private final Path path;
    private final long maxBytes;
    private @Nullable OutputStream out;
    private @Nullable Object key;
    private long size;
    private LocalDate day = LocalDate.EPOCH;

    RollingFile(Path path, long maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    /// @throws IOException when it could not be written; the next line may be
    void add(String line, LocalDate today) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            OutputStream open = ready(bytes.length, today);
            open.write(bytes);
            size += bytes.length;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// Looks whether the file is still the one at that path.
    void look() {
        try {
            if (out != null && !Objects.equals(key, key())) {
                close();
            }
        } catch (IOException gone) {
            close();
        }
    }

    private OutputStream ready(int more, LocalDate today) throws IOException {
        if (out == null) {
            open(today);
        }
        if (size > 0 && (size + more > maxBytes || !day.equals(today))) {
            look();
            if (out != null) {
                close();
                roll();
            }
            open(today);
        }
        return Objects.requireNonNull(out);
    }

    private void open(LocalDate today) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        day = Files.exists(path)
                ? LocalDate.ofInstant(Files.getLastModifiedTime(path).toInstant(), ZoneId.systemDefault())
                : today;
        out = new FileOutputStream(path.toFile(), true);
        size = Files.size(path);
        day = size == 0 ? today : day;
        key = key();
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private void roll() throws IOException {
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

    @Override
    public void close() {
        OutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Every line was written when it was added; there is nothing left that could be lost.
                size = 0;
            }
        }
    }
}
