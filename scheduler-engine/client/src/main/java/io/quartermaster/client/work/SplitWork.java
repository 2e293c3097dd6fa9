package io.quartermaster.client.work;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.chunk.IChunkData;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireChunkResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One call of a split handler.
final class SplitWork implements Work {
    private final IClusterJobSplitHandler<?> handler;
    private final Firing firing;
    private final WireChunkResult.Builder made = WireChunkResult.newBuilder();
    private @Nullable ClusterJobSplitContext context;

    SplitWork(IClusterJobSplitHandler<?> handler, Firing firing) {
        this.handler = handler;
        this.firing = firing;
    }

    @Override
    public @Nullable ClientCommonResult run(RunSignals signals) throws Exception {
        WireChunkData given = firing.chunk().getData();
        IChunkData parent = given.getType().isEmpty() ? null : ChunkDataCodec.decoded(given, handler);
        context = new ClusterJobSplitContext(
                firing.trigger(), firing.ids(), parent, firing.params(), signals::progress, signals::stopRequested);
        SplitChunkDataResult<? extends IChunkData> result = handler.handle(context);
        if (result == null) {
            return null;
        }
        if (!result.isSuccess()) {
            return ClientCommonResult.buildFailResult(
                    Objects.requireNonNullElse(result.getMsg(), "handler " + handler.getName() + " gave no reason"));
        }
        List<? extends IChunkData> chunks = Objects.requireNonNullElse(result.getChunkDatum(), List.of());
        chunks.forEach(chunk -> made.addMade(ChunkDataCodec.encoded(chunk)));
        return ClientCommonResult.buildSuccessResult();
    }

    @Override
    public Map<String, Object> params() {
        return context == null ? Map.of() : context.putParams();
    }

    @Override
    public WireChunkResult chunk() {
        return made.build();
    }
}
