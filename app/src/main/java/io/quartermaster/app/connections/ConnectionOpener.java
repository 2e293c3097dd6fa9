package io.quartermaster.app.connections;

/// Opens a connection and keeps [ActiveConnection] up to date about it. Called on the FX thread; must not block it.
@FunctionalInterface
public interface ConnectionOpener {
    /// @param password empty when the profile has none
    void open(ConnectionProfile profile, String password);
}
