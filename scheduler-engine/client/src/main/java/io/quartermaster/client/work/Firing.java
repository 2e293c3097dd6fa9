package io.quartermaster.client.work;

import io.quartermaster.client.model.ChunkIds;
import io.quartermaster.client.model.JobTrigger;
import io.quartermaster.client.wire.WireChunk;
import java.util.Map;

/// All that a dispatch says. Immutable.
///
/// @param chunk the default instance where a simple handler is to be called
public record Firing(JobTrigger trigger, Map<String, Object> params, WireChunk chunk) {
    public Firing {
        params = Map.copyOf(params);
    }

    ChunkIds ids() {
        return new ChunkIds(chunk.getRunId(), chunk.getExecuteId(), chunk.getChunkId());
    }
}
