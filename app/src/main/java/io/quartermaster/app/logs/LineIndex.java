package io.quartermaster.app.logs;

import java.util.Arrays;

/// How many lines lie before every n-th byte of a file: enough to name the line at a byte, and the byte of a line, by
/// reading at most one stride more.
///
/// Strides are of bytes and not of lines, so that building it is one newline count per buffer, whatever the lines look
/// like. Memory is bounded: at [#MAX_ENTRIES] every other entry goes and the stride doubles, so the index of a
/// file of any size takes at most `8 * MAX_ENTRIES` bytes (512 KiB, at 4 GiB and above; 256 KiB for 1 GiB).
/// Thread-safe; usable while it is being built.
final class LineIndex {
    /// The most entries kept.
    static final int MAX_ENTRIES = 1 << 16;
    /// The stride of a small file.
    static final int FIRST_STRIDE = 1 << 16;

    /// A byte position, and the newlines in front of it.
    record Anchor(long position, long newlinesBefore) {}

    private final int maxEntries;
    private long stride;
    private long[] newlinesBefore = new long[16]; // entry i belongs to byte i * stride
    private int entries = 1;
    private long covered;
    private long newlines;
    private boolean endsOpen; // whether the last byte covered is no newline

    LineIndex() {
        this(MAX_ENTRIES, FIRST_STRIDE);
    }

    LineIndex(int maxEntries, int firstStride) {
        this.maxEntries = maxEntries;
        this.stride = firstStride;
    }

    /// The bytes that follow those already counted.
    synchronized void add(byte[] bytes, int from, int to) {
        int at = from;
        endsOpen = from < to ? bytes[to - 1] != '\n' : endsOpen;
        while (at < to) {
            long nextEntryAt = entries * stride;
            int part = (int) Math.min(to - at, nextEntryAt - covered);
            newlines += Newlines.count(bytes, at, at + part);
            covered += part;
            at += part;
            if (covered == nextEntryAt) {
                append(newlines);
            }
        }
    }

    private void append(long count) {
        if (entries == maxEntries) {
            // The entry that is due would be number maxEntries, an even one: it stays one after the halving.
            for (int i = 0; i < entries / 2; i++) {
                newlinesBefore[i] = newlinesBefore[2 * i];
            }
            entries = entries / 2;
            stride *= 2;
        }
        if (entries == newlinesBefore.length) {
            newlinesBefore = Arrays.copyOf(newlinesBefore, Math.min(maxEntries, entries * 2));
        }
        newlinesBefore[entries++] = count;
    }

    /// Bytes counted so far, from the beginning of the file.
    synchronized long covered() {
        return covered;
    }

    /// Newlines in the covered bytes.
    synchronized long newlines() {
        return newlines;
    }

    /// Lines in the covered bytes, a last one without newline included.
    synchronized long lines() {
        return newlines + (endsOpen ? 1 : 0);
    }

    /// The nearest anchor at or before a byte; the caller counts the rest.
    synchronized Anchor anchorAt(long position) {
        int entry = (int) Math.min(entries - 1, position / stride);
        return new Anchor(entry * stride, newlinesBefore[entry]);
    }

    /// The nearest anchor from which that many newlines lie ahead or exactly there: where to start to look for the
    /// line with so many newlines before it.
    synchronized Anchor anchorBeforeLine(long newlinesWanted) {
        int found = Arrays.binarySearch(newlinesBefore, 0, entries, newlinesWanted);
        int entry = found >= 0 ? found : -found - 2;
        // Of equal neighbours, and of an exact hit, the newline sought may lie in the stride before.
        while (entry > 0 && newlinesBefore[entry] >= newlinesWanted) {
            entry--;
        }
        return new Anchor(entry * stride, newlinesBefore[entry]);
    }

    /// Bytes of memory the entries take.
    synchronized long memory() {
        return (long) newlinesBefore.length * Long.BYTES;
    }
}
