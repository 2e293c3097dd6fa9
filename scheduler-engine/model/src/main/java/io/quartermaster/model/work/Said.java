package io.quartermaster.model.work;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a chunk ended, by the word of the client that had it. Immutable.
///
/// @param message why, for a failure
/// @param params what the handler put, in the types handlers use
/// @param made the chunks it made, of a split or a read
public record Said(
        boolean success, @Nullable String message, Map<String, Object> params, List<Made> made, Chunk.Tally counts) {
    public Said {
        params = Map.copyOf(params);
        made = List.copyOf(made);
    }

    /// What a chunk to be is made of.
    public record Made(String type, String text) {}
}
