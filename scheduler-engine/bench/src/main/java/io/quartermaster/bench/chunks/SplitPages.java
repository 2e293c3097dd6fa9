package io.quartermaster.bench.chunks;

import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.chunk.RangeChunkData;
import java.util.Objects;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/// The second layer: the pages of a table.
final class SplitPages implements IClusterJobSplitHandler<RangeChunkData> {
    static final String NAME = "pages";

    @Override
    public SplitChunkDataResult<RangeChunkData> handle(ClusterJobSplitContext context) {
        Items items = new Items(
                SplitTables.number(context.getCustomParam(Items.TABLES)),
                SplitTables.number(context.getCustomParam(Items.PAGE)));
        int table =
                Integer.parseInt(Objects.requireNonNull(context.getChunkData()).getShardingRule());
        return SplitChunkDataResult.buildSuccessResult(items.pages(table));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public @Nullable ThreadPoolExecutor getThreadPool() {
        return null;
    }
}
