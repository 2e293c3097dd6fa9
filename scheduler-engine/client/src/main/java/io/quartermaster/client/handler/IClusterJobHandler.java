package io.quartermaster.client.handler;

import io.quartermaster.client.model.chunk.IChunkData;
import org.jspecify.annotations.Nullable;

/// What the handlers of all layers of a cluster job have in common: they take chunks, each of which may reach any
/// client. A chunk may be done twice, when the client that had it failed or went silent: work must be idempotent.
/// Called by many threads at once.
public interface IClusterJobHandler extends IJobHandler {
    /// How many chunks this client takes at once from each server; zero or less for the default, which is twice the
    /// processors, at least 2 and at most 8. Asked more than once; it must always answer the same.
    default int getRoom() {
        return 0;
    }

    /// Makes of its text a chunk of the application's own kind. Those of this library are read without it.
    ///
    /// ```java
    /// public IChunkData parseChunkData(String type, String text) {
    ///     return type.equals(BranchChunk.class.getName()) ? BranchChunk.parse(text) : null;
    /// }
    /// ```
    ///
    /// @param type what [IChunkData#getChunkType] said where it was made; it came over the network
    /// @param text what [IChunkData#parseToString] said there
    /// @return null for a type that this handler does not know; the chunk fails then
    default @Nullable IChunkData parseChunkData(String type, String text) {
        return null;
    }
}
