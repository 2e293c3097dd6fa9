package io.quartermaster.server.topology;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.BeginWith;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.store.RecordRepository;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.RunningRows;
import io.quartermaster.store.engine.TopologyLog;
import io.quartermaster.store.engine.TopologyLog.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The runs this server keeps going: those that began here, and those it took over from their logs. Confined to one
// loop.
final class LiveRuns {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int TAKEN = 50;
    /// While there is nothing, and nobody said that slots were taken over.
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final TopologyLog log;
    private final RunningRows rows;
    private final RecordRepository records;
    private final Bindings bindings;
    private final WriteLedger ledger;
    private final Function<JobId, Optional<Job>> jobs;
    private final Predicate<JobId> owns;
    private final InstantSource clock;
    private final Map<RecordId, LiveRun> runs = new HashMap<>();
    private @Nullable Instant looked;
    private @Nullable Fence fence;
    /// Until then it looks as if there were something: slots that are gained now are owned in a moment.
    private volatile Instant attentive = Instant.MIN;

    LiveRuns(
            TopologyLog log,
            RunningRows rows,
            RecordRepository records,
            Bindings bindings,
            WriteLedger ledger,
            Function<JobId, Optional<Job>> jobs,
            Predicate<JobId> owns,
            InstantSource clock) {
        this.log = log;
        this.rows = rows;
        this.records = records;
        this.bindings = bindings;
        this.ledger = ledger;
        this.jobs = jobs;
        this.owns = owns;
        this.clock = clock;
    }

    Collection<LiveRun> all() {
        return List.copyOf(runs.values());
    }

    /// Slots were taken over, with runs in them perhaps. Any thread.
    void lookSoon() {
        attentive = clock.instant().plus(SELDOM);
    }

    void forget(RecordId run) {
        runs.remove(run);
    }

    void clear() {
        runs.clear();
        looked = null;
    }

    /// Lets go what is another server's or was closed from outside, and takes over what is ours. Asks the database once
    // a
    /// second while there is anything, and when the tenure is new.
    ///
    /// @param starting whether a run is among those that are yet to begin here
    void tend(Fence now, Predicate<RecordId> starting, Round round) {
        if (!now.equals(fence)) {
            clear();
            fence = now;
        }
        runs.values().removeIf(each -> !owns.test(each.record.job()));
        Instant instant = clock.instant();
        Instant last = looked;
        Duration pause = runs.isEmpty() && instant.isAfter(attentive) ? SELDOM : LOOK;
        if (last != null && instant.isBefore(last.plus(pause))) {
            return;
        }
        looked = instant;
        if (!runs.isEmpty()) {
            Set<RecordId> still = rows.stillRunning(runs.keySet());
            runs.keySet().retainAll(still);
        }
        int taken = 0;
        for (LedgerRow row : log.open(now)) {
            RecordId id = row.record().id();
            if (!runs.containsKey(id)
                    && !starting.test(id)
                    && owns.test(row.record().job())) {
                takeOver(row, round);
                taken += runs.containsKey(id) ? 1 : 0;
                if (taken == TAKEN) {
                    // the others in the next round: reading logs by the hundred would hold up all runs
                    looked = null;
                    break;
                }
            }
        }
    }

    /// The run, also one that ended: a person may want to mend it.
    Optional<LiveRun> find(RecordId id) {
        LiveRun there = runs.get(id);
        if (there != null) {
            return Optional.of(there);
        }
        return records.find(id).flatMap(record -> log.read(id).map(stored -> {
            LiveRun live = new LiveRun(
                    record,
                    TopologyRun.replay(stored.definitions(), stored.events()),
                    fence == null ? 0 : fence.epoch(),
                    null);
            runs.put(id, live);
            return live;
        }));
    }

    /// A run begins; one whose log has lines goes on instead.
    void begin(Arrived.Start start, Round round) {
        RecordId id = start.record().id();
        try {
            if (runs.containsKey(id)) {
                return;
            }
            TopologyLog.Beginning beginning = log.beginning(id);
            if (beginning.begun() && find(id).isPresent()) {
                return;
            }
            BeginWith with = beginning.with();
            Bindings.Bound bound = bindings.of(start.job());
            Optional<String> refusal =
                    with.refusal(bound.top(), start.job().spec().params());
            if (refusal.isPresent()) {
                fail(start, refusal.get());
                return;
            }
            round.bind(id, bound.numbers());
            LiveRun live =
                    new LiveRun(start.record(), new TopologyRun(bound.definitions()), start.epoch(), deadline(start));
            runs.put(id, live);
            round.take(
                    live,
                    new Input.Begin(
                            with.range(),
                            with.breakpoints(),
                            given(start, with),
                            bound.zones(),
                            start.record().due()));
        } catch (Bindings.Unbound | IllegalArgumentException e) {
            fail(start, String.valueOf(e.getMessage()));
        }
    }

    private void fail(Arrived.Start start, String why) {
        ledger.end(
                new Closing.Decided(start.record().id(), start.epoch(), RunStatus.FAILED, null, why, clock.instant()));
    }

    /// The job's own parameters are set over those of the definition, and over those what was given with the trigger.
    private static Map<String, Object> given(Arrived.Start start, BeginWith with) {
        Map<String, Object> values = new HashMap<>();
        start.job().spec().params().forEach(each -> values.put(each.name(), each.typed()));
        values.putAll(with.parameters());
        return values;
    }

    private void takeOver(LedgerRow row, Round round) {
        RecordId id = row.record().id();
        try {
            Optional<Stored> stored = log.read(id);
            if (stored.isPresent()) {
                TopologyRun run = TopologyRun.replay(
                        stored.get().definitions(), stored.get().events());
                runs.put(id, new LiveRun(row.record(), run, row.epoch(), row.deadline()));
            } else {
                // its server went away before its first line: nothing of it was done
                jobs.apply(row.record().job())
                        .ifPresent(job -> begin(new Arrived.Start(row.record(), job, row.epoch()), round));
            }
        } catch (IllegalArgumentException e) {
            String why = "its log cannot be read: " + e.getMessage();
            ledger.end(new Closing.Decided(id, row.epoch(), RunStatus.FAILED, null, why, clock.instant()));
        }
    }

    private @Nullable Instant deadline(Arrived.Start start) {
        Duration timeout = start.job().spec().policies().timeout();
        return timeout.isZero() ? null : clock.instant().plus(timeout);
    }
}
