package io.quartermaster.app.connections;

/// Tries a connection. Called on a background thread; answers with what it found rather than throwing.
@FunctionalInterface
public interface ConnectionTest {
    /// @param password empty when the profile has none
    TestResult test(ConnectionProfile profile, String password);
}
