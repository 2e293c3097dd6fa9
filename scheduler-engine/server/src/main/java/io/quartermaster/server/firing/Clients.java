package io.quartermaster.server.firing;

import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.RunStates;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Routing;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.link.Sighting;
import io.quartermaster.server.link.WireForms;
import io.quartermaster.server.peer.PeerLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
    private static final long FRESH_NANOS = 10_000_000;

    private final Map<String, Long> active = new ConcurrentHashMap<>();
    private final String ownZone;
    private volatile @Nullable LinkServer link;
    private volatile @Nullable PeerLink peers;
    private volatile @Nullable Seen seen;

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

    /// This server's zone.
    public String ownZone() {
        return ownZone;
    }

    /// Who might take a job's first handler.
    public List<Routing.Candidate> candidates(JobSpec job) {
        return candidates(job.instance(), job.target());
    }

    /// Who might take a handler.
    public List<Routing.Candidate> candidates(InstanceId instance, String handler) {
        return seen().of(instance).stream()
                .map(client -> new Routing.Candidate(
                        client.sessionId(),
                        client.application(),
                        zone(client),
                        client.handlers().get(handler),
                        active.getOrDefault(client.sessionId(), 0L),
                        client.application() + "@" + client.host() + "#" + client.processId() + "/" + client.clientId(),
                        client.host(),
                        client.address()))
                .toList();
    }

    /// All of the instance, each once.
    public List<ConnectedClient> attached(InstanceId instance) {
        return seen().of(instance);
    }

    /// Those of the application, each once.
    List<ConnectedClient> of(InstanceId instance, String application) {
        return seen().of(instance).stream()
                .filter(client -> client.application().equals(application))
                .toList();
    }

    /// A link of that client, whichever.
    Optional<ConnectedClient> find(ConnectedClient.Identity identity) {
        return seen().of(identity.instance()).stream()
                .filter(client -> client.identity().equals(identity))
                .findFirst();
    }

    /// Asks one about runs; fails when it is gone or does not answer in time.
    public CompletionStage<List<Sighting>> ask(String session, Collection<String> triggerIds, Sighting.Wish wish) {
        Questions questions = WireForms.toWire(triggerIds, wish);
        LinkServer server = link;
        PeerLink others = peers;
        CompletionStage<RunStates> answer = server != null && server.has(session)
                ? server.ask(session, questions)
                : others != null
                        ? others.ask(session, questions)
                        : CompletableFuture.failedFuture(new ClientGone(session));
        return answer.thenApply(WireForms::fromWire);
    }

    /// A link of that client process, whichever.
    public Optional<ConnectedClient> process(InstanceId instance, String clientId) {
        return seen().of(instance).stream()
                .filter(client -> client.clientId().equals(clientId))
                .findFirst();
    }

    /// Tells a client of new rates, if it is linked to this server; another's is told with its next chunk.
    public void rates(String session, Map<String, Integer> byRun) {
        LinkServer server = link;
        if (server != null) {
            server.rates(session, byRun);
        }
    }

    /// The zone a client counts to.
    public String zoneOf(ConnectedClient client) {
        return zone(client);
    }

    String zone(ConnectedClient client) {
        return client.zone().isBlank() ? ownZone : client.zone();
    }

    public Optional<ConnectedClient> find(String session) {
        return Optional.ofNullable(seen().bySession().get(session));
    }

    /// The sessions of this server that are open now.
    public List<String> sessions() {
        return connected().stream().map(ConnectedClient::sessionId).toList();
    }

    public CompletionStage<Void> send(String session, Dispatch dispatch) {
        LinkServer server = link;
        PeerLink others = peers;
        if (others != null
                && (server == null || !server.has(session))
                && others.find(session).isPresent()) {
            return others.send(session, dispatch);
        }
        return server == null
                ? CompletableFuture.failedFuture(new IllegalStateException("The link does not listen yet"))
                : server.send(session, dispatch);
    }

    /// As [#send], but what is gathered for a client goes out together, with [#flush]; what goes by way of another
    /// server gathers there.
    public CompletionStage<Void> gather(String session, Dispatch dispatch) {
        LinkServer server = link;
        return server != null && server.has(session) ? server.gather(session, dispatch) : send(session, dispatch);
    }

    /// Sends what was gathered for these.
    public void flush(Collection<String> sessions) {
        LinkServer server = link;
        if (server != null) {
            sessions.forEach(server::flush);
        }
    }

    public void began(String session) {
        active.merge(session, 1L, Long::sum);
    }

    public void ended(@Nullable String session) {
        if (session != null) {
            active.computeIfPresent(session, (id, count) -> count > 1 ? count - 1 : null);
        }
    }

    /// Forgets the counts, as the runs are somebody else's now.
    public void forget() {
        active.clear();
    }

    /// Who was there a moment ago. It is looked up thousands of times in one instant, and one who went away meanwhile
    // is
    /// noticed when something is sent.
    private Seen seen() {
        Seen latest = seen;
        if (latest == null || System.nanoTime() - latest.nanos() > FRESH_NANOS) {
            PeerLink others = peers;
            List<ConnectedClient> own = connected();
            latest = Seen.of(own, others == null ? List.of() : others.clients());
            seen = latest;
        }
        return latest;
    }

    /// @param byInstance each client once, however many servers it is linked to; by its own link to this one if it has
    /// that
    private record Seen(
            long nanos, Map<InstanceId, List<ConnectedClient>> byInstance, Map<String, ConnectedClient> bySession) {
        static Seen of(List<ConnectedClient> own, List<ConnectedClient> others) {
            Map<InstanceId, List<ConnectedClient>> byInstance = new HashMap<>();
            Map<String, ConnectedClient> bySession = new HashMap<>();
            Set<ConnectedClient.Identity> known = new HashSet<>();
            Stream.concat(own.stream(), others.stream()).forEach(client -> {
                bySession.putIfAbsent(client.sessionId(), client);
                if (known.add(client.identity())) {
                    byInstance
                            .computeIfAbsent(client.instance(), instance -> new ArrayList<>())
                            .add(client);
                }
            });
            return new Seen(System.nanoTime(), byInstance, bySession);
        }

        List<ConnectedClient> of(InstanceId instance) {
            return byInstance.getOrDefault(instance, List.of());
        }
    }

    private List<ConnectedClient> connected() {
        LinkServer server = link;
        return server == null ? List.of() : List.copyOf(server.clients());
    }
}
