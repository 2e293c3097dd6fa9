package io.quartermaster.app.logs;

/// How many hits lie in each stretch of a source: the picture beside the scroll bar. A fixed number of buckets;
/// when the source outgrows them, pairs are joined, so a growing file keeps its picture and the memory stays 8 KiB.
/// One writer, any readers.
final class Density {
    private static final int BUCKETS = 1_024;

    private final long[] counts = new long[BUCKETS];
    private long width = 1;
    private long total;

    synchronized void add(long address) {
        while (address / width >= BUCKETS) {
            for (int i = 0; i < BUCKETS; i++) {
                counts[i] = 2 * i + 1 < BUCKETS ? counts[2 * i] + counts[2 * i + 1] : 0;
            }
            width *= 2;
        }
        counts[(int) (address / width)]++;
        total++;
    }

    synchronized long total() {
        return total;
    }

    /// For a bar of so many pixels over a source of that extent: which of them hold hits.
    synchronized boolean[] marks(long extent, int pixels) {
        boolean[] marks = new boolean[pixels];
        for (int i = 0; i < BUCKETS && extent > 0; i++) {
            if (counts[i] > 0) {
                long pixel = (long) ((double) i * width / extent * pixels);
                marks[(int) Math.clamp(pixel, 0, pixels - 1)] = true;
            }
        }
        return marks;
    }
}
