package io.quartermaster.server.link;

/// What becomes of a client's hello.
sealed interface Outcome {
    /// @param identity the same for every link of one client
    /// @param key what it proved itself with
    record Welcomed(ConnectedClient client, String identity, AccessKey key) implements Outcome {}

    /// @param reason what the client and the operators read
    /// @param detail for the server's log only, since it tells an intruder too much
    record Refused(String reason, String detail) implements Outcome {}
}
