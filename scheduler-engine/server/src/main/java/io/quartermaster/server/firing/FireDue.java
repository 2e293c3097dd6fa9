package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;

/// Fires what falls due, out of memory: the ledger has it planned, this server owns it, and what was sent is written
/// behind. The database is asked for one thing only, and only when a run seems to be in the way of another.
// Thread-safe;
/// called by the timer's threads.
///
/// What is taken and cannot be fired goes back: it stays planned and is found again.
public final class FireDue {
    private final TenureKeeper keeper;
    private final Predicate<JobId> owns;
    private final ArmedRuns armed;
    private final Decide decide;
    private final RunningRuns running;
    private final RunningRows rows;
    private final DispatchRuns dispatch;
    private final SendMessages messages;
    private final Topologies topologies;
    private final WriteLedger ledger;
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
        this.ledger = ways.ledger();
        this.telling = telling;
        this.figures = figures;
    }

    /// Where a firing goes.
    public record Ways(DispatchRuns dispatch, SendMessages messages, Topologies topologies, WriteLedger ledger) {}

    /// Fires those of `records` that are still armed, if this server is a member.
    public void fire(List<RecordId> records) {
        firing.readLock().lock();
        ledger.standBack(true);
        try {
            Optional<Term<Fence>> tenure = keeper.tenure();
            if (tenure.isPresent()) {
                fire(tenure.get(), armed.take(records));
            }
        } finally {
            ledger.standBack(false);
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
        // Log lines are written when all is on its way: a file must not make the rest of an instant late.
        List<Runnable> told = new ArrayList<>();
        try {
            forgetEnded(due);
            for (Armed one : due) {
                if (!tenure.holds()) {
                    return;
                }
                if (owns.test(one.row().record().job())) {
                    carryOut(tenure.fence(), one, told);
                    open.remove(one.row().record().id());
                }
            }
        } finally {
            if (!open.isEmpty()) {
                armed.giveUp(open);
            }
            told.forEach(Runnable::run);
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

    private void carryOut(Fence fence, Armed one, List<Runnable> told) {
        TriggerRecord record = one.row().record();
        JobId job = record.job();
        switch (decide.of(one.row(), one.job(), !running.of(job).isEmpty())) {
            case Verdict.Skip skip -> {
                Instant now = telling.clock().instant();
                told.add(() -> telling.log().notFired(record, one.job(), "SKIPPED", skip.why(), false));
                ledger.end(new Closing.Unsent(record.id(), RunStatus.SKIPPED, skip.why(), null, fence, now));
            }
            case Verdict.Wait wait -> armed.putBack(one, wait.until());
            case Verdict.Fail fail -> {
                told.add(() -> telling.log().notFired(record, one.job(), "FAILED", fail.why(), true));
                ledger.end(new Closing.Unsent(
                        record.id(), RunStatus.FAILED, fail.why(), fail.decision(), fence, fail.at()));
            }
            case Verdict.Fire fire -> fire(fence, record, fire, told);
        }
    }

    private void fire(Fence fence, TriggerRecord record, Verdict.Fire fire, List<Runnable> told) {
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
        told.add(() -> telling.log().sent(record, fire));
        figures.fired(record.due(), fire.at());
        try {
            String session = fire.session();
            if (fire.job().spec().type() == JobType.TOPOLOGY) {
                topologies.begin(record, fire.job(), fence.epoch());
            } else if (session == null) {
                messages.add(record, fire.job(), fire.zone(), fence.epoch());
            } else {
                String client = fire.client();
                dispatch.send(
                        record,
                        fire.job(),
                        session,
                        new DispatchRuns.Route(
                                fire.zone(), client == null ? session : client, fire.at(), fence.epoch()));
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
