package io.quartermaster.bench.chunks;

import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The first layer: a chunk for each table.
final class SplitTables implements IClusterJobSplitHandler<ShardingChunkData> {
    static final String NAME = "tables";

    @Override
    public SplitChunkDataResult<ShardingChunkData> handle(ClusterJobSplitContext context) {
        int tables = number(context.getCustomParam(Items.TABLES));
        return SplitChunkDataResult.buildSuccessResult(IntStream.range(0, tables)
                .mapToObj(table -> new ShardingChunkData(String.valueOf(table)))
                .toList());
    }

    static int number(@Nullable Object param) {
        return param instanceof Integer number ? number : 0;
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
