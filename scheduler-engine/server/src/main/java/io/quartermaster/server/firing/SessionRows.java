package io.quartermaster.server.firing;

import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.store.engine.ClientSessions;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Writes the sessions of this server's links to the database, in their order, behind the links' backs: a link must not
/// wait for the database. Hearing is thread-safe, writing is confined to one loop.
public final class SessionRows {
    private static final long REASSERT_EVERY_NANOS = 5_000_000_000L;

    private final ClientSessions rows;
    private final Clients clients;
    private final String serverId;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong reasserted = new AtomicLong(System.nanoTime());
    private volatile Runnable wake = () -> {};

    public SessionRows(ClientSessions rows, Clients clients, String serverId, InstantSource clock) {
        this.rows = rows;
        this.clients = clients;
        this.serverId = serverId;
        this.clock = clock;
    }

    /// What makes the writing loop look at once.
    public void onAdd(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    void connected(ConnectedClient client) {
        ClientSessions.Session session = new ClientSessions.Session(
                client.sessionId(),
                client.instance(),
                client.application(),
                client.address(),
                clients.zone(client),
                client.host(),
                client.processId(),
                client.clientId(),
                clock.instant(),
                client.handlers());
        waiting.add(() -> rows.connected(serverId, session));
        wake.run();
    }

    void disconnected(ConnectedClient client, String reason) {
        var at = clock.instant();
        waiting.add(() -> rows.disconnected(client.sessionId(), at, reason));
        wake.run();
    }

    /// Writes what is waiting; what cannot be written is tried again by the next call.
    public void write() {
        for (Runnable next = waiting.peek(); next != null; next = waiting.peek()) {
            next.run();
            waiting.remove();
        }
        long now = System.nanoTime();
        if (now - reasserted.get() > REASSERT_EVERY_NANOS) {
            rows.reassert(serverId, clients.sessions());
            reasserted.set(now);
        }
    }
}
