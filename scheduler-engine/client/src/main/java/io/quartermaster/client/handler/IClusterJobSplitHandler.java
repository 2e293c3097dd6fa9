package io.quartermaster.client.handler;

import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.chunk.IChunkData;

/// A split layer of a cluster job: makes of one chunk the chunks of the next layer, without doing their work. The first
/// layer is called once a run, each further one once for every chunk of the layer above, on whichever clients have
/// room. Called by many threads at once.
///
/// ```java
/// final class ByTable implements IClusterJobSplitHandler<ShardingChunkData> {
///     public String getName() { return "byTable"; }
///     public ThreadPoolExecutor getThreadPool() { return null; }
///     public SplitChunkDataResult<ShardingChunkData> handle(ClusterJobSplitContext context) {
///         return SplitChunkDataResult.buildSuccessResult(
///                 IntStream.range(0, 100).mapToObj(n -> new ShardingChunkData("" + n)).toList());
///     }
/// }
/// ```
///
/// @param <T> the kind of chunk it makes
public interface IClusterJobSplitHandler<T extends IChunkData> extends IClusterJobHandler {
    /// @throws Exception the same as a failure: the chunk is tried again as often as the job allows, then the run fails
    SplitChunkDataResult<T> handle(ClusterJobSplitContext context) throws Exception;
}
