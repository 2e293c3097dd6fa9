package io.quartermaster.server.work;

import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.work.Said;
import io.quartermaster.server.firing.CutUpWork;
import io.quartermaster.server.firing.Topologies;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.WorkRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps the cut-up work of this server's slots going: takes what arrives, stores what it means in one transaction, and
/// only then sends what follows, so that whoever takes a run over knows whom to ask. What is asked of it may come from
/// any thread; the rest is confined to one loop.
public final class RunWork implements CutUpWork {
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 2_000;
    private static final long LOOK_MILLIS = 50;

    private final TenureKeeper keeper;
    private final WorkRows rows;
    private final CutUp cutUp;
    private final LiveWorks live;
    private final TakeWork take;
    private final HandOutWork handOut;
    private final WorkEnds ends;
    private final InstantSource clock;
    private final BlockingQueue<Arrived> queue = new LinkedBlockingQueue<>(CAPACITY);
    /// What sending brought; no more than there are chunks under way.
    private final Queue<Arrived> learned = new ConcurrentLinkedQueue<>();
    /// The latest of each chunk.
    private final Map<WorkTrigger.OfChunk, Arrived.Progressed> progress = new ConcurrentHashMap<>();
    /// Triggers of work that is yet to begin here.
    private final Set<String> starting = ConcurrentHashMap.newKeySet();
    /// Commands that are being answered.
    private final Set<Long> asking = ConcurrentHashMap.newKeySet();
    /// Confined to the loop: what a round that could not be stored had taken.
    private List<Arrived> again = List.of();

    private volatile boolean closed;
    private volatile Runnable wake = () -> {};

    RunWork(
            TenureKeeper keeper,
            WorkRows rows,
            CutUp cutUp,
            LiveWorks live,
            TakeWork take,
            HandOutWork handOut,
            WorkEnds ends,
            InstantSource clock) {
        this.keeper = keeper;
        this.rows = rows;
        this.cutUp = cutUp;
        this.live = live;
        this.take = take;
        this.handOut = handOut;
        this.ends = ends;
        this.clock = clock;
        handOut.onLearned(this::learned);
    }

    /// What makes the loop look at once.
    public void onAdd(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    /// Whose nodes some of the work is.
    public void attach(Topologies topologies) {
        ends.attach(topologies);
    }

    /// Slots were taken over.
    public void lookForRuns() {
        live.lookSoon(clock.instant());
        wake.run();
    }

    @Override
    public void begin(TriggerRecord record, Job job, String zone, Instant fired, long epoch) {
        Arrived.Start start = new Arrived.Start(cutUp.order(record, zone, job, fired), epoch);
        starting.add(record.id().toString());
        put(start);
    }

    @Override
    public void beginNode(
            TriggerRecord run, String trigger, String name, Job job, String zone, Map<String, Object> params) {
        put(new Arrived.Start(cutUp.order(run, trigger, name, job, zone, params, clock.instant()), 0));
    }

    @Override
    public void stopNode(String trigger, JobId owner) {
        put(new Arrived.Stop(trigger, owner));
    }

    @Override
    public boolean has(String triggerId) {
        return WorkTrigger.is(triggerId);
    }

    @Override
    public CompletionStage<@Nullable Void> reported(InstanceId reporter, Report report) {
        Optional<WorkTrigger> trigger = WorkTrigger.read(report.triggerId());
        if (trigger.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Said said = new Said(report.success(), report.message(), report.params(), report.made(), report.counts());
        Arrived.Reported arrived = new Arrived.Reported(reporter, trigger.get(), said, new CompletableFuture<>());
        put(arrived);
        return arrived.stored();
    }

    @Override
    public void progressed(InstanceId reporter, Progress line) {
        Long total = line.total();
        Long succeed = line.succeed();
        if (total != null
                && succeed != null
                && WorkTrigger.read(line.triggerId()).orElse(null) instanceof WorkTrigger.OfChunk chunk) {
            progress.put(chunk, new Arrived.Progressed(reporter, chunk, total, succeed));
        }
    }

    @Override
    public void asked(Command command, RecordId record) {
        if (asking.add(command.id())) {
            put(new Arrived.Asked(command, record));
        }
    }

    /// From now on a full queue makes nobody wait.
    public void close() {
        closed = true;
    }

    /// One round.
    public void round() {
        Optional<Term<Fence>> tenure = keeper.tenure();
        if (tenure.isEmpty()) {
            live.clear();
            starting.clear();
            asking.clear();
            return;
        }
        WorkRound round = new WorkRound(clock.instant());
        List<Arrived> arrived = arrivals();
        boolean finished = false;
        try {
            Fence fence = tenure.get().fence();
            live.tend(fence, round.now(), starting::contains);
            for (Arrived each : arrived) {
                take.take(fence, each, round);
                if (each instanceof Arrived.Start start) {
                    starting.remove(start.order().trigger());
                }
            }
            take.delivered(round);
            handOut.round(live.all(), round);
            store(tenure.get(), round);
            finished = true;
        } catch (StoreException | IllegalStateException e) {
            again = arrived;
            throw e;
        } finally {
            if (!finished) {
                // what was decided is nowhere, whatever went wrong: the runs are made anew from their rows
                live.clear();
            }
        }
    }

    private List<Arrived> arrivals() {
        List<Arrived> arrived = new ArrayList<>(again);
        again = List.of();
        for (Arrived each = learned.poll(); each != null; each = learned.poll()) {
            arrived.add(each);
        }
        queue.drainTo(arrived, BATCH);
        if (!queue.isEmpty()) {
            wake.run();
        }
        List.copyOf(progress.keySet()).forEach(chunk -> {
            Arrived.Progressed latest = progress.remove(chunk);
            if (latest != null) {
                arrived.add(latest);
            }
        });
        return arrived;
    }

    private void store(Term<Fence> tenure, WorkRound round) {
        WorkRows.Batch batch = round.batch(live.all());
        if (!batch.isEmpty()) {
            if (!tenure.holds()) {
                throw new StoreException.Fenced("The lease ended before a round of cut-up work was stored");
            }
            store(tenure.fence(), batch, round);
        }
        round.stored();
        round.replies().forEach(reply -> asking.remove(reply.command().id()));
        handOut.carryOut(round);
        live.all().stream().filter(run -> run.state.isOver()).forEach(run -> {
            live.forget(run);
            ends.end(run);
        });
    }

    /// A run the database refuses for what is in it must not keep the others from going on: then they are stored one by
    /// one, and it alone fails.
    private void store(Fence fence, WorkRows.Batch batch, WorkRound round) {
        try {
            rows.store(fence, batch, round.now());
        } catch (StoreException.Fault e) {
            for (WorkRows.Changed run : batch.runs()) {
                try {
                    rows.store(fence, WorkRows.Batch.of(run), round.now());
                } catch (StoreException.Fault refused) {
                    live.find(run.id()).ifPresent(spoiled -> spoil(fence, spoiled, refused, round));
                }
            }
            rows.store(fence, batch.withoutRuns(), round.now());
        }
    }

    private void spoil(Fence fence, LiveWork run, StoreException.Fault refused, WorkRound round) {
        String why = "what its handlers said cannot be stored: " + refused.getMessage();
        rows.spoil(fence, run.id, why, round.now());
        round.without(run);
        live.forget(run);
        ends.spoiled(run.order, run.epoch, why, refused);
    }

    private void learned(Arrived arrived) {
        learned.add(arrived);
        wake.run();
    }

    /// Waits while too much is waiting.
    private void put(Arrived arrived) {
        try {
            while (!closed && !queue.offer(arrived, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                wake.run();
            }
            wake.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
