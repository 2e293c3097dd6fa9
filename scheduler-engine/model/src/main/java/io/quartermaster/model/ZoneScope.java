package io.quartermaster.model;

import java.util.List;

/// In which zones a trigger's work may land. Immutable.
public sealed interface ZoneScope {
    /// One zone a trigger, drawn at random from those with a fitting client.
    ///
    /// @param localFirst draw only when the firing server's own zone has no fitting client
    record Shared(boolean localFirst) implements ZoneScope {
        public Shared() {
            this(false);
        }
    }

    /// Every zone with a fitting client, each once a trigger.
    record Each() implements ZoneScope {}

    /// One zone a trigger, drawn from `zones`.
    record Named(List<String> zones) implements ZoneScope {
        public Named {
            zones = List.copyOf(zones);
            if (zones.isEmpty()) {
                throw new IllegalArgumentException("Name at least one zone");
            }
        }
    }
}
