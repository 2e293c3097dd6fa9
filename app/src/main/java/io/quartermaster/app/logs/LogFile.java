package io.quartermaster.app.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// An open log file of any size, read by windows. Nothing of it is kept but a sparse [LineIndex]; addresses are
/// byte offsets, so the end of a file of gigabytes is there before the first line is counted.
///
/// UTF-8, invalid bytes replaced; lines end in LF or CRLF; the last one may lack it. Thread-safe. A file that is
/// cut, rotated or removed meanwhile gives fewer lines, never a fault; [#refresh()] says what happened.
public final class LogFile implements LineSource {
    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final FileBytes bytes;
    private final LineIndex index;
    private final Object indexing = new Object();
    private volatile long size;
    private volatile FileIdentity identity; // written by refresh only, which is synchronized

    private LogFile(Path path, FileBytes bytes, LineIndex index) throws IOException {
        this.path = path;
        this.bytes = bytes;
        this.index = index;
        this.size = bytes.size();
        this.identity = FileIdentity.of(path, bytes);
    }

    /// Opens without reading more than the first bytes.
    ///
    /// @throws IOException when it is absent, a directory, or not ours to read
    public static LogFile open(Path path) throws IOException {
        return open(path, new LineIndex());
    }

    static LogFile open(Path path, LineIndex index) throws IOException {
        FileBytes bytes = FileBytes.open(path);
        try {
            return new LogFile(path, bytes, index);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /// Where it was opened.
    public Path path() {
        return path;
    }

    FileBytes bytes() {
        return bytes;
    }

    @Override
    public long extent() {
        return size;
    }

    /// Looks at the file again. After GROWN the new size counts; after TRUNCATED and REPLACED it is to be opened
    /// anew, for the index belongs to what was.
    synchronized FileChange refresh() throws IOException {
        try {
            if (!identity.sameNameMeansSameFile(path)) {
                return FileChange.REPLACED;
            }
        } catch (NoSuchFileException e) {
            return FileChange.VANISHED;
        }
        long now = bytes.size();
        if (now < size || !identity.sameHead(bytes)) {
            return FileChange.TRUNCATED;
        }
        if (now == size) {
            return FileChange.NONE;
        }
        identity = identity.grown(bytes);
        size = now;
        return FileChange.GROWN;
    }

    /// Counts the lines not yet counted, up to the present size. A second caller waits for the first.
    void indexMore(ScanControl control) throws IOException {
        synchronized (indexing) {
            byte[] buffer = new byte[BlockReader.BLOCK];
            long position = index.covered();
            long end = size;
            while (position < end && !control.cancelled()) {
                int filled = bytes.read(position, buffer, 0, (int) Math.min(buffer.length, end - position));
                if (filled == 0) {
                    return;
                }
                index.add(buffer, 0, filled);
                position += filled;
                control.progress(position, end);
            }
        }
    }

    /// Lines, a last one without newline included; empty while they are not all counted.
    public OptionalLong lineCount() {
        return index.covered() < size ? OptionalLong.empty() : OptionalLong.of(index.lines());
    }

    LineIndex index() {
        return index;
    }

    @Override
    public List<LogLine> from(long address, int lines) throws IOException {
        long start = lineStart(bytes, Math.clamp(address, 0, size));
        return read(start, size, lines);
    }

    @Override
    public List<LogLine> before(long address, int lines) throws IOException {
        long end = lineStart(bytes, Math.clamp(address, 0, size));
        if (address >= size && end < size) {
            end = size; // an open last line lies before the end
        }
        long start = end;
        for (int i = 0; i < lines && start > 0; i++) {
            start = lineStart(bytes, start - 1);
        }
        return read(start, end, lines);
    }

    private List<LogLine> read(long start, long end, int lines) throws IOException {
        List<LogLine> window = new ArrayList<>(Math.min(lines, 1_000));
        LineCursor cursor = new LineCursor(bytes, start, end);
        long number = lineNumberAt(start).orElse(0);
        while (window.size() < lines && cursor.advance()) {
            long length = cursor.end() - cursor.start();
            window.add(new LogLine(cursor.start(), path, cursor.start(), length, number, cursor.text(), cursor.cut()));
            number = number == 0 ? 0 : number + 1;
        }
        return window;
    }

    /// The number, from 1, of the line that starts at a byte; empty while the index has not come there.
    OptionalLong lineNumberAt(long lineStart) throws IOException {
        if (lineStart > index.covered()) {
            return OptionalLong.empty();
        }
        LineIndex.Anchor anchor = index.anchorAt(lineStart);
        long newlines = anchor.newlinesBefore();
        byte[] buffer = new byte[(int) Math.min(BUFFER, lineStart - anchor.position())];
        long position = anchor.position();
        while (position < lineStart) {
            int filled = bytes.read(position, buffer, 0, (int) Math.min(buffer.length, lineStart - position));
            if (filled == 0) {
                break;
            }
            newlines += Newlines.count(buffer, 0, filled);
            position += filled;
        }
        return OptionalLong.of(newlines + 1);
    }

    @Override
    public OptionalLong addressOfLine(long number) throws IOException {
        long wanted = number - 1;
        if (wanted <= 0) {
            return OptionalLong.of(0);
        }
        if (wanted > index.newlines()) {
            return OptionalLong.empty();
        }
        LineIndex.Anchor anchor = index.anchorBeforeLine(wanted);
        LineCursor cursor = new LineCursor(bytes, anchor.position(), size);
        // The anchor may lie within a line; the cursor takes its rest for a line, and the newline counts all the same.
        for (long newlines = anchor.newlinesBefore(); newlines < wanted; newlines++) {
            if (!cursor.advance()) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(cursor.next());
    }

    @Override
    public long scan(LineTest test, long from, HitSink sink, ScanControl control) throws IOException {
        return new BlockReader(bytes).forward(test, from, size, sink, control);
    }

    @Override
    public OptionalLong next(LineTest test, long from, ScanControl control) throws IOException {
        long start = lineStart(bytes, from);
        if (start < from) {
            LineCursor cursor = new LineCursor(bytes, start, size);
            cursor.advance();
            start = cursor.next();
        }
        return LineSource.super.next(test, start, control);
    }

    @Override
    public OptionalLong previous(LineTest test, long before, ScanControl control) throws IOException {
        return new BlockReader(bytes).backward(test, Math.min(before, size), control);
    }

    @Override
    public String whole(LogLine line, int maxBytes) throws IOException {
        byte[] read = new byte[(int) Math.min(maxBytes, line.length())];
        int filled = bytes.read(line.offset(), read, 0, read.length);
        return new String(read, 0, filled, StandardCharsets.UTF_8);
    }

    /// The first byte of the line that holds a byte; the end of a file that ends in a newline is the start of a
    /// line to come.
    static long lineStart(FileBytes bytes, long position) throws IOException {
        byte[] buffer = new byte[4 * 1024];
        long end = position;
        while (end > 0) {
            long from = Math.max(0, end - buffer.length);
            int filled = bytes.read(from, buffer, 0, (int) (end - from));
            int newline = Newlines.last(buffer, 0, filled);
            if (newline >= 0) {
                return from + newline + 1;
            }
            end = from;
            if (buffer.length < BUFFER) {
                buffer = new byte[BUFFER];
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
