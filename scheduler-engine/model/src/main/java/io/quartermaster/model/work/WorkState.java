package io.quartermaster.model.work;

import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run of work that is cut up: what there is to do, who does it, and what comes of it. It decides and asks nobody;
/// its server stores what changed, sends what is to be sent, and tells it what came back.
///
/// The stages follow one another: nothing of a stage is handed out before all of the former has ended well, so a split
/// that fails leaves nothing half executed. A chunk that fails is tried again, by preference on another machine; one
/// whose client went away is handed out again without counting as a failure, but not for ever. The run is over when all
/// chunks are, and, for a cluster job, every machine that had a part in it has said that it holds nothing of it any
/// more: until then a late word could still change the parameters.
///
/// Confined to one thread.
public final class WorkState {
    /// Text that runbooks know: a job at its last handler has nothing left that a pause could hold back.
    public static final String LAST_HANDLER = "can not suspend job that is executing last handler";

    public static final String NOT_PAUSED = "only allowed to resume PAUSED trigger instance";
    public static final String NOT_RUNNING = "only allowed to cancel EXECUTING or PAUSED trigger instance";
    /// A chunk whose clients go away is taken for the cause after so many of them.
    public static final int LOSSES = 5;

    private final long run;
    private final WorkShape shape;
    private final List<String> zones;
    private final Map<String, Object> params;
    private final Chunks chunks = new Chunks();
    private final Machines machines;
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Map<Integer, Integer> losses = new HashMap<>();
    private WorkChanges changes = new WorkChanges();
    private RunStatus status;
    private int stage;
    private boolean over;
    private @Nullable String error;

    private WorkState(
            long run, WorkShape shape, List<String> zones, Map<String, Object> params, RunStatus status, int stage) {
        this.run = run;
        this.shape = shape;
        this.zones = List.copyOf(zones);
        this.params = new LinkedHashMap<>(params);
        this.status = status;
        this.stage = stage;
        this.machines = new Machines(run, each -> changes.of(each));
    }

    /// A run that begins.
    ///
    /// @param zones where its work is to be done: one, or, for a job of each zone, all of them
    public static WorkState begin(long run, WorkShape shape, List<String> zones, Map<String, Object> params) {
        WorkState state = new WorkState(run, shape, zones, params, RunStatus.EXECUTING, 0);
        state.enter(0);
        return state;
    }

    /// A run as it was stored, to go on with.
    public static WorkState restored(
            long run,
            WorkShape shape,
            List<String> zones,
            Map<String, Object> params,
            RunStatus status,
            int stage,
            Collection<Chunk> chunks,
            Collection<ExecuteInstance> instances) {
        WorkState state = new WorkState(run, shape, zones, params, status, stage);
        chunks.forEach(state.chunks::put);
        state.machines.restore(instances);
        return state;
    }

    public WorkShape shape() {
        return shape;
    }

    public RunStatus status() {
        return status;
    }

    public int stage() {
        return stage;
    }

    /// What was given and what handlers put, the latest word standing.
    public Map<String, Object> params() {
        return Map.copyOf(params);
    }

    public @Nullable String error() {
        return error;
    }

    /// Whether nothing is left to do or to wait for.
    public boolean isOver() {
        return over;
    }

    /// Whether it is to end by somebody's wish, or for its time, and waits for what is under way.
    public boolean isEnding() {
        return !over && (status == RunStatus.CANCEL || status == RunStatus.TIMEOUT);
    }

    public Optional<Chunk> chunk(int number) {
        return chunks.find(number);
    }

    public int count() {
        return chunks.count();
    }

    /// How many chunks have ended.
    public int closed() {
        return chunks.closed();
    }

    /// The items of all chunks of the last stage.
    public Chunk.Tally items() {
        return chunks.items(stage);
    }

    /// What the last chunk said, where there is but one; else null.
    public @Nullable String message() {
        return chunks.onlyMessage(stage);
    }

    /// What may be handed out now, in order.
    public List<Chunk> ready(Instant now, int most) {
        return status == RunStatus.EXECUTING && !over ? chunks.ready(stage, now, most) : List.of();
    }

