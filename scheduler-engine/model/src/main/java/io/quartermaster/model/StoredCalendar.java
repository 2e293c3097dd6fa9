package io.quartermaster.model;

import java.time.Instant;

/// A calendar as it is stored. Immutable.
///
/// @param version grows by one with every save; a save that names an older one is refused
public record StoredCalendar(Calendar calendar, int version, String updatedBy, Instant updatedAt) {}
