package io.quartermaster.server.peer;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import org.jspecify.annotations.Nullable;

/// A run whose end is stored. Immutable.
///
/// @param session the client's; null when no client had it
public record Ended(RecordId record, RunStatus status, @Nullable String session) {}
