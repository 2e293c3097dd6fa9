package io.quartermaster.server.work;

import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.WorkChanges;
import io.quartermaster.store.engine.CommandInbox;
import io.quartermaster.store.engine.WorkRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What one round takes in, and what is to be done when it is stored. Confined to one loop.
final class WorkRound {
    private final Instant now;
    private final List<CompletableFuture<@Nullable Void>> taken = new ArrayList<>();
    private final List<WorkRows.Delivered> delivered = new ArrayList<>();
    private final List<CommandInbox.Reply> replies = new ArrayList<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final List<Finishing> finishings = new ArrayList<>();

    /// A chunk's attempt, on its way by a link.
    record Sending(LiveWork run, Chunk chunk, String session) {}

    /// A machine that is to end its part.
    record Finishing(LiveWork run, String instance, String session) {}

    WorkRound(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /// Completes when the round is stored.
    void taken(CompletableFuture<@Nullable Void> stored) {
        taken.add(stored);
    }

    void delivered(WorkRows.Delivered report) {
        delivered.add(report);
    }

    void reply(CommandInbox.Reply reply) {
        replies.add(reply);
    }

    void send(LiveWork run, Chunk chunk, String session) {
        sendings.add(new Sending(run, chunk, session));
    }

    void finish(LiveWork run, String instance, String session) {
        finishings.add(new Finishing(run, instance, session));
    }

    /// Nothing is sent for that run.
    void without(LiveWork run) {
        sendings.removeIf(each -> each.run() == run);
        finishings.removeIf(each -> each.run() == run);
    }

    List<Sending> sendings() {
        return sendings;
    }

    List<Finishing> finishings() {
        return finishings;
    }

    List<CommandInbox.Reply> replies() {
        return replies;
    }

    /// The rows of all that changed.
    WorkRows.Batch batch(Collection<LiveWork> runs) {
        List<WorkRows.Changed> changed = new ArrayList<>();
        for (LiveWork run : runs) {
            WorkChanges changes = run.state.changes();
            if (!changes.isEmpty()) {
                changed.add(new WorkRows.Changed(
                        run.id,
                        run.isNode() ? null : run.order.record(),
                        run.state.status(),
                        run.state.stage(),
                        run.state.params(),
                        run.state.error(),
                        run.state.isOver() ? now : null,
                        changes));
            }
        }
        return new WorkRows.Batch(changed, delivered, replies);
    }

    void stored() {
        taken.forEach(each -> each.complete(null));
    }
}
