package io.quartermaster.server.link;

import io.quartermaster.model.TraceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line a handler says while it runs. Immutable.
///
/// @param at by the client's clock
/// @param total what the handler of a chunk says it has to do; null for a line in words
/// @param succeed what of that it has done
public record Progress(
        String triggerId, TraceId trace, String line, Instant at, @Nullable Long total, @Nullable Long succeed) {}
