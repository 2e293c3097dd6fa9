package io.quartermaster.app.zones;

import io.quartermaster.model.Violation;
import io.quartermaster.model.ZoneSwitch;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an instance's row says. Immutable.
sealed interface Standing {
    /// There is no row.
    record None() implements Standing {}

    /// Work is moved.
    record Switched(ZoneSwitch zoneSwitch) implements Standing {}

    /// Servers ignore the row, and this is why.
    ///
    /// @param known the zones that the instance's row may name
    record Unreadable(Violation why, List<String> known) implements Standing {
        public Unreadable {
            known = List.copyOf(known);
        }
    }

    static Standing of(@Nullable String value, Collection<String> known) {
        if (value == null) {
            return new None();
        }
        return switch (ZoneSwitch.parse(value, known)) {
            case ZoneSwitch.Reading.Valid valid -> new Switched(valid.zoneSwitch());
            case ZoneSwitch.Reading.Refused refused -> new Unreadable(refused.why(), List.copyOf(known));
        };
    }

    /// Whether servers could read the row, whichever zones there are; no row is nothing to be read.
    static boolean readable(@Nullable String value) {
        return value == null || ZoneSwitch.parse(value) instanceof ZoneSwitch.Reading.Valid;
    }
}
