package io.quartermaster.client.model.chunk;

/// What one chunk is about, in as few words as find its data again: a table's suffix, a range of keys. A split handler
/// makes it on one machine and another machine works by it, so it travels as text: [ShardingChunkData] and
/// [RangeChunkData] do by themselves; for a class of your own the handler that receives it says how to read it, see
/// [io.quartermaster.client.handler.IClusterJobHandler#parseChunkData]. No class is ever loaded because a message
/// names it.
///
/// Immutable once it is handed over. It may hold at most a few kilobytes: the servers store one for every chunk.
///
/// ```java
/// record BranchChunk(String branch, int day) implements IChunkData {
///     public String getShardingRule() { return branch; }
///     public String parseToString() { return branch + "/" + day; }
/// }
/// ```
public interface IChunkData {
    /// The shard or table it lies in.
    String getShardingRule();

    /// All of it, as text: what travels, and what operators see in the console.
    String parseToString();

    /// What tells this kind of chunk from others when its text is read; the class's name unless overridden. It is
    /// compared, and nothing else is done with it.
    default String getChunkType() {
        return getClass().getName();
    }
}
