package io.quartermaster.app.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks forward over the lines of a file from a line start. However long a line is, only its head is kept. One thread.
final class LineCursor {
    /// So many bytes always hold [LogLine#SHOWN_CHARS] characters, at most four bytes each.
    static final int HEAD_BYTES = LogLine.SHOWN_CHARS * 4;

    private static final int BUFFER = 64 * 1024;

    private final FileBytes bytes;
    private final long limit;
    private final byte[] buffer = new byte[BUFFER];
    private long bufferStart;
    private int filled;
    private int at;

    private long start;
    private long end;
    private long next;
    private byte[] head = new byte[0];

    LineCursor(FileBytes bytes, long start, long limit) {
        this.bytes = bytes;
        this.limit = limit;
        this.bufferStart = start;
        this.next = start;
    }

    /// Goes to the next line; false behind the last one. A last line without a newline is a line, an empty rest is
    /// none.
    boolean advance() throws IOException {
        start = next;
        if (at == filled && !fill()) {
            return false;
        }
        int from = at;
        int newline = Newlines.first(buffer, from, filled);
        if (newline >= 0) {
            head = Arrays.copyOfRange(buffer, from, Math.min(newline, from + HEAD_BYTES));
            end = bufferStart + newline;
            next = end + 1;
            at = newline + 1;
            return trimCarriageReturn(newline > from ? buffer[newline - 1] : 0);
        }
        return advanceOverSeam(from);
    }

    private boolean advanceOverSeam(int from) throws IOException {
        byte[] kept = Arrays.copyOfRange(buffer, from, Math.min(filled, from + HEAD_BYTES));
        byte last = buffer[filled - 1];
        int newline = -1;
        while (newline < 0 && fill()) {
            newline = Newlines.first(buffer, 0, filled);
            int part = newline < 0 ? filled : newline;
            int wanted = Math.min(part, HEAD_BYTES - kept.length);
            if (wanted > 0) {
                int before = kept.length;
                kept = Arrays.copyOf(kept, before + wanted);
                System.arraycopy(buffer, 0, kept, before, wanted);
            }
            last = part > 0 ? buffer[part - 1] : last;
        }
        head = kept;
        end = bufferStart + (newline < 0 ? filled : newline);
        next = newline < 0 ? end : end + 1;
        at = newline < 0 ? filled : newline + 1;
        return trimCarriageReturn(last);
    }

    private boolean trimCarriageReturn(byte last) {
        if (last == '\r' && end > start) {
            end--;
            if (end - start < head.length) {
                head = Arrays.copyOf(head, (int) (end - start));
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        long position = bufferStart + filled;
        int wanted = (int) Math.min(BUFFER, limit - position);
        bufferStart = position;
        at = 0;
        filled = wanted <= 0 ? 0 : bytes.read(position, buffer, 0, wanted);
        return filled > 0;
    }

    /// First byte of the line.
    long start() {
        return start;
    }

    /// Behind its last byte, line end not counted.
    long end() {
        return end;
    }

    /// First byte of the line after it.
    long next() {
        return next;
    }

    /// At most [LogLine#SHOWN_CHARS] characters.
    String text() {
        String decoded = new String(head, StandardCharsets.UTF_8);
        if (decoded.length() <= LogLine.SHOWN_CHARS) {
            return decoded;
        }
        boolean splitsPair = Character.isHighSurrogate(decoded.charAt(LogLine.SHOWN_CHARS - 1));
        return decoded.substring(0, splitsPair ? LogLine.SHOWN_CHARS - 1 : LogLine.SHOWN_CHARS);
    }

    /// Whether [#text()] leaves something out.
    boolean cut() {
        return end - start > head.length || new String(head, StandardCharsets.UTF_8).length() > LogLine.SHOWN_CHARS;
    }
}
