package io.quartermaster.server.topology;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunJson;
import io.quartermaster.server.firing.Topologies;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.TopologyLog;
import io.quartermaster.store.engine.TopologyLog.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps the topology runs of this server's slots going: takes what arrives, appends what it means to the logs in one
/// transaction, and only then carries it out. What is asked of it may come from any thread; the rest is confined to one
/// loop.
public final class RunTopologies implements Topologies {
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 1_000;
    /// A run that begins has its definitions read, and hundreds of them would keep all others waiting.
    private static final int STARTS = 25;
    private static final long LOOK_MILLIS = 50;
    private static final Duration WATCH = Duration.ofMillis(200);

    private final TenureKeeper keeper;
    private final Predicate<JobId> owns;
    private final TopologyLog log;
    private final LiveRuns live;
    private final CarryOut carryOut;
    private final WriteLedger ledger;
    private final NodeProgress progress;
    private final InstantSource clock;
    private final String serverId;
    private final BlockingQueue<Arrived> queue = new LinkedBlockingQueue<>(CAPACITY);
    /// Apart from the others: what goes on must not wait for hundreds that are yet to begin.
    private final BlockingQueue<Arrived> starts = new LinkedBlockingQueue<>(CAPACITY);
    /// Those among [#starts], which look as if their server had gone away before they began.
    private final Set<RecordId> starting = ConcurrentHashMap.newKeySet();
    /// What carrying out brought. It has no bound of its own, as the loop that empties it also fills it; there are no
    // more
    /// than nodes under way.
    private final Queue<Arrived> learned = new ConcurrentLinkedQueue<>();
    /// Confined to the loop: what a round that could not be stored had taken.
    private List<Arrived> again = List.of();
    /// Confined to the loop.
    private @Nullable Instant watched;

    private volatile boolean closed;

    private volatile boolean asked = true;
    private volatile Runnable wake = () -> {};

    /// @param owns whether a job is in one of this server's slots now
    RunTopologies(
            TenureKeeper keeper,
            Predicate<JobId> owns,
            TopologyLog log,
            LiveRuns live,
            CarryOut carryOut,
            WriteLedger ledger,
            NodeProgress progress,
            InstantSource clock,
            String serverId) {
        this.keeper = keeper;
        this.owns = owns;
        this.log = log;
        this.live = live;
        this.carryOut = carryOut;
        this.ledger = ledger;
        this.progress = progress;
        this.clock = clock;
        this.serverId = serverId;
        carryOut.answers(this::learned);
    }

