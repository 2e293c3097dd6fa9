package io.quartermaster.server;

import org.jspecify.annotations.Nullable;

/// A server that was asked to drain: the leader has its slots asked for, and when it has none left, and nothing of what
/// its clients run is open, it may leave. Looking is confined to one loop.
final class Draining {
    private final ServerParts parts;
    private final String serverId;
    private volatile @Nullable Runnable whenDrained;
    private boolean told;
    private boolean begun;

    Draining(ServerParts parts, String serverId) {
        this.parts = parts;
        this.serverId = serverId;
    }

    void whenDrained(Runnable action) {
        whenDrained = action;
    }

    /// Looks how far it is; called again and again while the wish stands.
    void look() {
        if (!begun) {
            begun = true;
            parts.log.started("was asked to drain: it hands over its slots, finishes its work, and leaves");
        }
        boolean done = parts.tend.owned().isEmpty()
                && parts.running.isEmpty()
                && parts.ledger.settled()
                && !parts.membership.busy(serverId);
        Runnable action = whenDrained;
        if (done && !told && action != null) {
            told = true;
            parts.log.started("is drained");
            action.run();
        }
    }
}
