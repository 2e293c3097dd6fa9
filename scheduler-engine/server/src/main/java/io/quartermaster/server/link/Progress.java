package io.quartermaster.server.link;

import io.quartermaster.model.TraceId;
import java.time.Instant;

/// A line a handler says while it runs. Immutable.
///
/// @param at by the client's clock
public record Progress(String triggerId, TraceId trace, String line, Instant at) {}
