package io.quartermaster.server;

import io.quartermaster.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The directory of an embedded engine, held by one engine at a time: against other processes, and against a second
/// engine in this one, which the database's own lock would let in. Confined to its engine.
final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// @throws StoreException.InUse when another engine holds it
    /// @throws UncheckedIOException when it cannot be made or written
    static DataDirectory hold(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel file =
                    FileChannel.open(path.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(file)) {
                return new DataDirectory(path, file);
            }
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The engine's data directory " + path + " cannot be used", e);
        }
        String text = "Another engine is running on the data directory " + path;
        throw new StoreException.InUse(text, new IOException(text));
    }

    Path path() {
        return path;
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /// Writes a file only this account may read, whole or not at all.
    void writePrivate(String name, List<String> lines) {
        try {
            Path draft = path.resolve(name + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, onlyMine());
            Files.write(draft, lines);
            Files.move(draft, path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + path.resolve(name) + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + path + " cannot be given back", e);
        }
    }

    /// Where the platform keeps an account's application data.
    static Path usual(String system, String home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "Quartermaster", "engine");
        }
        if (name.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            Path base = local == null || local.isBlank() ? Path.of(home, "AppData", "Local") : Path.of(local);
            return base.resolve("Quartermaster").resolve("engine");
        }
        String data = environment.get("XDG_DATA_HOME");
        // The specification has relative paths ignored.
        Path base = data != null && data.startsWith("/") ? Path.of(data) : Path.of(home, ".local", "share");
        return base.resolve("quartermaster").resolve("engine");
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static FileAttribute<?>[] onlyMine() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
