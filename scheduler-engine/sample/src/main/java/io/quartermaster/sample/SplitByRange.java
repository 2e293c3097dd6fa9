package io.quartermaster.sample;

import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.chunk.IChunkData;
import io.quartermaster.client.model.chunk.RangeChunkData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The second split layer: the accounts of one branch, as many at a time as the job's parameter `rangeSize` says, 100
/// unless told otherwise.
record SplitByRange(Console console) implements IClusterJobSplitHandler<RangeChunkData> {
    private static final int DEFAULT_SIZE = 100;

    @Override
    public String getName() {
        return "splitByRange";
    }

    @Override
    public @Nullable Executor getThreadPool() {
        return null;
    }

    @Override
    public SplitChunkDataResult<RangeChunkData> handle(ClusterJobSplitContext context) {
        IChunkData branch = context.getChunkData();
        if (branch == null) {
            return SplitChunkDataResult.buildFailResult("splitByRange is a second layer: put splitByBranch before it");
        }
        int size = context.getCustomParam("rangeSize") instanceof Integer asked ? asked : DEFAULT_SIZE;
        List<RangeChunkData> ranges = new ArrayList<>();
        for (int first = 1; first <= Account.PER_BRANCH; first += size) {
            ranges.add(new RangeChunkData(
                    branch.getShardingRule(), String.valueOf(first), String.valueOf(first + size - 1)));
        }
        console.say("split branch " + branch.getShardingRule() + " into " + ranges.size() + " ranges");
        return SplitChunkDataResult.buildSuccessResult(ranges);
    }
}
