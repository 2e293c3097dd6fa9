package io.quartermaster.server.link;

/// What of a dispatch says that a chunk is to be done, and not a simple handler called. Immutable.
///
/// @param run the same for all chunks of a run
/// @param chunk which of them
/// @param execute the same for all chunks of the run on this client
/// @param dataType what the client makes of the data
/// @param rate items a second that this client may take in this run; 0 for no limit
public record ChunkOrder(Task task, String run, String chunk, String execute, String dataType, String data, int rate) {
    /// What is to be done.
    public enum Task {
        SPLIT,
        EXECUTE,
        READ,
        PROCESS,
        /// Report when nothing of the run is left.
        FINISH
    }
}