    /// What clients have.
    public List<Chunk> executing() {
        return chunks.executing();
    }

    /// A client gets a chunk.
    ///
    /// @param instance the client process
    /// @param client its application and address
    public Chunk sent(int number, String instance, String client, String zone, Instant now) {
        Chunk sent = chunks.known(number).sentTo(instance, client, now);
        chunks.anyTime(number);
        put(sent);
        open(instance, client, zone, now);
        return sent;
    }

    /// A machine has a part in the run, or is there to have one.
    public void open(String instance, String client, String zone, Instant now) {
        machines.open(instance, client, zone, now);
    }

    /// What a client says of a chunk; of an earlier attempt it changes nothing.
    ///
    /// @return whether it was of the attempt that goes on
    public boolean reported(int number, int attempt, Said said, Instant now) {
        Chunk chunk = underWay(number, attempt);
        if (chunk == null) {
            return false;
        }
        machines.counted(chunk.instance());
        if (said.success()) {
            put(chunk.now(ChunkStatus.SUCCEED, said.counts(), said.message(), now));
            if (!said.params().isEmpty()) {
                params.putAll(said.params());
                changes.ofRun();
            }
            if (chunk.task() == ChunkTask.READ) {
                made(chunk, stage, ChunkTask.PROCESS, said.made());
            } else if (chunk.task() == ChunkTask.SPLIT) {
                made(chunk, stage + 1, shape.task(stage + 1), said.made());
            }
        } else {
            failed(chunk, said, now);
        }
        goOn(now);
        return true;
    }

    private void failed(Chunk chunk, Said said, Instant now) {
        int times = failures.merge(chunk.number(), 1, Integer::sum);
        if (isEnding()) {
            put(chunk.now(ChunkStatus.CANCEL, said.counts(), said.message(), now));
        } else if (times <= shape.retries()) {
            chunks.notBefore(chunk.number(), now.plus(shape.backOff()));
            put(chunk.now(ChunkStatus.WAITING, said.counts(), said.message(), now));
        } else {
            put(chunk.now(ChunkStatus.FAILED, said.counts(), said.message(), now));
        }
    }

    /// The client that had a chunk is gone.
    public void lost(int number, String why, Instant now) {
        Chunk chunk = chunks.known(number);
        if (chunk.status() != ChunkStatus.EXECUTING) {
            return;
        }
        boolean tooOften = losses.merge(number, 1, Integer::sum) >= LOSSES;
        ChunkStatus next = isEnding() ? ChunkStatus.CANCEL : tooOften ? ChunkStatus.FAILED : ChunkStatus.WAITING;
        put(chunk.now(next, Chunk.Tally.NONE, why, now));
        goOn(now);
    }

    /// What a handler says of how far it is with a chunk.
    public void progressed(int number, int attempt, long total, long succeed) {
        Chunk chunk = underWay(number, attempt);
        if (chunk != null) {
            put(chunk.progressed(total, succeed));
        }
    }

    /// The machines that are still to say that they hold nothing of the run any more; none before all chunks are over.
    public List<ExecuteInstance> awaited() {
        boolean last = shape.isLast(stage) || isEnding() || chunks.broken(stage) > 0;
        return !over && last && waitsForNobody() ? open() : List.of();
    }

    /// Those that have a part in it and have not ended it.
    public List<ExecuteInstance> open() {
        return machines.open();
    }

    /// A machine ended its part.
    public void instanceEnded(String instance, RunStatus how, @Nullable String why, Instant now) {
        if (machines.ended(instance, how, why, now)) {
            goOn(now);
        }
    }

    /// Nothing further is handed out.
    ///
    /// @return why not
    public Optional<String> pause() {
        if (over || status != RunStatus.EXECUTING || (!chunks.isWaiting(stage) && shape.isLast(stage))) {
            return Optional.of(LAST_HANDLER);
        }
        become(RunStatus.PAUSED);
        return Optional.empty();
    }

    /// It goes on where it was paused.
    public Optional<String> resume(Instant now) {
        if (over || status != RunStatus.PAUSED) {
            return Optional.of(NOT_PAUSED);
        }
        become(RunStatus.EXECUTING);
        goOn(now);
        return Optional.empty();
    }

