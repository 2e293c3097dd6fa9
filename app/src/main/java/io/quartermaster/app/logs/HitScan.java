package io.quartermaster.app.logs;

import java.io.IOException;

/// All lines of a source that match: how many, and where, bounded. Goes on where it stopped when the source has grown.
/// One scanning thread at a time; figures may be read from any.
final class HitScan {
    /// Hits whose place is kept one by one; the count and the picture go on beyond it.
    static final int BOUND = 100_000;

    private final LineSource source;
    private final LineTest test;
    private final Density density = new Density();
    private final LongList places = new LongList(BOUND);
    private long scannedTo;
    private long lastHit = -1;
    private volatile boolean complete;
    private volatile long extentSeen;

    HitScan(LineSource source, LineTest test) {
        this.source = source;
        this.test = test;
    }

    /// Scans what is new.
    synchronized void run(ScanControl control) throws IOException {
        complete = false;
        extentSeen = source.extent();
        scannedTo = source.scan(test, scannedTo, this::hit, control);
        complete = !control.cancelled();
    }

    private boolean hit(long address) {
        if (address > lastHit) {
            lastHit = address;
            density.add(address);
            places.add(address);
        }
        return true;
    }

    long count() {
        return density.total();
    }

    Density density() {
        return density;
    }

    /// Whether the whole source has been scanned.
    boolean complete() {
        return complete;
    }

    /// Whether it was complete and the source has grown since.
    boolean hasMore() {
        return complete && source.extent() > extentSeen;
    }

    /// Which hit, from 1, an address is; 0 when it is none or beyond the bound.
    int rankOf(long address) {
        int low = 0;
        int high = places.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long place = places.get(middle);
            if (place == address) {
                return middle + 1;
            }
            if (place < address) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }
}
