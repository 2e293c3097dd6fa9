package io.quartermaster.client.work;

import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireChunkResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items that are processed on other machines: gathered into batches, each of which becomes a chunk. Thread-safe.
final class BatchSink<I> implements ItemSink<I> {
    private static final int BATCH_ITEMS = 100;
    private static final int BATCH_CHARS = 64 << 10;

    private final IClusterJobExecuteHandler<I, ?> handler;
    private final WireChunkData origin;
    private final int largestReport;
    // All below are guarded by this.
    private final WireChunkResult.Builder made = WireChunkResult.newBuilder();
    private final List<String> items = new ArrayList<>();
    private int chars;
    private long bytes;
    private long read;
    private boolean stopped;

    BatchSink(IClusterJobExecuteHandler<I, ?> handler, WireChunkData origin, int largestReport) {
        this.handler = handler;
        this.origin = origin;
        this.largestReport = largestReport;
    }

    @Override
    public synchronized void read(int count) {
        read += count;
    }

    @Override
    public synchronized void put(I item) {
        String text = handler.encodeItem(item);
        items.add(text);
        chars += text.length();
        if (items.size() >= BATCH_ITEMS || chars >= BATCH_CHARS) {
            closeBatch();
        }
    }

    private void closeBatch() {
        if (items.isEmpty()) {
            return;
        }
        WireChunkData batch = new ItemBatch(origin, items).toWire();
        bytes += batch.getSerializedSize();
        if (bytes > largestReport) {
            throw new IllegalStateException("what was read takes more than " + largestReport
                    + " bytes as text, the most that one report may have: add a split layer that makes smaller chunks");
        }
        made.addMade(batch);
        items.clear();
        chars = 0;
    }

    @Override
    public void afterRead() {
        // nothing of it is under way here
    }

    @Override
    public synchronized boolean ends() {
        return stopped;
    }

    @Override
    public synchronized void rest(long millis) throws InterruptedException {
        if (!stopped && millis > 0) {
            wait(millis);
        }
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    @Override
    public void settle() {
        // nothing is under way
    }

    @Override
    public @Nullable String failure() {
        return null;
    }

    @Override
    public synchronized String soFar() {
        return read + " items read";
    }

    @Override
    public synchronized WireChunkResult result() {
        closeBatch();
        return made.setRead(read).build();
    }

    @Override
    public synchronized WireChunkResult counted() {
        return WireChunkResult.newBuilder().setRead(read).build();
    }
}
