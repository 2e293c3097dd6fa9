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

    /// Servers count chunks within their run; applications keep things under a chunk's id, and may do several runs.
    ChunkIds ids() {
        String run = chunk.getRunId();
        return new ChunkIds(run, chunk.getExecuteId(), run + "-" + chunk.getChunkId());
    }
}
