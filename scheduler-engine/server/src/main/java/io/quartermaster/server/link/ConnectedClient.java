package io.quartermaster.server.link;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import java.time.Instant;
import java.util.Map;

/// A client that has been let in. Immutable.
///
/// @param sessionId made anew for every link, so what was meant for an earlier link never reaches a later one
/// @param address where the link comes from, as `ip:port`
/// @param zone the logic zone it says it runs in; may be empty
/// @param host the address it names as its own
/// @param clientId made anew by every start of the client, the same on all its links
/// @param handlers what it can be asked to run
/// @param rooms how many chunks of a handler it wants at once, where it says so
/// @param remote whether items may be read on it for others, and processed for others
public record ConnectedClient(
        String sessionId,
        InstanceId instance,
        String application,
        String address,
        String zone,
        String host,
        long processId,
        String clientId,
        Instant connectedAt,
        Map<String, HandlerKind> handlers,
        Map<String, Integer> rooms,
        boolean remote) {
    public ConnectedClient {
        handlers = Map.copyOf(handlers);
        rooms = Map.copyOf(rooms);
    }

    /// Who a client is, whatever server it is linked to.
    public record Identity(InstanceId instance, String application, String host, long processId, String clientId) {}

    /// The same for every link of one client.
    public Identity identity() {
        return new Identity(instance, application, host, processId, clientId);
    }
}
