package io.quartermaster.server.firing;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Slots;
import io.quartermaster.store.engine.LedgerRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What this server believes to be running of its own slots' jobs: what it sent, and what it took over. It may believe
/// so a moment too long, when a client reported to another server; never too short. Thread-safe.
public final class RunningRuns {
    private static final long LONG_NANOS = 5_000_000_000L;

    private final Clients clients;
    /// Guarded by this.
    private final Map<RecordId, Run> runs = new HashMap<>();
    /// Guarded by this.
    private final Map<JobId, Set<RecordId>> byJob = new HashMap<>();

    /// @param sent whether this server sent it, so that others tell it of the end
    private record Run(JobId job, @Nullable String session, boolean sent, long beganNanos) {}

    public RunningRuns(Clients clients) {
        this.clients = clients;
    }

    public synchronized void began(RecordId record, JobId job, @Nullable String session) {
        began(record, new Run(job, session, true, System.nanoTime()));
    }

    /// Another server sent it.
    synchronized void adopted(RecordId record, JobId job, @Nullable String session) {
        began(record, new Run(job, session, false, System.nanoTime()));
    }

    private void began(RecordId record, Run run) {
        JobId job = run.job();
        String session = run.session();
        ended(record);
        runs.put(record, run);
        byJob.computeIfAbsent(job, id -> new HashSet<>()).add(record);
        if (session != null) {
            clients.began(session);
        }
    }

    /// Again changes nothing; a run of another server's is unknown here.
    public synchronized void ended(RecordId record) {
        Run run = runs.remove(record);
        if (run != null) {
            byJob.computeIfPresent(run.job(), (job, records) -> {
                records.remove(record);
                return records.isEmpty() ? null : records;
            });
            clients.ended(run.session());
        }
    }

    /// Takes over what runs in slots that are new here.
    public synchronized void takeOver(Collection<LedgerRow> rows, Slots slots) {
        rows.stream()
                .filter(row -> slots.contains(row.record().job())
                        && !runs.containsKey(row.record().id()))
                .forEach(row -> adopted(row.record().id(), row.record().job(), row.session()));
    }

    synchronized List<RecordId> of(JobId job) {
        return List.copyOf(byJob.getOrDefault(job, Set.of()));
    }

    /// Those whose end nobody may tell this server of: other servers sent them, or, if `all`, they began long ago.
    synchronized List<RecordId> untold(boolean all) {
        long now = System.nanoTime();
        return runs.entrySet().stream()
                .filter(entry -> !entry.getValue().sent()
                        || (all && now - entry.getValue().beganNanos() > LONG_NANOS))
                .map(Map.Entry::getKey)
                .toList();
    }

    public synchronized int size() {
        return runs.size();
    }

    public synchronized boolean isEmpty() {
        return runs.isEmpty();
    }

    /// Forgets what belongs to slots that are handed over.
    public synchronized void forget(Slots slots) {
        List.copyOf(runs.entrySet()).stream()
                .filter(entry -> slots.contains(entry.getValue().job()))
                .forEach(entry -> ended(entry.getKey()));
    }

    /// Forgets everything, as the tenure is over.
    public synchronized void clear() {
        runs.clear();
        byJob.clear();
        clients.forget();
    }
}
