package io.quartermaster.app.zones;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One instance with its switchZone row. Immutable.
///
/// @param instance as written in the database, which need not be an id the console would accept
/// @param current  whether the console works on it
/// @param editable whether the console can write its row
/// @param value    the row as it stands, null when there is none
/// @param modified when the row was written, by the database's clock
record InstanceRow(
        String instance,
        boolean current,
        boolean editable,
        @Nullable String value,
        @Nullable Instant modified,
        Standing standing) {
    /// The zones that get no work while the row stands.
    List<String> left() {
        return standing instanceof Standing.Switched switched
                ? List.copyOf(switched.zoneSwitch().moves().keySet())
                : List.of();
    }
}
