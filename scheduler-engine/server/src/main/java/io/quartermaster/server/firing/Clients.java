package io.quartermaster.server.firing;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Routing;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.peer.PeerLink;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The clients that can be reached, linked to this server or to another, and how busy each is with this server's runs.
/// Thread-safe.
public final class Clients {
    private final Map<String, Long> active = new ConcurrentHashMap<>();
    private final String ownZone;
    private volatile @Nullable LinkServer link;
    private volatile @Nullable PeerLink peers;

    /// @param ownZone this server's zone, which a client that names none counts to
    public Clients(String ownZone) {
        this.ownZone = ownZone;
    }

    /// The link that listens from now on; before that there are no clients.
    public void attach(LinkServer server) {
        link = server;
    }

    /// The link by which clients of other servers are reached from now on.
    public void attach(PeerLink others) {
        peers = others;
    }

    List<Routing.Candidate> candidates(JobSpec job) {
        return reachable(job.instance())
                .map(client -> new Routing.Candidate(
                        client.sessionId(),
                        client.application(),
                        zone(client),
                        client.handlers().get(job.target()),
                        active.getOrDefault(client.sessionId(), 0L)))
                .toList();
    }

    String zone(ConnectedClient client) {
        return client.zone().isBlank() ? ownZone : client.zone();
    }

    Optional<ConnectedClient> find(String session) {
        PeerLink others = peers;
        return connected().stream()
                .filter(client -> client.sessionId().equals(session))
                .findFirst()
                .or(() -> others == null ? Optional.empty() : others.find(session));
    }

    /// The sessions of this server that are open now.
    public List<String> sessions() {
        return connected().stream().map(ConnectedClient::sessionId).toList();
    }

    CompletionStage<Void> send(String session, Dispatch dispatch) {
        LinkServer server = link;
        PeerLink others = peers;
        if (others != null && others.find(session).isPresent()) {
            return others.send(session, dispatch);
        }
        return server == null
                ? CompletableFuture.failedFuture(new IllegalStateException("The link does not listen yet"))
                : server.send(session, dispatch);
    }

    void began(String session) {
        active.merge(session, 1L, Long::sum);
    }

    void ended(@Nullable String session) {
        if (session != null) {
            active.computeIfPresent(session, (id, count) -> count > 1 ? count - 1 : null);
        }
    }

    /// Forgets the counts, as the runs are somebody else's now.
    public void forget() {
        active.clear();
    }

    /// Each client once, however many servers it is linked to; by its own link to this one if it has that.
    private Stream<ConnectedClient> reachable(InstanceId instance) {
        PeerLink others = peers;
        Set<ConnectedClient.Identity> seen = new HashSet<>();
        return Stream.concat(connected().stream(), others == null ? Stream.empty() : others.clients().stream())
                .filter(client -> client.instance().equals(instance) && seen.add(client.identity()));
    }

    private List<ConnectedClient> connected() {
        LinkServer server = link;
        return server == null ? List.of() : List.copyOf(server.clients());
    }
}
