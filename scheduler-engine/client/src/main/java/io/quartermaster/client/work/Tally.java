package io.quartermaster.client.work;

import io.quartermaster.client.wire.WireChunkResult;
import org.jspecify.annotations.Nullable;

/// The items of a chunk, counted. Not thread-safe; guarded by the stages it belongs to.
final class Tally {
    private long read;
    private long written;
    private long failed;
    private @Nullable String firstReason;

    void read(int items) {
        read += items;
    }

    void written(int items) {
        written += items;
    }

    /// @return whether it is the chunk's first failure
    boolean failed(int items, String reason) {
        failed += items;
        if (firstReason != null) {
            return false;
        }
        firstReason = reason;
        return true;
    }

    long readItems() {
        return read;
    }

    long writtenItems() {
        return written;
    }

    /// @return why the chunk fails; null when no item failed
    @Nullable
    String failure() {
        return failed == 0 ? null : failed + " of " + read + " items failed: " + firstReason;
    }

    /// What is told of a chunk that did not come to its end.
    String soFar() {
        long dropped = read - written - failed;
        String text = read + " items read, " + written + " written, " + failed + " failed";
        return dropped == 0 ? text : text + ", " + dropped + " dropped";
    }

    WireChunkResult toWire() {
        return WireChunkResult.newBuilder()
                .setRead(read)
                .setWritten(written)
                .setFailed(failed)
                .build();
    }
}
