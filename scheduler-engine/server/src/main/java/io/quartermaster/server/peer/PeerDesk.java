package io.quartermaster.server.peer;

import io.grpc.Status;
import io.quartermaster.server.link.LinkServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every stream other servers opened to this one, let in or not yet, and what they are still to hear of. Thread-safe.
final class PeerDesk {
    private final PeerSelf self;
    private final LinkServer link;
    private final PeerThreads threads;
    private final PeerLog log;
    private final InstantSource clock;
    private final Runnable onWelcome;
    private final Set<InboundPeer> all = ConcurrentHashMap.newKeySet();
    private final Map<String, InboundPeer> byServer = new ConcurrentHashMap<>();
    private final Map<String, EndNotes> notes = new ConcurrentHashMap<>();

    /// @param onWelcome called whenever another server was let in
    PeerDesk(
            PeerSelf self, LinkServer link, PeerThreads threads, PeerLog log, InstantSource clock, Runnable onWelcome) {
        this.self = self;
        this.link = link;
        this.threads = threads;
        this.log = log;
        this.clock = clock;
        this.onWelcome = onWelcome;
    }

    PeerSelf self() {
        return self;
    }

    LinkServer link() {
        return link;
    }

    PeerThreads threads() {
        return threads;
    }

    PeerLog log() {
        return log;
    }

    InstantSource clock() {
        return clock;
    }

    void opened(InboundPeer peer) {
        all.add(peer);
    }

    void welcomed(InboundPeer peer, String serverId) {
        InboundPeer before = byServer.put(serverId, peer);
        if (before != null) {
            before.end("the same server connected anew", Status.ABORTED);
        }
        onWelcome.run();
    }

    void ended(InboundPeer peer) {
        all.remove(peer);
        byServer.values().remove(peer);
    }

    /// What that start of that server is to hear of; what an earlier start did not hear of nobody needs.
    EndNotes notes(String serverId, String incarnation) {
        return notes.compute(
                serverId, (id, known) -> known != null && known.isOf(incarnation) ? known : new EndNotes(incarnation));
    }

    /// @return whether that server will hear of it; not one that is gone, or never linked here
    boolean tell(String serverId, Ended run) {
        EndNotes known = notes.get(serverId);
        if (known == null) {
            return false;
        }
        known.add(run);
        InboundPeer peer = byServer.get(serverId);
        if (peer != null) {
            peer.drainSoon();
        }
        return true;
    }

    /// Only those are still to hear of anything, and whoever is linked.
    void live(Set<String> serverIds) {
        notes.keySet().removeIf(id -> !serverIds.contains(id) && !byServer.containsKey(id));
    }

    void presenceChanged() {
        byServer.values().forEach(InboundPeer::presenceChanged);
    }

    void tick(Duration frozenAfter) {
        for (InboundPeer peer : all) {
            try {
                peer.tick(frozenAfter);
            } catch (RuntimeException e) {
                // The edge of a loop: one odd stream must not end the watch over the others.
                log.odd("a link from a server could not be watched", "the next round tries again", e);
            }
        }
    }

    void close(String reason) {
        List.copyOf(all).forEach(peer -> peer.end(reason, Status.UNAVAILABLE));
    }
}
