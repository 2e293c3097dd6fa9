package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.SkipReason;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.firing.Decide.Verdict;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.server.planning.ArmedRuns;
import io.quartermaster.server.planning.ArmedRuns.Armed;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Fired;
import io.quartermaster.store.engine.RunningRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Fires what falls due, out of memory: the ledger has it planned, this server owns it, and what was sent is written
/// behind. The database is asked for one thing only, and only when a run seems to be in the way of another.
// Thread-safe;
/// called by the timer's threads.
///
/// What is taken and cannot be fired goes back: it stays planned and is found again.
public final class FireDue {
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final TenureKeeper keeper;
    private final Predicate<JobId> owns;
    private final ArmedRuns armed;
    private final Decide decide;
    private final RunningRuns running;
    private final RunningRows rows;
    private final DispatchRuns dispatch;
    private final SendMessages messages;
    private final Topologies topologies;
    private final CutUpWork work;
    private final WriteLedger ledger;
    private final FindSent finder;
    private final StopRuns stops;
    private final Reroute reroute;
    private final Telling telling;
    private final Figures figures;
    /// Held for reading while something is fired, so that whoever needs all of it in the ledger can wait for it.
    private final ReadWriteLock firing = new ReentrantReadWriteLock();

    /// @param owns whether a job is in one of this server's slots now
    public FireDue(
            TenureKeeper keeper,
            Predicate<JobId> owns,
            ArmedRuns armed,
            Decide decide,
            RunningRuns running,
            RunningRows rows,
            Ways ways,
            Telling telling,
            Figures figures) {
        this.keeper = keeper;
        this.owns = owns;
        this.armed = armed;
        this.decide = decide;
        this.running = running;
        this.rows = rows;
        this.dispatch = ways.dispatch();
        this.messages = ways.messages();
        this.topologies = ways.topologies();
        this.work = ways.work();
        this.ledger = ways.ledger();
        this.finder = new FindSent(ways.clients(), armed, running, ledger, telling);
        this.stops = ways.stops();
        this.reroute = new Reroute(keeper, decide, dispatch, running, ledger, telling);
        this.telling = telling;
        this.figures = figures;
    }

    /// Where a firing goes.
    ///
    /// @param stops what may stand in its way
    public record Ways(
            Clients clients,
            DispatchRuns dispatch,
            SendMessages messages,
            Topologies topologies,
            CutUpWork work,
            WriteLedger ledger,
            StopRuns stops) {}

    /// Fires those of `records` that are still armed, if this server is a member.
    public void fire(List<RecordId> records) {
        firing.readLock().lock();
        ledger.firing();
        try {
            Optional<Term<Fence>> tenure = keeper.tenure();
            if (tenure.isPresent()) {
                fire(tenure.get(), armed.take(records));
            }
        } finally {
            ledger.fired(records.size());
            firing.readLock().unlock();
        }
    }

    /// Waits until all that was taken for firing is in the ledger.
    public void settle() {
        firing.writeLock().lock();
        firing.writeLock().unlock();
        ledger.settle();
    }

    private void fire(Term<Fence> tenure, List<Armed> due) {
        Set<RecordId> open = new HashSet<>();
        due.forEach(one -> open.add(one.row().record().id()));
        List<Armed> doubtful = new ArrayList<>();
        HandOver out = new HandOver(dispatch, telling.log());
        try {
            forgetEnded(due);
            for (Armed one : due) {
                if (!tenure.holds()) {
                    return;
                }
                if (owns.test(one.row().record().job())) {
                    if (finder.concerns(one)) {
                        doubtful.add(one);
                    } else {
                        carryOut(tenure.fence(), one, out);
                    }
                    open.remove(one.row().record().id());
                }
            }
        } finally {
            if (!open.isEmpty()) {
                armed.giveUp(open);
            }
            out.end();
        }
        if (!doubtful.isEmpty()) {
            finder.find(doubtful, tenure.fence(), (job, decision) -> decided(tenure, job, decision));
        }
    }

    /// Nothing is handed over to another server while it is decided about.
    private void decided(Term<Fence> tenure, JobId job, Consumer<Boolean> decision) {
        firing.readLock().lock();
        try {
            decision.accept(tenure.holds() && owns.test(job));
        } finally {
            firing.readLock().unlock();
        }
    }

