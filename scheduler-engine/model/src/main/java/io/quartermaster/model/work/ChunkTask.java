package io.quartermaster.model.work;

/// What a client is to do with a chunk.
public enum ChunkTask {
    /// Run a simple handler, as one of several shards or steps.
    STEP,
    /// Make the chunks of the next layer of it.
    SPLIT,
    /// Read, process and write it, all on one machine.
    EXECUTE,
    /// Read it only; what was read becomes chunks that are processed anywhere.
    READ,
    /// Process and write what another machine has read.
    PROCESS
}
