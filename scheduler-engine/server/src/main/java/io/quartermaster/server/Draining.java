package io.quartermaster.server;

import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.TenureEnd;
import io.quartermaster.server.leading.Term;
import io.quartermaster.store.engine.DrainRows;
import io.quartermaster.store.engine.Fence;
import org.jspecify.annotations.Nullable;

/// What operators ask of this server: to drain, or to stay after all. While it drains the leader has its slots asked
/// for, and when it has none left, and nothing of what its clients run is open, it may leave. Answering is confined to
/// one loop and looking to another.
final class Draining {
    private final ServerParts parts;
    private final SchedulerSettings settings;
    private final DrainRows rows;
    private volatile @Nullable Runnable whenDrained;
    private volatile boolean drained;

    Draining(ServerParts parts, SchedulerSettings settings, DrainRows rows) {
        this.parts = parts;
        this.settings = settings;
        this.rows = rows;
    }

    void whenDrained(Runnable action) {
        whenDrained = action;
    }

    /// Why the server's span ends when it closes now.
    TenureEnd end() {
        return drained ? TenureEnd.DRAINED : TenureEnd.CLOSED;
    }

    /// Answers what is waiting.
    void answer(Term<Fence> tenure) {
        for (ServerCommand command : rows.waiting(tenure.fence())) {
            if (!tenure.holds()) {
                return;
            }
            rows.answer(tenure.fence(), command, settings.zoned()).ifPresent(answer -> tell(command, answer));
        }
    }

    private void tell(ServerCommand command, ServerCommand.Answer answer) {
        String who = command.actor().who() + " asked it to ";
        parts.log.started(
                switch (answer) {
                    case DRAINS -> who + "drain: it hands over its slots, finishes its work, and leaves";
                    case STAYS -> who + "stop draining: it stays";
                    case DRAINED_ALREADY, STAYED_ALREADY, LAST, LAST_IN_ZONE, LEAVING, TOO_OLD ->
                        who + command.kind() + ", which changes nothing: " + answer;
                });
    }

    /// Looks how far it is; called again and again while it drains.
    void look() {
        boolean done = !drained
                && parts.tend.owned().isEmpty()
                && parts.running.isEmpty()
                && parts.ledger.settled()
                && !parts.membership.busy(settings.serverId());
        Runnable action = whenDrained;
        if (done && action != null) {
            parts.keeper.tenure().filter(tenure -> rows.drained(tenure.fence())).ifPresent(tenure -> {
                drained = true;
                parts.log.started("is drained");
                action.run();
            });
        }
    }
}
