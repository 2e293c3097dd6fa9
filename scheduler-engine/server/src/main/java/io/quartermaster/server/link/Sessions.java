package io.quartermaster.server.link;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every link there is, let in or not yet. Thread-safe.
final class Sessions {
    private final Set<Session> all = ConcurrentHashMap.newKeySet();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final Map<String, Session> byIdentity = new ConcurrentHashMap<>();

    private volatile Runnable listener = () -> {};

    void onChange(Runnable changed) {
        listener = changed;
    }

    /// What [#clients()] gives is another from now on.
    void changed() {
        listener.run();
    }

    boolean has(String sessionId) {
        return byId.containsKey(sessionId);
    }

    void opened(Session session) {
        all.add(session);
    }

    /// @return the session the same client had before, which must end; never that of another client on the same host
    Optional<Session> welcomed(Session session, Outcome.Welcomed as) {
        byId.put(as.client().sessionId(), session);
        return Optional.ofNullable(byIdentity.put(as.identity(), session));
    }

    void ended(Session session) {
        all.remove(session);
        session.welcomed().ifPresent(as -> {
            byId.remove(as.client().sessionId(), session);
            byIdentity.remove(as.identity(), session);
        });
    }

    Optional<Session> find(String sessionId) {
        return Optional.ofNullable(byId.get(sessionId));
    }

    Collection<Session> all() {
        return List.copyOf(all);
    }

    List<ConnectedClient> clients() {
        return byId.values().stream()
                .map(session -> session.welcomed().map(Outcome.Welcomed::client).orElse(null))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(ConnectedClient::connectedAt))
                .toList();
    }
}
