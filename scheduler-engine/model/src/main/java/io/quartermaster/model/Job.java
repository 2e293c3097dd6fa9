package io.quartermaster.model;

import java.time.Instant;

/// A stored job: what the operator said, and which saying of it this is. Immutable.
///
/// @param version grows by one with every save; a save that names an older one is refused
public record Job(JobId id, JobSpec spec, boolean enabled, int version, String updatedBy, Instant updatedAt) {}
