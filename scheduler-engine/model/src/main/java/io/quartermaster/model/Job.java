package io.quartermaster.model;

import java.time.Instant;
import java.util.List;

/// A stored job: what the operator said, and which saying of it this is. Immutable.
///
/// @param spec where a part cannot be read, something harmless stands in its place: see `flaws`
/// @param version grows by one with every save; a save that names an older one is refused
/// @param flaws what of the row cannot be read; a job with any is shown and mended, never fired
public record Job(
        JobId id, JobSpec spec, boolean enabled, int version, String updatedBy, Instant updatedAt, List<Flaw> flaws) {
    public Job {
        flaws = List.copyOf(flaws);
    }

    /// Whether all of it could be read.
    public boolean sound() {
        return flaws.isEmpty();
    }
}
