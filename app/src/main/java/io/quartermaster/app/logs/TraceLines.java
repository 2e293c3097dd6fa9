package io.quartermaster.app.logs;

import io.quartermaster.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Answers questions about the log files of one directory: which lines belong to a trace, and which is the newest
/// line that says something. Reads the files as they are now; blocks on the disk; immutable and safe for any
/// thread.
///
/// The newest [#ROTATIONS] rotated parts of each file are read too; compressed ones are not.
public final class TraceLines {
    /// Rotated parts read of each file.
    public static final int ROTATIONS = 3;
    /// Lines collected at most.
    public static final int MOST_LINES = 20_000;

    private static final int MOST_CONTINUATION = 100;

    private final Path directory;
    private final ZoneId zone;

    /// What was collected.
    ///
    /// @param lines    in time order
    /// @param overfull whether there were more than [#MOST_LINES]
    /// @param unread   files that could not be read, with the reason
    public record Collected(List<LogLine> lines, boolean overfull, List<String> unread) {
        public Collected {
            lines = List.copyOf(lines);
            unread = List.copyOf(unread);
        }
    }

    /// @param zone the zone the engine writes its stamps in
    public TraceLines(Path directory, ZoneId zone) {
        this.directory = directory;
        this.zone = zone;
    }

    /// All lines that carry the trace id, with the stack traces that follow them, merged by time.
    public Collected collect(TraceId trace) {
        return collect(trace, ScanControl.NONE);
    }

    Collected collect(TraceId trace, ScanControl control) {
        List<Stamped> lines = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (LogFileInfo info : files()) {
            if (control.cancelled() || lines.size() >= MOST_LINES) {
                break;
            }
            try (LogFile file = LogFile.open(info.path())) {
                collectFrom(file, trace, lines, control);
            } catch (IOException e) {
                unread.add(info.name() + ": " + LogDirectory.reason(e));
            }
        }
        lines.sort(Comparator.comparing(Stamped::timestamp)); // stable: equal stamps keep file and line order
        boolean overfull = lines.size() > MOST_LINES;
        List<LogLine> sorted = new ArrayList<>();
        for (Stamped line : overfull ? lines.subList(0, MOST_LINES) : lines) {
            sorted.add(line.line().withAddress(sorted.size()));
        }
        return new Collected(sorted, overfull, unread);
    }

    /// The newest line of a file (or of the part rotated last) that holds a text and was written after an instant,
    /// to the millisecond. This proves a zone switch: `newestLine("job-msg.log", "^zoneName$=CellB", switchedAt)`.
    ///
    /// @throws IOException when the file is there and cannot be read; an absent file holds no line
    public Optional<LogLine> newestLine(String fileName, String text, Instant after) throws IOException {
        LineTest test = new PlainTest(text, true);
        for (LogFileInfo info : LogDirectory.withRotations(listed(), fileName, ROTATIONS)) {
            try (LogFile file = LogFile.open(info.path())) {
                OptionalLong found = file.previous(test, file.extent(), ScanControl.NONE);
                if (found.isPresent()) {
                    file.indexMore(ScanControl.NONE);
                    LogLine line = file.from(found.getAsLong(), 1).getFirst();
                    return LogColumns.instantOf(LogColumns.timestampOf(line.text()), zone)
                            .filter(written -> written.isAfter(after))
                            .map(written -> line);
                }
            }
        }
        return Optional.empty();
    }

    private record Stamped(String timestamp, LogLine line) {}

    private List<LogFileInfo> listed() {
        return LogDirectory.list(directory) instanceof LogDirectory.Found found ? found.files() : List.of();
    }

    private List<LogFileInfo> files() {
        List<LogFileInfo> all = listed();
        TreeMap<String, Integer> parts = new TreeMap<>();
        List<LogFileInfo> wanted = new ArrayList<>();
        for (LogFileInfo file : all) { // rotated parts come newest first
            if (!file.rotated() || parts.merge(LogDirectory.baseOf(file.name()), 1, Integer::sum) <= ROTATIONS) {
                wanted.add(file);
            }
        }
        return wanted;
    }

    private static void collectFrom(LogFile file, TraceId trace, List<Stamped> into, ScanControl control)
            throws IOException {
        file.indexMore(control);
        long[] readTo = {-1};
        List<Long> hits = new ArrayList<>();
        file.scan(
                new PlainTest(trace.value(), true),
                0,
                address -> {
                    hits.add(address);
                    return hits.size() + into.size() <= MOST_LINES;
                },
                control);
        String stamp = "";
        for (long hit : hits) {
            if (hit >= readTo[0]) {
                stamp = takeEvent(file, hit, trace.value(), stamp, into, readTo);
            }
        }
    }

    /// The line that carries the trace, and those behind it without a stamp of their own: its stack trace.
    private static String takeEvent(
            LogFile file, long start, String trace, String stampBefore, List<Stamped> into, long[] readTo)
            throws IOException {
        List<LogLine> window = file.from(start, 1);
        if (window.isEmpty() || !holdsWhole(window.getFirst().text(), trace)) {
            return stampBefore;
        }
        LogLine first = window.getFirst();
        String own = LogColumns.timestampOf(first.text());
        String stamp = own.isEmpty() ? stampBefore : own;
        into.add(new Stamped(stamp, first));
        readTo[0] = first.offset() + first.length() + 1;
        LineCursor cursor = new LineCursor(file.bytes(), start, file.extent());
        cursor.advance();
        for (int i = 0; i < MOST_CONTINUATION && cursor.advance(); i++) {
            if (!LogColumns.timestampOf(cursor.text()).isEmpty()) {
                break;
            }
            into.add(new Stamped(
                    stamp,
                    new LogLine(
                            0,
                            file.path(),
                            cursor.start(),
                            cursor.end() - cursor.start(),
                            first.number() == 0 ? 0 : first.number() + 1 + i,
                            cursor.text(),
                            cursor.cut())));
            readTo[0] = cursor.next();
        }
        return stamp;
    }

    /// `abc12345` is not in `abc123456`.
    private static boolean holdsWhole(String line, String trace) {
        int at = line.indexOf(trace);
        if (at < 0) {
            return true; // behind what is shown of a very long line: better shown than lost
        }
        while (at >= 0) {
            int end = at + trace.length();
            if ((at == 0 || !isIdPart(line.charAt(at - 1))) && (end == line.length() || !isIdPart(line.charAt(end)))) {
                return true;
            }
            at = line.indexOf(trace, at + 1);
        }
        return false;
    }

    private static boolean isIdPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
