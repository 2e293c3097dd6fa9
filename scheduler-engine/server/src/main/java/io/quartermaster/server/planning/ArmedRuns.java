package io.quartermaster.server.planning;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.server.timing.DueTimer;
import io.quartermaster.store.engine.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The planned rows this server is to fire, with their jobs, so that at the due instant nothing has to be asked for.
/// Thread-safe.
///
/// A row is armed once and taken once. A row that was taken stays known for a while after it was written down: a look
/// into the ledger that began before that still saw it planned, and must not arm it again.
public final class ArmedRuns {
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long NOT_STORED = Long.MAX_VALUE;

    /// A planned row and the job as it stands.
    ///
    /// @param job null when it was deleted or cannot be read
    /// @param doubtful whether a former owner may have sent it without having been able to write that down
    public record Armed(LedgerRow row, @Nullable Job job, boolean doubtful) {
        /// The same, as nobody sent it.
        public Armed certain() {
            return new Armed(row, job, false);
        }
    }

    private final DueTimer timer;
    /// Guarded by this.
    private final Map<RecordId, Armed> armed = new HashMap<>();
    /// Guarded by this: what was taken, and when it was written down.
    private final Map<RecordId, Long> taken = new HashMap<>();
    /// Guarded by this: rows were given up without the ledger knowing, so it has to be read again.
    private boolean incomplete = true;

    public ArmedRuns(DueTimer timer) {
        this.timer = timer;
    }

    /// Arms rows that are not armed or taken yet. A timed row of another version of its job is left to the planning,
    /// which will keep or withdraw it.
    public void arm(Collection<LedgerRow> rows, Map<JobId, Job> jobs) {
        arm(rows, jobs, row -> false);
    }

    /// @param doubtful which of the rows a former owner may have sent
    void arm(Collection<LedgerRow> rows, Map<JobId, Job> jobs, Predicate<LedgerRow> doubtful) {
        List<LedgerRow> fresh = new ArrayList<>();
        synchronized (this) {
            for (LedgerRow row : rows) {
                RecordId id = row.record().id();
                Job job = jobs.get(row.record().job());
                if (!taken.containsKey(id)
                        && current(row, job)
                        && armed.putIfAbsent(id, new Armed(row, job, doubtful.test(row))) == null) {
                    fresh.add(row);
                }
            }
        }
        fresh.forEach(row -> timer.at(row.record().due(), row.record().id()));
    }

    /// Waits for a moment when a great instant is being fired, or is about to be.
    void letPass() {
        LockSupport.parkNanos(timer.calmIn().toNanos());
    }

    private static boolean current(LedgerRow row, @Nullable Job job) {
        return row.record().reason() != TriggerReason.TIMING
                || (job != null && job.enabled() && job.version() == row.jobVersion());
    }

    /// Those of the rows that are neither armed nor taken.
    public synchronized List<LedgerRow> unknown(Collection<LedgerRow> rows) {
        return rows.stream()
                .filter(row -> !armed.containsKey(row.record().id())
                        && !taken.containsKey(row.record().id()))
                .toList();
    }

    /// Takes what is armed of `records`, for firing: nobody else gets it.
    public synchronized List<Armed> take(Collection<RecordId> records) {
        List<Armed> found = new ArrayList<>();
        for (RecordId record : records) {
            Armed one = armed.remove(record);
            if (one != null) {
                taken.put(record, NOT_STORED);
                found.add(one);
            }
        }
        return found;
    }

    /// What was taken waits a little longer, armed as before.
    public void putBack(Armed one, Instant until) {
        RecordId id = one.row().record().id();
        synchronized (this) {
            taken.remove(id);
            armed.put(id, one);
        }
        timer.at(until, id);
    }

    /// What became of these is in the ledger now.
    public synchronized void stored(Collection<RecordId> records) {
        long now = System.nanoTime();
        records.forEach(record -> taken.replace(record, now));
        taken.values().removeIf(at -> at != NOT_STORED && now - at > REMEMBERED_NANOS);
    }

    /// These were taken but nothing became of them: the ledger still has them planned.
    public synchronized void giveUp(Collection<RecordId> records) {
        records.forEach(taken::remove);
        incomplete = true;
    }

    /// A job was edited: what was planned of it for after `keepUntil` will not fire, the rest fires as the job is now.
    ///
    /// @param job null when it was deleted
    public synchronized void edited(JobId id, @Nullable Job job, Instant keepUntil) {
        List<RecordId> gone = new ArrayList<>();
        armed.replaceAll((record, one) -> {
            if (!one.row().record().job().equals(id)) {
                return one;
            }
            if (one.row().record().reason() == TriggerReason.TIMING
                    && one.row().record().due().isAfter(keepUntil)) {
                gone.add(record);
            }
            return new Armed(one.row(), job, one.doubtful());
        });
        gone.forEach(armed::remove);
        incomplete = true;
    }

    /// Gives up whatever belongs to these slots.
    public synchronized void drop(Slots slots) {
        forget(one -> slots.contains(one.row().record().job()));
    }

    /// Gives up everything.
    public void clear() {
        synchronized (this) {
            forget(one -> true);
        }
        timer.clear();
    }

    private void forget(Predicate<Armed> which) {
        armed.values().removeIf(which);
        incomplete = true;
    }

    /// Whether the ledger has to be read again.
    public synchronized boolean incomplete() {
        return incomplete;
    }

    /// From now on what is given up makes it incomplete again; to be said before the ledger is read.
    public synchronized void reading() {
        incomplete = false;
    }

    public synchronized int size() {
        return armed.size();
    }

    /// The due time that should have been fired longest ago and was not.
    public synchronized Optional<Instant> oldest() {
        return armed.values().stream().map(one -> one.row().record().due()).min(Instant::compareTo);
    }
}
