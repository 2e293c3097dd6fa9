package io.quartermaster.client;

/// How the link to one server stands.
public enum LinkState {
    /// An attempt is under way.
    CONNECTING,
    /// The server has welcomed this client.
    CONNECTED,
    /// The server does not want this client; it is asked again after a long wait.
    REFUSED,
    /// The link broke or could not be made; it is tried again soon.
    DISCONNECTED,
    /// The client was closed.
    CLOSED
}
