package io.quartermaster.app.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Counts and finds the byte `\n`. In UTF-8 that byte is never part of another character, so nothing need be decoded.
final class Newlines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ALL_NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private Newlines() {}

    /// Eight bytes at a time: the pass over a whole file must not be slower than the disk.
    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long x = (long) LONGS.get(bytes, i) ^ ALL_NEWLINES;
            // A byte of x is zero where a newline stood; this sets the high bit of exactly those bytes.
            long zeros = ~(((x & LOW_BITS) + LOW_BITS) | x | LOW_BITS);
            count += Long.bitCount(zeros);
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    /// The first at or after `from`, or -1.
    static int first(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// The last before `to`, or -1.
    static int last(byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
