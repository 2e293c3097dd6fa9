package io.quartermaster.client.model;

import io.quartermaster.client.model.chunk.IChunkData;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What the reader, processor and writer of a cluster job are given: the chunk, and the run it is of. The same object
/// from `preExecute` to `postExecute`, whichever threads an item passes through. Thread-safe.
///
/// ```java
/// RangeChunkData range = (RangeChunkData) context.getChunk();
/// List<Account> page = accounts.between(range.getStart(), range.getEnd());
/// ```
public final class ClusterJobExecuteContext extends JobContext {
    private final ChunkIds ids;
    private final IChunkData data;

    /// Applications need this only to call a handler in their own tests.
    ///
    /// @param progress takes the lines of [#reportProgress]
    /// @param stop answers [#isStopRequested]
    public ClusterJobExecuteContext(
            JobTrigger trigger,
            ChunkIds ids,
            IChunkData data,
            Map<String, Object> customParams,
            Consumer<String> progress,
            BooleanSupplier stop) {
        super(trigger, customParams, progress, stop);
        this.ids = ids;
        this.data = data;
    }

    /// What the last split layer made; an empty rule where the job has no split layer. Where items are processed on
    /// another machine than they were read on, it is the chunk they were read from.
    public IChunkData getChunk() {
        return data;
    }

    /// The same for all chunks of a run, on all clients.
    public String getRunId() {
        return ids.run();
    }

    /// Tells the chunk from every other of any run, and stays the same when it is tried again, here or elsewhere: a key
    /// for work that must be done once.
    public String getChunkId() {
        return ids.chunk();
    }

    /// The same for all chunks of a run on this client, so the place to keep what they share.
    public String getExecuteId() {
        return ids.execute();
    }
}
