package io.quartermaster.server.peer;

import io.grpc.ManagedChannel;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// This server's links to all others that live: made when one appears in the database, ended when it is gone.
/// Thread-safe.
final class PeerLinks {
    /// What every connection needs.
    ///
    /// @param ended hears of ends, on the telling thread
    /// @param incarnation this start of this server
    record Shared(
            PeerSelf self,
            String incarnation,
            PeerThreads threads,
            PeerSettings.Timings timings,
            PeerLog log,
            InstantSource clock,
            Consumer<Ended> ended) {}

    private final Shared shared;
    private final Supplier<List<PeerAddress>> peers;
    // Changed on the link's thread only.
    private final Map<String, PeerConnection> connections = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Consumer<Set<String>> onLook = ids -> {};
    // Confined to the looking thread.
    private boolean blind;

    PeerLinks(Shared shared, Supplier<List<PeerAddress>> peers) {
        this.shared = shared;
        this.peers = peers;
    }

    /// Who hears of the live servers after each look; on the link's thread.
    void onLook(Consumer<Set<String>> listener) {
        onLook = listener;
    }

    void start() {
        long look = shared.timings().lookEvery().toMillis();
        shared.threads().look().scheduleWithFixedDelay(this::look, 0, look, TimeUnit.MILLISECONDS);
        long tick = Math.min(
                shared.timings().pingEvery().toMillis(),
                shared.timings().frozenAfter().toMillis() / 4);
        shared.threads().link().scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
    }

    /// A server that calls is worth a look at the list: it has just started, most likely.
    void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            try {
                shared.threads().look().execute(this::look);
            } catch (RejectedExecutionException closing) {
                // nobody is looked for any more
            }
        }
    }

    Collection<PeerConnection> all() {
        return connections.values();
    }

    Optional<PeerConnection> having(String session) {
        return connections.values().stream()
                .filter(one -> one.find(session).isPresent())
                .findFirst();
    }

    private void look() {
        looking.set(false);
        try {
            List<PeerAddress> live = peers.get();
            blind = false;
            shared.threads().onLink(() -> agree(live));
        } catch (RuntimeException e) {
            // The edge of a loop: without a database, the links that are there are the best there is.
            if (!blind) {
                shared.log().odd("the live servers cannot be read", "the links to those known stay as they are", e);
            }
            blind = true;
        }
    }

    private void agree(List<PeerAddress> live) {
        Map<String, PeerAddress> wanted = new HashMap<>();
        live.stream()
                .filter(one -> !one.serverId().equals(shared.self().serverId()))
                .forEach(one -> wanted.put(one.serverId(), one));
        for (PeerConnection connection : List.copyOf(connections.values())) {
            PeerAddress known = connection.peer();
            PeerAddress now = wanted.get(known.serverId());
            if (now != null && !now.equals(known)) {
                drop(connection, "it started anew");
            } else if (now == null && !connection.isConnected()) {
                // One that is absent and yet there only missed its beat: an outage of the database does that to all.
                drop(connection, "its lease ended");
            }
        }
        wanted.forEach((id, address) -> {
            if (!connections.containsKey(id)) {
                PeerConnection connection = new PeerConnection(address, shared);
                connections.put(id, connection);
                connection.connect();
            }
        });
        onLook.accept(wanted.keySet());
    }

    private @Nullable ManagedChannel drop(PeerConnection connection, String reason) {
        connections.remove(connection.peer().serverId(), connection);
        return connection.close(reason);
    }

    private void tick() {
        for (PeerConnection connection : connections.values()) {
            try {
                connection.tick();
            } catch (RuntimeException e) {
                // The edge of a loop: one odd link must not end the watch over the others.
                shared.log().odd("a link to a server could not be watched", "the next round tries again", e);
            }
        }
    }

    /// On the link's thread.
    ///
    /// @return what is still ending on the link's threads
    List<ManagedChannel> close(String reason) {
        return List.copyOf(connections.values()).stream()
                .flatMap(connection -> Stream.ofNullable(drop(connection, reason)))
                .toList();
    }
}