    /// What seems to run of jobs whose runs exclude each other may have ended on another server.
    private void forgetEnded(List<Armed> due) {
        List<RecordId> doubtful = new ArrayList<>();
        for (Armed one : due) {
            Job job = one.job();
            if (job != null && job.spec().policies().exclusive()) {
                doubtful.addAll(running.of(job.id()));
            }
        }
        if (doubtful.isEmpty()) {
            return;
        }
        try {
            Set<RecordId> still = rows.stillRunning(doubtful);
            doubtful.stream().filter(record -> !still.contains(record)).forEach(running::ended);
        } catch (StoreException e) {
            telling.book()
                    .error(
                            "fire",
                            "whether " + doubtful.size() + " run(s) still run cannot be asked: " + e.getMessage(),
                            "they are taken to run, and what they exclude is skipped",
                            null);
        }
    }

    private void carryOut(Fence fence, Armed one, HandOver out) {
        TriggerRecord record = one.row().record();
        switch (verdict(one)) {
            case Verdict.Skip skip -> {
                Instant now = telling.clock().instant();
                out.tell(() -> telling.log().notFired(record, one.job(), "SKIPPED", skip.why(), false));
                ledger.end(new Closing.Unsent(record.id(), RunStatus.SKIPPED, skip.why(), null, fence, now));
            }
            case Verdict.Wait wait -> armed.putBack(one, wait.until());
            case Verdict.Fail fail -> {
                out.tell(() -> telling.log().notFired(record, one.job(), "FAILED", fail.why(), true));
                ledger.end(new Closing.Unsent(
                        record.id(), RunStatus.FAILED, fail.why(), fail.decision(), fence, fail.at()));
            }
            case Verdict.Fire fire -> fire(fence, record, fire, out);
        }
    }

    /// Also by what no record tells: clients that go on with runs that timed out, and runs that are being asked after.
    private Verdict verdict(Armed one) {
        Job job = one.job();
        TriggerRecord record = one.row().record();
        boolean exclusive = job != null && job.spec().policies().exclusive();
        if ((exclusive && finder.doubts(record.job()))
                || (record.reason() == TriggerReason.RETRY && stops.pending(record.job()))) {
            return new Verdict.Wait(telling.clock().instant().plus(AGAIN));
        }
        Verdict verdict = decide.of(one.row(), job, !running.of(record.job()).isEmpty());
        return exclusive && verdict instanceof Verdict.Fire && stops.holds(record.job())
                ? new Verdict.Skip(SkipReason.STILL_RUNNING.text())
                : verdict;
    }

    private void fire(Fence fence, TriggerRecord record, Verdict.Fire fire, HandOver out) {
        running.began(record.id(), record.job(), fire.session());
        ledger.sent(new Fired(
                record.id(),
                fence,
                fire.at(),
                fire.zone(),
                fire.client(),
                fire.session(),
                fire.deadline(),
                fire.decision()));
        out.sending(record, fire);
        figures.fired(record.due(), fire.at());
        try {
            String session = fire.session();
            if (fire.job().spec().type() == JobType.TOPOLOGY) {
                topologies.begin(record, fire.job(), fence.epoch());
            } else if (fire.job().spec().isCutUp()) {
                work.begin(record, fire.job(), fire.zone(), fire.at(), fence.epoch());
            } else if (session == null) {
                messages.add(record, fire.job(), fire.zones(), fire.at(), fire.deadline(), fence.epoch());
            } else {
                String client = fire.client();
                out.gather(
                        record,
                        fire.job(),
                        session,
                        new DispatchRuns.Route(
                                fire.zone(), client == null ? session : client, fire.at(), fence.epoch()),
                        reroute.first());
            }
        } catch (RuntimeException e) {
            // One run that cannot be sent, whatever the reason, must not keep the rest of its instant from being sent.
            String why = "it could not be dispatched: " + e.getMessage();
            telling.book().error(LogLine.of(record), "fire", "record " + record.id() + ": " + why, "the run fails", e);
            telling.log().notFired(record, fire.job(), "FAILED", why, true);
            ledger.end(new Closing.Decided(
                    record.id(),
                    fence.epoch(),
                    RunStatus.FAILED,
                    null,
                    why,
                    telling.clock().instant()));
        }
    }
}
