package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.firing.Decide.Verdict;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Fired;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds another client for a run whose client went away between the decision and the hand-over, under the same rules,
/// until one takes it or none is left. Thread-safe.
final class Reroute {
    private final TenureKeeper keeper;
    private final Decide decide;
    private final DispatchRuns dispatch;
    private final RunningRuns running;
    private final WriteLedger ledger;
    private final Telling telling;

    Reroute(
            TenureKeeper keeper,
            Decide decide,
            DispatchRuns dispatch,
            RunningRuns running,
            WriteLedger ledger,
            Telling telling) {
        this.keeper = keeper;
        this.decide = decide;
        this.dispatch = dispatch;
        this.running = running;
        this.ledger = ledger;
        this.telling = telling;
    }

    /// What to do about a run that was just sent.
    DispatchRuns.Elsewhere first() {
        return after(Set.of());
    }

    /// @param gone the clients that went away before
    private DispatchRuns.Elsewhere after(Set<String> gone) {
        return (record, job, session, route) -> {
            Set<String> all = new HashSet<>(gone);
            all.add(session);
            return send(record, job, route, all);
        };
    }

    private boolean send(TriggerRecord record, Job job, DispatchRuns.Route route, Set<String> gone) {
        Optional<Fence> fence = keeper.tenure().map(Term::fence).filter(now -> now.epoch() == route.epoch());
        Optional<Verdict.Fire> other = decide.elsewhere(job, route.fired(), gone);
        if (fence.isEmpty() || other.isEmpty()) {
            return false;
        }
        Verdict.Fire fire = other.get();
        String session = String.valueOf(fire.session());
        String client = String.valueOf(fire.client());
        running.began(record.id(), record.job(), session);
        ledger.sent(new Fired(
                record.id(), fence.get(), fire.at(), fire.zone(), client, session, fire.deadline(), fire.decision()));
        telling.log().sent(List.of(new RunLog.Sent(record, fire)));
        telling.story()
                .add(
                        record.id(),
                        telling.clock().instant(),
                        Story.Kind.REROUTED,
                        StoryNote.of(StoryNote.Reason.REROUTED, route.client(), client));
        dispatch.send(
                record,
                job,
                session,
                new DispatchRuns.Route(fire.zone(), client, fire.at(), route.epoch()),
                after(gone));
        return true;
    }
}
