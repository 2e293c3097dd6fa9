package io.quartermaster.bench.chunks;

import java.util.BitSet;

/// Which items were written, and how many in all. Confined to one thread.
final class Written {
    private final BitSet items = new BitSet();
    private long total;

    void add(int item) {
        items.set(item);
        total++;
    }

    long total() {
        return total;
    }

    /// How many of the first so many were never written.
    long missing(int count) {
        return count - items.get(0, count).cardinality();
    }
}
