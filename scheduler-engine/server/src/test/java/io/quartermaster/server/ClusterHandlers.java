package io.quartermaster.server;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.item.SingleDataItem;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A cluster job's handlers on one client: they split into as many chunks as the parameter `chunks` says, of ten items
/// each, and remember what they wrote.
final class ClusterHandlers {
    static final int ITEMS = 10;

    final List<String> written = new CopyOnWriteArrayList<>();
    final List<String> begun = new CopyOnWriteArrayList<>();
    final Set<String> broken = ConcurrentHashMap.newKeySet();
    /// Items that fail the first time; two clients may share them.
    Set<String> once = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final int room;

    ClusterHandlers(int room) {
        this.room = room;
    }

    IJobHandler[] all() {
        return new IJobHandler[] {new Split(), new Execute()};
    }

    /// From now on a chunk that begins waits for [#open()].
    ClusterHandlers shut() {
        gate = new CountDownLatch(1);
        return this;
    }

    void open() {
        gate.countDown();
    }

    /// Of a kind whose name no database column holds.
    private static final class Odd extends ShardingChunkData {
        Odd(String rule) {
            super(rule);
        }

        @Override
        public String getChunkType() {
            return "odd".repeat(200);
        }
    }

    private final class Split implements IClusterJobSplitHandler<ShardingChunkData> {
        @Override
        public SplitChunkDataResult<ShardingChunkData> handle(ClusterJobSplitContext context) {
            int chunks = context.getCustomParam("chunks") instanceof Integer number ? number : 0;
            boolean odd = Boolean.TRUE.equals(context.getCustomParam("odd"));
            return SplitChunkDataResult.buildSuccessResult(IntStream.range(0, chunks)
                    .mapToObj(n -> odd ? new Odd("c" + n) : new ShardingChunkData("c" + n))
                    .toList());
        }

        @Override
        public String getName() {
            return "split";
        }

        @Override
        public @Nullable ThreadPoolExecutor getThreadPool() {
            return null;
        }
    }

    private final class Execute
            implements IClusterJobExecuteHandler<String, String>, IProcessor<String, String>, IWriter<String> {
        @Override
        public void preExecute(ClusterJobExecuteContext context) {}

        @Override
        public IReader<String> getReader() {
            return new IReader<>() {
                @Override
                public LoadData<String> read(ClusterJobExecuteContext context) throws InterruptedException {
                    String rule = context.getChunk().getShardingRule();
                    begun.add(rule);
                    gate.await(30, TimeUnit.SECONDS);
                    return new LoadData<>(
                            IntStream.range(0, ITEMS)
                                    .mapToObj(n -> rule + "-" + n)
                                    .toList(),
                            false);
                }

                @Override
                public @Nullable Integer waitIntervalWhenNoData() {
                    return null;
                }
            };
        }

        @Override
        public IProcessor<String, String> getProcessor() {
            return this;
        }

        @Override
        public IWriter<String> getWriter() {
            return this;
        }

        @Override
        public @Nullable ILimiter getLimiter() {
            return null;
        }

        @Override
        public void postExecute(ClusterJobExecuteContext context) {}

        @Override
        public @Nullable Progress calProgress(ClusterJobExecuteContext context) {
            return null;
        }

        @Override
        public boolean isProcessAsync() {
            return true;
        }

        @Override
        public DataProcessResult<String> process(ClusterJobExecuteContext context, String item) {
            boolean bad = broken.contains(item) || once.remove(item);
            return new DataProcessResult<>(!bad, bad ? "no account" : "", item);
        }

        @Override
        public @Nullable Executor getProcessThreadPool() {
            return null;
        }

        @Override
        public int getCountPerWrite() {
            return 1;
        }

        @Override
        public ClientCommonResult write(ClusterJobExecuteContext context, IDataItem<String> item) {
            written.add(((SingleDataItem<String>) item).getItem());
            return ClientCommonResult.buildSuccessResult();
        }

        @Override
        public @Nullable Executor getWriteThreadPool() {
            return null;
        }

        @Override
        public String getName() {
            return "execute";
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
}
