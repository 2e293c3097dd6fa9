package io.quartermaster.server.link;

import io.quartermaster.model.TraceId;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.Said;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a run ended, by the client's word. It may come more than once. Immutable.
///
/// @param message why, for a failure
/// @param params what the handler put back
/// @param fired when the server said it had fired it, null when the client did not repeat that
/// @param stopped whether it was asked to stop before it ended
/// @param startedAt by the client's clock
/// @param finishedAt by the client's clock
/// @param made the chunks that a split or a read made
/// @param counts the items of a chunk
public record Report(
        String triggerId,
        TraceId trace,
        boolean success,
        @Nullable String message,
        Map<String, Object> params,
        @Nullable Instant fired,
        boolean stopped,
        Instant startedAt,
        Instant finishedAt,
        List<Said.Made> made,
        Chunk.Tally counts) {
    public Report {
        params = Map.copyOf(params);
        made = List.copyOf(made);
    }

    /// Of a simple handler.
    public Report(
            String triggerId,
            TraceId trace,
            boolean success,
            @Nullable String message,
            Map<String, Object> params,
            @Nullable Instant fired,
            boolean stopped,
            Instant startedAt,
            Instant finishedAt) {
        this(
                triggerId,
                trace,
                success,
                message,
                params,
                fired,
                stopped,
                startedAt,
                finishedAt,
                List.of(),
                Chunk.Tally.NONE);
    }
}
