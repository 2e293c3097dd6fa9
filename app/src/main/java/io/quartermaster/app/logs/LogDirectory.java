package io.quartermaster.app.logs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists the log files of a directory: the engine's own first, in the order operators know them, then every other
/// `*.log`, then what was rotated, newest first. Blocks on the disk.
public final class LogDirectory {
    /// The files an engine writes.
    public static final List<String> KNOWN = List.of(
            "job-rpc.log",
            "job-msg.log",
            "job-dispatch.log",
            "performance.log",
            "monitor.log",
            "common-error.log",
            "rpc-client.log",
            "rpc-server.log",
            "rpc-slave.log",
            "antscheduler-default.log");

    /// More than a directory of logs holds, and few enough to list.
    static final int MOST_FILES = 5_000;

    private static final Pattern NAME = Pattern.compile("(.+\\.log)(?:[.-]([0-9][0-9A-Za-z_.-]*))?");

    /// What looking gave.
    public sealed interface Listing {
        /// The directory.
        Path directory();
    }

    /// It could be read; the list may be empty.
    public record Found(Path directory, List<LogFileInfo> files) implements Listing {
        public Found {
            files = List.copyOf(files);
        }
    }

    /// There is no such directory.
    public record Absent(Path directory) implements Listing {}

    /// It is there and cannot be read.
    public record Refused(Path directory, String reason) implements Listing {}

    private LogDirectory() {}

    /// Never throws for what a file system can do; the result says it.
    public static Listing list(Path directory) {
        List<LogFileInfo> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Matcher name = NAME.matcher(entry.getFileName().toString());
                if (name.matches() && !isCompressed(name.group(2)) && files.size() < MOST_FILES) {
                    add(files, entry, name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new Absent(directory);
        } catch (AccessDeniedException e) {
            return new Refused(directory, "permission denied");
        } catch (IOException e) {
            return new Refused(directory, reason(e));
        }
        files.sort(ORDER);
        return new Found(directory, files);
    }

    /// The file and the newest of its rotations, newest first.
    static List<LogFileInfo> withRotations(List<LogFileInfo> files, String baseName, int rotations) {
        return files.stream()
                .filter(file -> file.name().equals(baseName) || file.rotated() && isPartOf(file.name(), baseName))
                .sorted(Comparator.comparing(LogFileInfo::rotated)
                        .thenComparing(LogFileInfo::changed, Comparator.reverseOrder()))
                .limit(1L + rotations)
                .toList();
    }

    /// The message of a failed look at a file, in few words.
    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static final Comparator<LogFileInfo> ORDER = Comparator.comparing(LogFileInfo::rotated)
            .thenComparing(file -> file.known() ? KNOWN.indexOf(file.name()) : KNOWN.size())
            .thenComparing(file -> file.rotated() ? baseOf(file.name()) : file.name())
            .thenComparing(LogFileInfo::changed, Comparator.reverseOrder());

    private static void add(List<LogFileInfo> files, Path entry, Matcher name) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                files.add(new LogFileInfo(
                        entry,
                        name.group(),
                        attributes.size(),
                        attributes.lastModifiedTime().toInstant(),
                        KNOWN.contains(name.group()),
                        name.group(2) != null));
            }
        } catch (NoSuchFileException e) {
            // Rotated away between the listing and the look; the next listing has its new name.
            return;
        }
    }

    private static boolean isPartOf(String name, String baseName) {
        return name.startsWith(baseName + ".") || name.startsWith(baseName + "-");
    }

    static String baseOf(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    private static boolean isCompressed(@org.jspecify.annotations.Nullable String suffix) {
        return suffix != null && (suffix.endsWith(".gz") || suffix.endsWith(".zip"));
    }
}
