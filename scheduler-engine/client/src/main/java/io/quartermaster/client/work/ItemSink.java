package io.quartermaster.client.work;

import io.quartermaster.client.wire.WireChunkResult;
import org.jspecify.annotations.Nullable;

/// Where the items of a chunk go. Confined to the chunk's thread, except that it may be stopped and looked at by
// others.
interface ItemSink<I> {
    /// So many will be put now.
    void read(int items);

    void put(I item) throws InterruptedException;

    /// All that was read is put; called before more is read.
    void afterRead();

    /// Whether there is no use in reading on.
    boolean ends();

    /// Lets that much time pass, or less when the work ends.
    void rest(long millis) throws InterruptedException;

    /// Never blocks.
    void stop();

    /// Waits until nothing is under way any more, however often it is interrupted.
    void settle();

    /// @return why the chunk fails as far as the items go; null when all went well
    @Nullable
    String failure();

    /// What is told of a chunk that did not come to its end.
    String soFar();

    WireChunkResult result();

    /// What is counted so far, without what was made.
    WireChunkResult counted();
}
