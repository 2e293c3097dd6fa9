package io.quartermaster.client.model;

import io.quartermaster.client.model.chunk.IChunkData;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the handler of a split layer is given. Thread-safe.
///
/// ```java
/// IChunkData table = context.getChunkData();        // what the layer above made; null in the first layer
/// Integer page = (Integer) context.getCustomParam("rangeSize");
/// ```
public final class ClusterJobSplitContext extends JobContext {
    private final ChunkIds ids;
    private final @Nullable IChunkData data;

    /// Applications need this only to call a handler in their own tests.
    ///
    /// @param data the parent layer's chunk; null for the first layer
    /// @param progress takes the lines of [#reportProgress]
    /// @param stop answers [#isStopRequested]
    public ClusterJobSplitContext(
            JobTrigger trigger,
            ChunkIds ids,
            @Nullable IChunkData data,
            Map<String, Object> customParams,
            Consumer<String> progress,
            BooleanSupplier stop) {
        super(trigger, customParams, progress, stop);
        this.ids = ids;
        this.data = data;
    }

    /// The chunk of the layer above that is to be split; null in the first layer.
    public @Nullable IChunkData getChunkData() {
        return data;
    }

    /// See [ClusterJobExecuteContext#getRunId].
    public String getRunId() {
        return ids.run();
    }

    /// See [ClusterJobExecuteContext#getChunkId].
    public String getChunkId() {
        return ids.chunk();
    }

    /// This client's part in the run; see [ClusterJobExecuteContext#getExecuteId].
    public String getExecuteId() {
        return ids.execute();
    }
}
