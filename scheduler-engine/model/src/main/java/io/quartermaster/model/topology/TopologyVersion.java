package io.quartermaster.model.topology;

import io.quartermaster.model.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a topology. Immutable.
///
/// @param number     from 1, in the order they were begun
/// @param baseline   the version it was begun from, 0 for none
/// @param definition blank when what is stored cannot be read
/// @param revision   counts the saves: a save names the one it was made from
/// @param flaw       why what is stored cannot be read, null when it can
public record TopologyVersion(
        JobId job,
        int number,
        State state,
        int baseline,
        Topology definition,
        int revision,
        String updatedBy,
        Instant updatedAt,
        @Nullable String flaw) {
    /// DOMAIN §3.
    public enum State {
        /// Being edited; at most one of each baseline.
        DRAFT,
        /// The one that runs; at most one.
        PUBLISHED,
        /// Was published; may be published again, and begun from.
        ARCHIVED,
        /// Given up; may only be looked at and deleted.
        DISCARDED;

        /// Whether a version in this state may be begun from.
        public boolean baseline() {
            return this == PUBLISHED || this == ARCHIVED;
        }
    }
}
