package io.quartermaster.sample;

import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.client.model.chunk.RangeChunkData;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Executes a range of accounts for a ONEWAY job: one machine reads the holders' names, and any process them. Its items
/// are strings, which travel as they are. Needs `--remote-execute`.
record NotifyHolders(Console console) implements IClusterJobExecuteHandler<String, String> {
    @Override
    public String getName() {
        return "notifyHolders";
    }

    @Override
    public @Nullable Executor getThreadPool() {
        return null;
    }

    @Override
    public void preExecute(ClusterJobExecuteContext context) {
        console.say("chunk " + context.getChunkId() + " of branch "
                + context.getChunk().getShardingRule());
    }

    @Override
    public IReader<String> getReader() {
        return new IReader<>() {
            @Override
            public LoadData<String> read(ClusterJobExecuteContext context) {
                RangeChunkData range = (RangeChunkData) context.getChunk();
                List<String> holders = Account.between(
                                range.getShardingRule(),
                                Integer.parseInt(range.getStart()),
                                Integer.parseInt(range.getEnd()))
                        .stream()
                        .map(account -> "holder of " + account.branch() + "-" + account.number())
                        .toList();
                return new LoadData<>(holders, false);
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
            public DataProcessResult<String> process(ClusterJobExecuteContext context, String holder) {
                return new DataProcessResult<>(true, "", null);
            }

            @Override
            public @Nullable Executor getProcessThreadPool() {
                return null;
            }
        };
    }

    @Override
    public @Nullable IWriter<String> getWriter() {
        return null;
    }

    @Override
    public @Nullable ILimiter getLimiter() {
        return null;
    }

    @Override
    public void postExecute(ClusterJobExecuteContext context) {
        // nothing was opened
    }

    @Override
    public @Nullable Progress calProgress(ClusterJobExecuteContext context) {
        return null;
    }

    @Override
    public boolean isProcessAsync() {
        return true;
    }
}
