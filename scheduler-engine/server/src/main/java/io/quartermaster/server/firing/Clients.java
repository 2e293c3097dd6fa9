package io.quartermaster.server.firing;

import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Routing;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.LinkServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The clients linked to this server, and how busy each is. Thread-safe.
public final class Clients {
    private final Map<String, Long> active = new ConcurrentHashMap<>();
    private final String ownZone;
    private volatile @Nullable LinkServer link;

    /// @param ownZone this server's zone, which a client that names none counts to
    public Clients(String ownZone) {
        this.ownZone = ownZone;
    }

    /// The link that listens from now on; before that there are no clients.
    public void attach(LinkServer server) {
        link = server;
    }

    List<Routing.Candidate> candidates(JobSpec job) {
        return connected().stream()
                .filter(client -> client.instance().equals(job.instance()))
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
        return connected().stream()
                .filter(client -> client.sessionId().equals(session))
                .findFirst();
    }

    /// The sessions that are open now.
    public List<String> sessions() {
        return connected().stream().map(ConnectedClient::sessionId).toList();
    }

    CompletionStage<Void> send(String session, Dispatch dispatch) {
        LinkServer server = link;
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

    private List<ConnectedClient> connected() {
        LinkServer server = link;
        return server == null ? List.of() : List.copyOf(server.clients());
    }
}
