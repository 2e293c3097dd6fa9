package io.quartermaster.sample;

import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The first split layer: as many branches as the job's parameter `branches` says, 10 unless told otherwise.
record SplitByBranch(Console console) implements IClusterJobSplitHandler<ShardingChunkData> {
    private static final int DEFAULT_BRANCHES = 10;

    @Override
    public String getName() {
        return "splitByBranch";
    }

    @Override
    public @Nullable Executor getThreadPool() {
        return null;
    }

    @Override
    public SplitChunkDataResult<ShardingChunkData> handle(ClusterJobSplitContext context) {
        int branches = context.getCustomParam("branches") instanceof Integer asked ? asked : DEFAULT_BRANCHES;
        console.say("split " + context.getJobName() + " into " + branches + " branches");
        return SplitChunkDataResult.buildSuccessResult(IntStream.range(0, branches)
                .mapToObj(branch -> new ShardingChunkData(String.format("%02d", branch)))
                .toList());
    }
}
