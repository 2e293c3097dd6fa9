package io.quartermaster.server.link;

import io.quartermaster.model.TraceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One firing, as a client is asked to run it. Immutable.
///
/// @param triggerId a client runs each only once, however often it is sent
/// @param callback whether a report is expected (CALLBACK) or not (ONEWAY)
/// @param params String, Integer, Long, Boolean or List of String
/// @param shard from 0
/// @param shardCount 1 for a job that is not sharded
/// @param chunk null for a simple handler
public record Dispatch(
        String triggerId,
        TraceId trace,
        String jobName,
        String handler,
        boolean callback,
        Map<String, Object> params,
        int shard,
        int shardCount,
        Instant due,
        Instant fired,
        @Nullable ChunkOrder chunk) {
    public Dispatch {
        params = Map.copyOf(params);
    }

    /// For a simple handler.
    public Dispatch(
            String triggerId,
            TraceId trace,
            String jobName,
            String handler,
            boolean callback,
            Map<String, Object> params,
            int shard,
            int shardCount,
            Instant due,
            Instant fired) {
        this(triggerId, trace, jobName, handler, callback, params, shard, shardCount, due, fired, null);
    }
}
