package io.quartermaster.server.work;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.WorkOrder;
import io.quartermaster.model.work.WorkState;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.WorkRows;
import io.quartermaster.store.engine.WorkRows.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The runs of cut-up work this server keeps going: those that began here, and those it took over from their rows.
/// Confined to one loop.
final class LiveWorks {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /// While there is nothing, and nobody said that slots were taken over.
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final WorkRows rows;
    private final Function<JobId, Optional<Job>> jobs;
    private final Predicate<JobId> owns;
    private final CutUp cutUp;
    private final WorkEnds ends;
    private final Map<Long, LiveWork> runs = new HashMap<>();
    private @Nullable Instant looked;
    private @Nullable Fence fence;
    private volatile Instant attentive = Instant.MIN;

    /// @param cutUp says what is to be done of a job that fell due
    LiveWorks(WorkRows rows, Function<JobId, Optional<Job>> jobs, Predicate<JobId> owns, CutUp cutUp, WorkEnds ends) {
        this.rows = rows;
        this.jobs = jobs;
        this.owns = owns;
        this.cutUp = cutUp;
        this.ends = ends;
    }

    Collection<LiveWork> all() {
        return List.copyOf(runs.values());
    }

    Optional<LiveWork> find(long run) {
        return Optional.ofNullable(runs.get(run));
    }

    Optional<LiveWork> find(RecordId record) {
        return runs.values().stream()
                .filter(each -> each.order.record().equals(record) && !each.isNode())
                .findFirst();
    }

    Optional<LiveWork> find(String trigger) {
        return runs.values().stream()
                .filter(each -> each.order.trigger().equals(trigger))
                .findFirst();
    }

    /// Slots were taken over, with runs in them perhaps. Any thread.
    void lookSoon(Instant now) {
        attentive = now.plus(SELDOM);
    }

    void forget(LiveWork run) {
        runs.remove(run.id);
    }

    void clear() {
        runs.clear();
        looked = null;
    }

    /// Lets go what is another server's, and takes over what is ours.
    ///
    /// @param starting whether a record's work is among that which is yet to begin here
    void tend(Fence now, Instant instant, Predicate<String> starting) {
        if (!now.equals(fence)) {
            clear();
            fence = now;
        }
        runs.values().removeIf(each -> !owns.test(each.order.owner()));
        Instant last = looked;
        Duration pause = runs.isEmpty() && instant.isAfter(attentive) ? SELDOM : LOOK;
        if (last != null && instant.isBefore(last.plus(pause))) {
            return;
        }
        looked = instant;
        WorkRows.Open open = rows.open(now);
        open.unreadable().forEach(run -> {
            rows.spoil(now, run.id(), run.why(), instant);
            ends.unreadable(run);
        });
        for (Stored stored : open.runs()) {
            if (!runs.containsKey(stored.id()) && owns.test(stored.order().owner())) {
                goOn(stored, stored.epoch());
            }
        }
        for (LedgerRow row : rows.unbegun(now)) {
            TriggerRecord record = row.record();
            if (!starting.test(record.id().toString()) && owns.test(record.job())) {
                jobs.apply(record.job())
                        .filter(job -> job.spec().isCutUp())
                        .ifPresent(job -> begin(now, row, job, instant));
            }
        }
    }

    private void begin(Fence now, LedgerRow row, Job job, Instant instant) {
        TriggerRecord record = row.record();
        String zone = record.zone();
        Instant fired = record.fired();
        try {
            WorkOrder order = cutUp.order(record, zone == null ? "" : zone, job, fired == null ? instant : fired);
            begin(now, order, row.epoch(), instant);
        } catch (IllegalArgumentException e) {
            ends.fail(record.id(), row.epoch(), "its work cannot begin: " + e.getMessage());
        }
    }

    /// Begins a run, or goes on with the one that began for the same trigger; one that ended says so again.
    void begin(Fence now, WorkOrder order, long epoch, Instant instant) {
        if (find(order.trigger()).isPresent()) {
            return;
        }
        Stored stored = rows.begin(now, order, instant);
        if (stored.finished() == null) {
            goOn(stored, epoch);
        } else {
            ends.again(stored, epoch);
        }
    }

    private void goOn(Stored stored, long epoch) {
        List<Chunk> chunks = rows.chunks(stored.id());
        WorkOrder order = stored.order();
        WorkState state = chunks.isEmpty()
                ? WorkState.begin(stored.id(), order.shape(), order.zones(), stored.params())
                : WorkState.restored(
                        stored.id(),
                        order.shape(),
                        order.zones(),
                        stored.params(),
                        stored.status(),
                        stored.stage(),
                        chunks,
                        rows.instances(stored.id()));
        runs.put(stored.id(), new LiveWork(stored.id(), order, state, epoch));
    }
}
