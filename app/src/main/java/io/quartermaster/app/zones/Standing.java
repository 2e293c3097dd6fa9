package io.quartermaster.app.zones;

import io.quartermaster.model.Violation;
import io.quartermaster.model.ZoneSwitch;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What an instance's row says. Immutable.
sealed interface Standing {
    /// There is no row.
    record None() implements Standing {}

    /// Work is moved.
    record Switched(ZoneSwitch zoneSwitch) implements Standing {}

    /// Servers ignore the row, and this is why.
    record Unreadable(Violation why) implements Standing {}

    static Standing of(@Nullable String value, Collection<String> known) {
        if (value == null) {
            return new None();
        }
        return switch (ZoneSwitch.parse(value, known)) {
            case ZoneSwitch.Reading.Valid valid -> new Switched(valid.zoneSwitch());
            case ZoneSwitch.Reading.Refused refused -> new Unreadable(refused.why());
        };
    }

    /// Whether servers could read the row, whichever zones there are; no row is nothing to be read.
    static boolean readable(@Nullable String value) {
        return value == null || ZoneSwitch.parse(value) instanceof ZoneSwitch.Reading.Valid;
    }
}