    /// Nothing further is handed out, and what is under way is to be stopped; its end is waited for.
    public Optional<String> cancel(Instant now) {
        if (over || !status.running()) {
            return Optional.of(NOT_RUNNING);
        }
        end(RunStatus.CANCEL, now);
        return Optional.empty();
    }

    /// It took too long: as [#cancel], but for how it ends.
    public void overdue(Duration timeout, Instant now) {
        if (!over && status.running()) {
            error = "no result within " + timeout.toMillis() + " ms";
            end(RunStatus.TIMEOUT, now);
        }
    }

    /// It cannot go on.
    public void fail(String why, Instant now) {
        if (!over && !isEnding()) {
            error = why;
            drop(chunks.waiting(), now, why);
            drop(chunks.executing(), now, why);
            machines.endAll(RunStatus.FAILED, now);
            become(RunStatus.FAILED);
            over = true;
        }
    }

    /// What was asked to stop has had its time.
    public void stopWaiting(Instant now) {
        drop(chunks.executing(), now, "it did not end when it was asked to stop");
        machines.endAll(status, now);
        goOn(now);
    }

    private void end(RunStatus how, Instant now) {
        become(how);
        drop(chunks.waiting(), now, "the run ended before it was handed out");
        goOn(now);
    }

    private void drop(List<Chunk> dropped, Instant now, String why) {
        dropped.forEach(each -> put(each.now(ChunkStatus.CANCEL, Chunk.Tally.NONE, why, now)));
    }

    /// What follows from what has just changed.
    private void goOn(Instant now) {
        while (!over && waitsForNobody() && (isEnding() || status == RunStatus.EXECUTING)) {
            if (!isEnding() && !shape.isLast(stage) && chunks.broken(stage) == 0) {
                enter(stage + 1);
            } else {
                drop(chunks.waiting(), now, "the stage before it failed");
                finish(now);
                return;
            }
        }
    }

    private boolean waitsForNobody() {
        return !chunks.isExecuting() && !chunks.isWaiting(stage);
    }

    /// A simple handler's part is over with its report; a machine that works on chunks is asked.
    private void finish(Instant now) {
        if (shape.type() != JobType.CLUSTER) {
            machines.endAll(RunStatus.SUCCEED, now);
        } else if (!open().isEmpty()) {
            return;
        }
        if (!isEnding()) {
            boolean broken = chunks.broken(stage) > 0;
            error = broken ? chunks.reason(stage) : null;
            become(broken ? RunStatus.FAILED : RunStatus.SUCCEED);
        }
        over = true;
        changes.ofRun();
    }

    /// The chunks of a cluster job's later stages are there already, made by the former.
    private void enter(int next) {
        stage = next;
        changes.ofRun();
        if (shape.type() == JobType.CLUSTER && next > 0) {
            return;
        }
        boolean step = shape.type() != JobType.CLUSTER;
        for (String zone : zones) {
            for (int shard = 0; shard < shape.shards(); shard++) {
                String data = step ? String.valueOf(shard) : "";
                put(Chunk.made(run, chunks.count() + 1, next, shape.task(next), null, zone, step ? "shard" : "", data));
            }
        }
    }

    private void made(Chunk parent, int at, ChunkTask task, List<Said.Made> made) {
        for (Said.Made each : made) {
            put(Chunk.made(
                    run, chunks.count() + 1, at, task, parent.number(), parent.zone(), each.type(), each.text()));
        }
    }

    private @Nullable Chunk underWay(int number, int attempt) {
        return chunks.find(number)
                .filter(each -> each.status() == ChunkStatus.EXECUTING && each.attempt() == attempt)
                .orElse(null);
    }

    private void put(Chunk chunk) {
        changes.of(chunk, chunks.put(chunk));
    }

    private void become(RunStatus next) {
        status = next;
        changes.ofRun();
    }

    /// What changed since this was asked last, to be stored.
    public WorkChanges changes() {
        WorkChanges taken = changes;
        changes = new WorkChanges();
        return taken;
    }
}
