package io.quartermaster.sample;

import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.chunk.RangeChunkData;
import org.jspecify.annotations.Nullable;

/// Reads the accounts of a range, fifty at a time. Each chunk has one of its own, so it may remember where it is.
final class AccountReader implements IReader<Account> {
    private static final int PAGE = 50;

    private int read;

    @Override
    public LoadData<Account> read(ClusterJobExecuteContext context) {
        RangeChunkData range = (RangeChunkData) context.getChunk();
        int first = Integer.parseInt(range.getStart()) + read;
        int last = Integer.parseInt(range.getEnd());
        read += PAGE;
        return new LoadData<>(
                Account.between(range.getShardingRule(), first, Math.min(last, first + PAGE - 1)),
                first + PAGE <= last);
    }

    @Override
    public @Nullable Integer waitIntervalWhenNoData() {
        return null;
    }
}
