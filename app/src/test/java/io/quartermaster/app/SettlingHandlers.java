package io.quartermaster.app;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.DefaultLimiter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A cluster job's handlers as an application has them: tables split, and the accounts of each settled.
final class SettlingHandlers {
    static final int TABLES = 40;
    static final int ACCOUNTS = 10;

    private SettlingHandlers() {}

    /// Makes a chunk of each table.
    record ByTable() implements IClusterJobSplitHandler<ShardingChunkData> {
        @Override
        public String getName() {
            return "byTable";
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }

        @Override
        public SplitChunkDataResult<ShardingChunkData> handle(ClusterJobSplitContext context) {
            return SplitChunkDataResult.buildSuccessResult(IntStream.range(0, TABLES)
                    .mapToObj(table -> new ShardingChunkData("account_" + table))
                    .toList());
        }
    }

    /// Settles the accounts of a table, as fast as the job's limit allows.
    record SettleAll(ILimiter limiter) implements IClusterJobExecuteHandler<String, String> {
        SettleAll() {
            this(new DefaultLimiter(5));
        }

        @Override
        public String getName() {
            return "settleAll";
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }

        @Override
        public void preExecute(ClusterJobExecuteContext context) {}

        @Override
        public IReader<String> getReader() {
            return new IReader<>() {
                @Override
                public LoadData<String> read(ClusterJobExecuteContext context) {
                    return new LoadData<>(
                            IntStream.range(0, ACCOUNTS)
                                    .mapToObj(Integer::toString)
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
            return new IProcessor<>() {
                @Override
                public DataProcessResult<String> process(ClusterJobExecuteContext context, String item) {
                    return new DataProcessResult<>(true, null, item);
                }

                @Override
                public @Nullable Executor getProcessThreadPool() {
                    return null;
                }
            };
        }

        @Override
        public IWriter<String> getWriter() {
            return new IWriter<>() {
                @Override
                public int getCountPerWrite() {
                    return 1;
                }

                @Override
                public ClientCommonResult write(ClusterJobExecuteContext context, IDataItem<String> item) {
                    return ClientCommonResult.buildSuccessResult();
                }

                @Override
                public @Nullable Executor getWriteThreadPool() {
                    return null;
                }
            };
        }

        @Override
        public ILimiter getLimiter() {
            return limiter;
        }

        @Override
        public void postExecute(ClusterJobExecuteContext context) {}

        @Override
        public @Nullable Progress calProgress(ClusterJobExecuteContext context) {
            return null;
        }

        @Override
        public boolean isProcessAsync() {
            return false;
        }
    }
}
