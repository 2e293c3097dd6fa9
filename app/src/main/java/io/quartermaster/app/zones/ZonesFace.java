package io.quartermaster.app.zones;

/// Which face the zones page shows. Immutable.
sealed interface ZonesFace {
    record NotConnected() implements ZonesFace {}

    record Loading() implements ZonesFace {}

    /// Neither servers nor clients nor rows.
    record NoZones() implements ZonesFace {}

    record Ready() implements ZonesFace {}

    /// The first reading failed.
    record Broken(String why) implements ZonesFace {}
}
