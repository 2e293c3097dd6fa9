package io.quartermaster.model.work;

/// Where a chunk stands.
public enum ChunkStatus {
    /// No client has it, or the one that had it is gone.
    WAITING,
    /// A client has it; it may still be in that client's queue.
    EXECUTING,
    SUCCEED,
    /// It failed on its last attempt, so it is not tried again.
    FAILED,
    /// The run ended before it was done.
    CANCEL;

    /// Whether nothing can follow.
    public boolean closed() {
        return this != WAITING && this != EXECUTING;
    }
}
