package io.quartermaster.app.logs;

import java.util.Arrays;

/// A bounded, rising list of addresses. One writer, any readers.
final class LongList {
    private final int bound;
    private long[] values = new long[64];
    private int size;

    LongList(int bound) {
        this.bound = bound;
    }

    /// False when it is full.
    synchronized boolean add(long value) {
        if (size == bound) {
            return false;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.min(bound, size * 2));
        }
        values[size++] = value;
        return true;
    }

    synchronized long get(int index) {
        return values[index];
    }

    synchronized int size() {
        return size;
    }

    synchronized long last() {
        return size == 0 ? -1 : values[size - 1];
    }

    synchronized boolean full() {
        return size == bound;
    }
}
