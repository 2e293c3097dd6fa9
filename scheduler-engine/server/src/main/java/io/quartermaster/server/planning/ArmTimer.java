package io.quartermaster.server.planning;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.timing.DueTimer;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.Planning;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hands what the ledger has planned to the timer, each row once. What another server planned before it went away is
/// found here too. Thread-safe.
public final class ArmTimer {
    private static final int BATCH = 5000;

    private final Planning planning;
    private final DueTimer timer;
    private final InstantSource clock;
    private final Duration horizon;
    private final Duration missedAfter;
    /// Guarded by this: what the timer has, or the firing threads are claiming.
    private final Map<RecordId, Instant> armed = new HashMap<>();

    public ArmTimer(Planning planning, DueTimer timer, InstantSource clock, Duration horizon, Duration missedAfter) {
        this.planning = planning;
        this.timer = timer;
        this.clock = clock;
        this.horizon = horizon;
        this.missedAfter = missedAfter;
    }

    /// Arms all that falls due within the horizon and is not armed.
    public void arm(Term term) {
        Instant now = clock.instant();
        List<LedgerRow> rows = new ArrayList<>(planning.planned(now.plus(horizon), BATCH));
        rows.removeAll(superseded(term, rows, now));
        rows.forEach(this::arm);
    }

    /// Arms one row that was just planned.
    public void arm(Instant due, RecordId record) {
        synchronized (this) {
            if (armed.putIfAbsent(record, clock.instant()) != null) {
                return;
            }
        }
        timer.at(due, record);
    }

    /// These are no longer armed: they were claimed, or could not be and shall be found again.
    public synchronized void release(List<RecordId> records) {
        records.forEach(armed::remove);
    }

    /// Since when a record has been waiting in the timer.
    public synchronized Optional<Instant> since(RecordId record) {
        return Optional.ofNullable(armed.get(record));
    }

    /// Forgets everything, as another term begins or ended.
    public void clear() {
        timer.clear();
        synchronized (this) {
            armed.clear();
        }
    }

    private void arm(LedgerRow row) {
        arm(row.record().due(), row.record().id());
    }

    /// Of several missed due times of a job the latest stands for all; whether it fires is its policy's to say when
    /// it is claimed.
    private List<LedgerRow> superseded(Term term, List<LedgerRow> rows, Instant now) {
        Instant cutoff = now.minus(missedAfter);
        Map<JobId, LedgerRow> latest = new HashMap<>();
        List<LedgerRow> former = new ArrayList<>();
        for (LedgerRow row : rows) {
            if (row.record().reason() == TriggerReason.TIMING
                    && row.record().due().isBefore(cutoff)) {
                LedgerRow before = latest.put(row.record().job(), row);
                if (before != null) {
                    former.add(before);
                }
            }
        }
        planning.skip(
                term.fence(),
                former.stream().map(row -> row.record().id()).toList(),
                "missed: no server could fire it in time, a later due time stands for it",
                now);
        return former;
    }
}
