package io.quartermaster.server.planning;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.Planning;
import io.quartermaster.store.engine.Schedules;
import io.quartermaster.store.engine.SlotRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A server's round over its slots: hands over those it was asked for, takes on those it was given with all that is
/// planned or running in them, plans, and arms. Confined to one loop; asking what is owned is thread-safe.
public final class TendSlots {
    private static final int BATCH = 20_000;
    /// What nobody announces is looked for so often: rows and edits that hands made, and what was given up.
    private static final long SWEEP_NANOS = Duration.ofSeconds(10).toNanos();
    /// So much the clocks of two servers may differ.
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    private final TenureKeeper keeper;
    private final SlotRows rows;
    private final PlanAhead plan;
    private final Planning planning;
    private final Schedules schedules;
    private final ArmedRuns armed;
    private final Joints joints;
    private final InstantSource clock;
    private final Duration horizon;
    private final Duration missedAfter;
    private final LogBook log;
    private volatile Slots owned = Slots.NONE;
    private volatile boolean untimed;
    private volatile boolean edited;
    /// When each slot came, by its number: what fell due before that the former owner may have sent.
    private final @Nullable Instant[] gainedAt = new Instant[Slots.COUNT];
    private long epoch;
    private long swept = System.nanoTime() - 2 * SWEEP_NANOS;

    /// What a round needs beside what it does itself.
    ///
    /// @param settle waits until all that was fired is in the ledger
    /// @param takeOn hears of slots that are new
    /// @param handedOver hears of slots that are another server's now
    /// @param letGo hears that all is lost
    /// @param skipped hears how many rows were closed as missed
    public record Joints(
            Runnable settle,
            BiConsumer<Term<Fence>, Slots> takeOn,
            Consumer<Slots> handedOver,
            Runnable letGo,
            LongConsumer skipped) {}

    /// How far ahead is planned, and after how long a due time was missed.
    public record Spans(Duration horizon, Duration missedAfter) {}

    public TendSlots(
            TenureKeeper keeper,
            SlotRows rows,
            PlanAhead plan,
            Planning planning,
            Schedules schedules,
            ArmedRuns armed,
            Joints joints,
            InstantSource clock,
            Spans spans,
            LogBook log) {
        this.keeper = keeper;
        this.rows = rows;
        this.plan = plan;
        this.planning = planning;
        this.schedules = schedules;
        this.armed = armed;
        this.joints = joints;
        this.clock = clock;
        this.horizon = spans.horizon();
        this.missedAfter = spans.missedAfter();
        this.log = log;
    }

    /// The slots whose jobs this server plans and fires.
    public Slots owned() {
        return owned;
    }

    /// In the next round, look for rows that no schedule brought.
    public void lookForUntimed() {
        untimed = true;
    }

    /// In the next round, look for jobs that were saved or deleted.
    public void lookForEdits() {
        edited = true;
    }

    public void round() {
        Optional<Term<Fence>> tenure = keeper.tenure();
        long now = tenure.map(term -> term.fence().epoch()).orElse(0L);
        if (now != epoch) {
            lose();
            epoch = now;
        }
        tenure.ifPresent(this::round);
    }

    private void round(Term<Fence> tenure) {
        SlotRows.Mine mine = rows.of(tenure.fence());
        Slots kept = mine.owned().minus(mine.wantedElsewhere());
        handOver(tenure, mine.wantedElsewhere());
        Slots gained = kept.minus(owned);
        owned = kept;
        if (!gained.isEmpty()) {
            Instant now = clock.instant();
            gained.numbers().forEach(slot -> gainedAt[slot] = now);
            joints.takeOn().accept(tenure, gained);
            log.started("has " + gained.size() + " more slot(s), " + kept.size() + " in all");
        }
        boolean all = !gained.isEmpty() || System.nanoTime() - swept > SWEEP_NANOS;
        plan.plan(tenure, look(all));
        load(tenure, all);
    }

    private PlanAhead.Look look(boolean all) {
        boolean some = edited;
        edited = false;
        return all ? PlanAhead.Look.ALL : some ? PlanAhead.Look.EDITED : PlanAhead.Look.NONE;
    }

    private void handOver(Term<Fence> tenure, Slots asked) {
        if (asked.isEmpty()) {
            return;
        }
        owned = owned.minus(asked);
        armed.drop(asked);
        joints.settle().run();
        rows.handOver(tenure.fence(), asked);
        joints.handedOver().accept(asked);
        log.started("handed over " + asked.size() + " slot(s), " + owned.size() + " are left");
    }

    private void load(Term<Fence> tenure, boolean all) {
        if (!all && !untimed && !armed.incomplete()) {
            return;
        }
        untimed = false;
        armed.reading();
        Instant now = clock.instant();
        List<LedgerRow> planned =
                new ArrayList<>(armed.unknown(planning.planned(tenure.fence(), now.plus(horizon), BATCH)));
        planned.removeAll(superseded(tenure, planned, now));
        Map<JobId, Job> jobs = planned.isEmpty()
                ? Map.of()
                : schedules.find(planned.stream().map(row -> row.record().job()).toList());
        if (tenure.holds()) {
            armed.arm(planned, jobs, this::doubtful);
        }
        if (all) {
            swept = System.nanoTime();
        }
    }

    /// Of several missed due times of a job the latest stands for all; whether it fires is its policy's to say.
    private List<LedgerRow> superseded(Term<Fence> tenure, List<LedgerRow> planned, Instant now) {
        Instant cutoff = now.minus(missedAfter);
        Map<JobId, LedgerRow> latest = new HashMap<>();
        List<LedgerRow> former = new ArrayList<>();
        for (LedgerRow row : planned) {
            if (row.record().reason() == TriggerReason.TIMING
                    && row.record().due().isBefore(cutoff)) {
                LedgerRow before = latest.put(row.record().job(), row);
                if (before != null) {
                    former.add(before);
                }
            }
        }
        joints.skipped().accept(planning.supersede(tenure.fence(), standIns(former, latest), now));
        return former;
    }

    private static List<Planning.StandIn> standIns(List<LedgerRow> former, Map<JobId, LedgerRow> latest) {
        Map<JobId, List<LedgerRow>> byJob = former.stream()
                .collect(Collectors.groupingBy(row -> row.record().job()));
        List<Planning.StandIn> standIns = new ArrayList<>();
        byJob.forEach((job, rows) -> {
            LedgerRow last = Objects.requireNonNull(latest.get(job));
            standIns.add(new Planning.StandIn(
                    last.record().id(),
                    rows.stream().map(row -> row.record().id()).toList(),
                    new RecordFact.Missed(
                            rows.size() + 1,
                            false,
                            rows.getFirst().record().due(),
                            last.record().due())));
        });
        return standIns;
    }

    private boolean doubtful(LedgerRow row) {
        Instant gained = gainedAt[Slots.of(row.record().job())];
        return gained != null && row.record().due().isBefore(gained.plus(CLOCKS));
    }

    private void lose() {
        if (epoch != 0) {
            owned = Slots.NONE;
            armed.clear();
            joints.letGo().run();
        }
    }
}
