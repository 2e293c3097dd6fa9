package io.quartermaster.model.work;

/// The chunks of one stage in one status, counted. Immutable.
///
/// @param attempts how often they were sent all together; more than the chunks when some were sent again
public record LayerCount(
        int stage,
        ChunkTask task,
        ChunkStatus status,
        int chunks,
        long attempts,
        long read,
        long written,
        long failed) {}
