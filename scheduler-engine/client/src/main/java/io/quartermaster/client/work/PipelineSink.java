package io.quartermaster.client.work;

import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.wire.WireChunkResult;
import org.jspecify.annotations.Nullable;

/// Items that are processed and written here, as fast as the limiter lets them.
///
/// @param readsAhead whether more may be read while items are under way
record PipelineSink<I>(Stages<I, ?> stages, ILimiter limiter, boolean readsAhead) implements ItemSink<I> {
    @Override
    public void read(int items) {
        stages.read(items);
    }

    @Override
    public void put(I item) throws InterruptedException {
        limiter.acquire();
        stages.put(item);
    }

    @Override
    public void afterRead() {
        if (!readsAhead) {
            settle();
        }
    }

    @Override
    public boolean ends() {
        return stages.ends();
    }

    @Override
    public void rest(long millis) throws InterruptedException {
        // Nothing comes for now, so what is there need not wait until a batch is full.
        settle();
        stages.rest(millis);
    }

    @Override
    public void stop() {
        stages.stop();
    }

    @Override
    public void settle() {
        if (stages.finish()) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable String failure() {
        return stages.failure();
    }

    @Override
    public String soFar() {
        return stages.counted(Tally::soFar);
    }

    @Override
    public WireChunkResult result() {
        return stages.counted(Tally::toWire);
    }

    @Override
    public WireChunkResult counted() {
        return result();
    }
}
