package io.quartermaster.app.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tells whether a name still means the file that was opened: by the system's key of the file, and by its first
/// bytes, since keys are reused and a file can be emptied and written beyond its old size between two looks.
/// Immutable.
final class FileIdentity {
    private static final int HEAD = 256;

    private final @Nullable Object key; // null where the system has none (Windows)
    private final byte[] head;

    private FileIdentity(@Nullable Object key, byte[] head) {
        this.key = key;
        this.head = head;
    }

    static FileIdentity of(Path path, FileBytes bytes) throws IOException {
        return new FileIdentity(keyOf(path), headOf(bytes));
    }

    /// The key of the file that now has the name.
    private static @Nullable Object keyOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static byte[] headOf(FileBytes bytes) throws IOException {
        byte[] read = new byte[HEAD];
        return Arrays.copyOf(read, bytes.read(0, read, 0, HEAD));
    }

    boolean sameNameMeansSameFile(Path path) throws IOException {
        Object now = keyOf(path);
        return key == null || key.equals(now);
    }

    boolean sameHead(FileBytes bytes) throws IOException {
        byte[] now = headOf(bytes);
        return now.length >= head.length && Arrays.equals(head, 0, head.length, now, 0, head.length);
    }

    /// With as much of the head as there is by now.
    FileIdentity grown(FileBytes bytes) throws IOException {
        return head.length == HEAD ? this : new FileIdentity(key, headOf(bytes));
    }
}
