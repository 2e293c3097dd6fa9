package io.quartermaster.server.link;

import java.util.concurrent.CompletionStage;

/// Hears what happens on the links. Called on the link server's threads: for one client in order and never at once, for
/// several clients at once. An exception is logged and has no further effect.
public interface LinkListener {
    void connected(ConnectedClient client);

    /// Once for each [#connected], after it.
    void disconnected(ConnectedClient client, String reason);

    /// A client was not let in.
    ///
    /// @param address as `ip:port`
    void refused(String address, String reason);

    /// A run ended. The client is told that its report is safe when the stage completes; if it fails, or the link ends
    /// before, the client sends the report again. So the same report may come twice.
    CompletionStage<Void> reported(ConnectedClient client, Report report);

    void progressed(ConnectedClient client, Progress progress);
}