    /// What makes the loop look at once.
    public void onAdd(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    /// Somebody asked for something.
    public void lookForAsked() {
        asked = true;
        wake.run();
    }

    /// Slots were taken over.
    public void lookForRuns() {
        live.lookSoon();
        wake.run();
    }

    @Override
    public void begin(TriggerRecord record, Job job, long epoch) {
        starting.add(record.id());
        put(starts, new Arrived.Start(record, job, epoch));
    }

    @Override
    public boolean has(String triggerId) {
        return NodeTrigger.is(triggerId);
    }

    @Override
    public CompletionStage<@Nullable Void> reported(InstanceId reporter, Report report) {
        Optional<NodeTrigger> trigger = NodeTrigger.read(report.triggerId());
        if (trigger.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        NodeTrigger node = trigger.get();
        List<Input.Write> writes = new ArrayList<>();
        report.params().forEach((name, value) -> writes.add(new Input.Write(name, value, Input.Write.AS_GIVEN)));
        Input.Report input = new Input.Report(
                        node.node(),
                        node.pass(),
                        node.attempt(),
                        report.success() ? NodeStatus.SUCCEED : NodeStatus.FAILED,
                        "",
                        report.message() == null ? "" : report.message(),
                        writes)
                .withLine(node.line());
        Arrived.Reported arrived = new Arrived.Reported(reporter, node, input, new CompletableFuture<>());
        put(queue, arrived);
        return arrived.stored();
    }

    @Override
    public void progressed(InstanceId reporter, Progress line) {
        progress.add(reporter, line);
    }

    /// Writes what handlers said of their nodes; its own loop.
    public void storeProgress() {
        progress.store();
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
            return;
        }
        Round round = new Round(clock.instant(), carryOut::granted);
        List<Arrived> arrived = arrivals();
        boolean looked = asked;
        asked = false;
        boolean finished = false;
        try {
            live.tend(tenure.get().fence(), starting::contains, round);
            arrived.forEach(each -> take(round, each));
            if (looked) {
                readAsked(tenure.get().fence(), round);
            }
            watch(round);
            carryOut.choose(round);
            store(tenure.get(), round);
            finished = true;
        } catch (StoreException | IllegalStateException e) {
            again = arrived;
            throw e;
        } finally {
            if (!finished) {
                // what was decided is nowhere, whatever went wrong: the runs are made anew from their logs
                live.clear();
                asked = true;
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
        starts.drainTo(arrived, STARTS);
        if (!queue.isEmpty() || !starts.isEmpty()) {
            wake.run();
        }
        return arrived;
    }

    /// Time brings little, and looking through all runs at every result would be most of the work.
    private void watch(Round round) {
        Instant last = watched;
        if (last == null || !round.now().isBefore(last.plus(WATCH))) {
            watched = round.now();
            carryOut.watch(live.all(), round);
        }
    }

    private void take(Round round, Arrived arrived) {
        switch (arrived) {
            case Arrived.Start start -> {
                starting.remove(start.record().id());
                live.begin(start, round);
            }
            case Arrived.For one -> give(round, one, instance -> true);
            case Arrived.Reported one -> reported(round, one);
        }
    }

    /// To the run, or to where the run is: a client reports to any server.
    private void reported(Round round, Arrived.Reported one) {
        NodeTrigger from = one.from();
        if (owns.test(from.topology())) {
            give(round, new Arrived.For(from.run(), one.report(), 0, one.stored()), one.reporter()::equals);
        } else {
            log.deliver(
                    new TopologyLog.Delivery(
                            one.reporter(), from.run(), from.topology(), one.report(), from.toString()),
                    serverId);
            one.stored().complete(null);
        }
    }

    private void give(Round round, Arrived.For one, Predicate<InstanceId> may) {
        try {
            live.find(one.run())
                    .filter(run -> may.test(run.record.instance()))
                    .ifPresentOrElse(run -> round.take(run, one), () -> round.refuse(one, "there is no such run"));
        } catch (IllegalArgumentException e) {
            round.refuse(one, "its log cannot be read: " + e.getMessage());
        }
    }

    private void readAsked(Fence fence, Round round) {
        List<Asked> found = log.asked(fence, BATCH);
        asked |= found.size() == BATCH;
        for (Asked each : found) {
            CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();
            try {
                Input input = RunJson.input(each.input());
                give(round, new Arrived.For(each.run(), input, each.id(), stored), instance -> true);
            } catch (IllegalArgumentException e) {
                Input nothing = new Input.Tick();
                round.refuse(new Arrived.For(each.run(), nothing, each.id(), stored), "this cannot be read: " + e);
            }
        }
    }

    private void store(Term<Fence> tenure, Round round) {
        if (!round.isEmpty()) {
            if (!tenure.holds()) {
                throw new StoreException.Fenced("The lease ended before a round of topologies was stored");
            }
            if (!round.turns().isEmpty()) {
                // the end of a run that goes on again must be written before that it goes on
                ledger.settle();
            }
            log.append(tenure.fence(), round.batch(), round.now());
        }
        round.taken().forEach(each -> each.stored().complete(null));
        carryOut.carryOut(tenure.fence(), round);
        round.touched().forEach((id, run) -> {
            if (run.run.status().closed()) {
                live.forget(id);
            }
        });
    }

    private void learned(RecordId run, Input input) {
        learned.add(Arrived.For.of(run, input));
        wake.run();
    }

    /// Waits while too much is waiting.
    private void put(BlockingQueue<Arrived> to, Arrived arrived) {
        try {
            while (!closed && !to.offer(arrived, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                wake.run();
            }
            wake.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
