package io.quartermaster.app.logs;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/// Hands a file to a [LineTest] in blocks of whole lines, forward or backward. One thread per pass; keeps nothing.
final class BlockReader {
    /// Large enough that the disk sets the pace, small enough that cancelling is prompt.
    static final int BLOCK = 1 << 20;
    /// How much of a piece of an endless line is seen again with the next piece.
    static final int OVERLAP = 4 << 10;

    private final FileBytes bytes;
    private final byte[] buffer;

    BlockReader(FileBytes bytes) {
        this(bytes, BLOCK);
    }

    BlockReader(FileBytes bytes, int blockSize) {
        this.bytes = bytes;
        this.buffer = new byte[blockSize];
    }

    /// From a line start up to a limit. Returns the start of the line the pass ended in: the last one without a
    /// newline, so that a later pass sees it again, or where it was stopped.
    long forward(LineTest test, long from, long limit, HitSink sink, ScanControl control) throws IOException {
        HitSink once = onceEach(sink);
        long position = from;
        long lineStart = from;
        while (position < limit && !control.cancelled()) {
            int filled = bytes.read(position, buffer, 0, (int) Math.min(buffer.length, limit - position));
            if (filled == 0) {
                break;
            }
            boolean last = position + filled >= limit;
            int lastNewline = Newlines.last(buffer, 0, filled);
            int length = last || lastNewline < 0 ? filled : lastNewline + 1;
            if (!test.scan(new Block(buffer, length, position, lineStart), once, control)) {
                return lineStart;
            }
            if (lastNewline >= 0) {
                lineStart = position + lastNewline + 1;
            }
            position = last ? limit : lastNewline >= 0 ? lineStart : position + Math.max(1, filled - OVERLAP);
            control.progress(position - from, limit - from);
        }
        return lineStart;
    }

    /// The last matching line that starts before a line start.
    OptionalLong backward(LineTest test, long before, ScanControl control) throws IOException {
        long end = before;
        while (end > 0 && !control.cancelled()) {
            long position = Math.max(0, end - buffer.length);
            int filled = bytes.read(position, buffer, 0, (int) (end - position));
            // The first line of the buffer is cut off in front, so it waits for the next block, unless it fills this
            // one.
            int newline = position == 0 ? -1 : Newlines.first(buffer, 0, Math.max(0, filled - 1));
            boolean piece = position > 0 && newline < 0;
            long blockStart = position + newline + 1;
            byte[] lines = newline < 0 ? buffer : Arrays.copyOfRange(buffer, newline + 1, filled);
            long lineStart = piece ? lineStartBefore(position) : blockStart;
            long[] found = {-1};
            test.scan(
                    new Block(lines, filled - newline - 1, blockStart, lineStart),
                    address -> {
                        found[0] = address;
                        return true;
                    },
                    control);
            if (found[0] >= 0) {
                return OptionalLong.of(found[0]);
            }
            end = piece ? position + Math.min(OVERLAP, filled / 2) : blockStart;
            end = position == 0 ? 0 : end;
            control.progress(before - end, before);
        }
        return OptionalLong.empty();
    }

    private long lineStartBefore(long position) throws IOException {
        return LogFile.lineStart(bytes, position);
    }

    private static HitSink onceEach(HitSink sink) {
        long[] lastHit = {-1};
        return address -> {
            if (address <= lastHit[0]) {
                return true;
            }
            lastHit[0] = address;
            return sink.hit(address);
        };
    }
}
