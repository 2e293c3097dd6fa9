package io.quartermaster.sample;

import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.DefaultLimiter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.client.model.chunk.RangeChunkData;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Executes a range of accounts: reads them page by page, adds a day's interest to each, which takes as many
/// milliseconds as the job's parameter `millis` says, and writes them in batches. At most 500 a second, or what the job
/// says. Thread-safe.
final class SettleAccounts implements IClusterJobExecuteHandler<Account, Account> {
    private static final int PER_SECOND = 500;

    private final String name;
    private final int closedEvery;
    private final Console console;
    private final Map<String, AtomicInteger> settled = new ConcurrentHashMap<>();

    /// @param closedEvery of how many accounts one is closed and fails; 0 for none
    SettleAccounts(String name, int closedEvery, Console console) {
        this.name = name;
        this.closedEvery = closedEvery;
        this.console = console;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable Executor getThreadPool() {
        return null;
    }

    @Override
    public void preExecute(ClusterJobExecuteContext context) {
        settled.put(context.getChunkId(), new AtomicInteger());
    }

    @Override
    public IReader<Account> getReader() {
        return new AccountReader();
    }

    @Override
    public IProcessor<Account, Account> getProcessor() {
        return new AddInterest(closedEvery);
    }

    @Override
    public IWriter<Account> getWriter() {
        return new AccountWriter(this::written);
    }

    @Override
    public ILimiter getLimiter() {
        return new DefaultLimiter(PER_SECOND);
    }

    @Override
    public Progress calProgress(ClusterJobExecuteContext context) {
        RangeChunkData range = (RangeChunkData) context.getChunk();
        int total = Integer.parseInt(range.getEnd()) - Integer.parseInt(range.getStart()) + 1;
        return new Progress(total, settledOf(context));
    }

    @Override
    public boolean isProcessAsync() {
        return false;
    }

    @Override
    public void postExecute(ClusterJobExecuteContext context) {
        console.say("chunk " + context.getChunk().parseToString() + ": " + settledOf(context) + " accounts settled");
        settled.remove(context.getChunkId());
    }

    private void written(ClusterJobExecuteContext context, int accounts) {
        AtomicInteger count = settled.get(context.getChunkId());
        if (count != null) {
            count.addAndGet(accounts);
        }
    }

    private int settledOf(ClusterJobExecuteContext context) {
        AtomicInteger count = settled.get(context.getChunkId());
        return count == null ? 0 : count.get();
    }
}
