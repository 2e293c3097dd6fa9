package io.quartermaster.model;

import java.time.Instant;
import java.util.List;

/// A calendar as it is stored. Immutable.
///
/// @param calendar where a part cannot be read it is left out: see `flaws`
/// @param version grows by one with every save; a save that names an older one is refused
/// @param flaws what of the row cannot be read; jobs that name a calendar with any are not planned until it is mended
public record StoredCalendar(Calendar calendar, int version, String updatedBy, Instant updatedAt, List<Flaw> flaws) {
    public StoredCalendar {
        flaws = List.copyOf(flaws);
    }

    /// Whether all of it could be read.
    public boolean sound() {
        return flaws.isEmpty();
    }
}
