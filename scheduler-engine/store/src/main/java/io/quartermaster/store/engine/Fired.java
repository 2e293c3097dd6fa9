package io.quartermaster.store.engine;

import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.RecordId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A firing that was sent on its way, to be written down. Immutable.
///
/// @param client who gets it, for people; null for a message
/// @param session the client's session, null for a message
/// @param deadline until when it must end, null when it may take its time
/// @param decision why it went this way
public record Fired(
        RecordId record,
        Fence by,
        Instant at,
        String zone,
        @Nullable String client,
        @Nullable String session,
        @Nullable Instant deadline,
        DecisionRecord decision) {}
