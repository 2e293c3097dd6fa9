package io.quartermaster.bench.chunks;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.client.model.chunk.RangeChunkData;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/// Executes a page: its items are read at once, processed one by one, and written a hundred at a time.
final class WritePage
        implements IClusterJobExecuteHandler<Integer, Integer>,
                IReader<Integer>,
                IProcessor<Integer, Integer>,
                IWriter<Integer> {
    static final String NAME = "write";

    private static final int TOGETHER = 100;

    private final ItemLog written;
    private final SpanLog spans;
    private final int room;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    WritePage(ItemLog written, SpanLog spans, int room) {
        this.written = written;
        this.spans = spans;
        this.room = room;
    }

    @Override
    public void preExecute(ClusterJobExecuteContext context) {
        begun.put(context.getChunkId(), System.nanoTime());
    }

    @Override
    public void postExecute(ClusterJobExecuteContext context) {
        Long since = begun.remove(context.getChunkId());
        if (since != null) {
            spans.add((System.nanoTime() - since) / 1_000);
        }
    }

    @Override
    public IReader<Integer> getReader() {
        return this;
    }

    @Override
    public IProcessor<Integer, Integer> getProcessor() {
        return this;
    }

    @Override
    public IWriter<Integer> getWriter() {
        return this;
    }

    @Override
    public LoadData<Integer> read(ClusterJobExecuteContext context) {
        return new LoadData<>(Items.of((RangeChunkData) context.getChunk()), false);
    }

    @Override
    public DataProcessResult<Integer> process(ClusterJobExecuteContext context, Integer item) {
        return new DataProcessResult<>(true, null, item);
    }

    @Override
    public ClientCommonResult write(ClusterJobExecuteContext context, IDataItem<Integer> items) throws IOException {
        written.write(items);
        return ClientCommonResult.buildSuccessResult();
    }

    @Override
    public int getCountPerWrite() {
        return TOGETHER;
    }

    @Override
    public @Nullable Integer waitIntervalWhenNoData() {
        return null;
    }

    @Override
    public @Nullable ILimiter getLimiter() {
        return null;
    }

    @Override
    public @Nullable Progress calProgress(ClusterJobExecuteContext context) {
        return null;
    }

    @Override
    public boolean isProcessAsync() {
        return true;
    }

    @Override
    public @Nullable Executor getProcessThreadPool() {
        return null;
    }

    @Override
    public @Nullable Executor getWriteThreadPool() {
        return null;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public @Nullable ThreadPoolExecutor getThreadPool() {
        return null;
    }

    @Override
    public int getRoom() {
        return room;
    }
}
