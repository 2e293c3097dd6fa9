package io.quartermaster.client.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a handler of any kind knows about the work it does, and how it speaks back meanwhile. Thread-safe.
public abstract sealed class JobContext permits JobExecuteContext, ClusterJobSplitContext, ClusterJobExecuteContext {
    private final JobTrigger trigger;
    private final Map<String, Object> given;
    private final Map<String, Object> put = new ConcurrentHashMap<>();
    private final Consumer<String> progress;
    private final BooleanSupplier stop;

    JobContext(JobTrigger trigger, Map<String, Object> customParams, Consumer<String> progress, BooleanSupplier stop) {
        this.trigger = trigger;
        this.given = Map.copyOf(customParams);
        this.progress = progress;
        this.stop = stop;
    }

    /// The value a handler put, else the one the job or topology gave; a `String`, `Integer` (`Long` when it does not
    /// fit), `Boolean` or `List<String>`; null when there is none.
    public @Nullable Object getCustomParam(String key) {
        Object own = put.get(key);
        return own != null ? own : given.get(key);
    }

    /// All of them, as [#getCustomParam] answers at this moment. Not modifiable: see [#putCustomParams].
    public Map<String, Object> getCustomParams() {
        Map<String, Object> all = new HashMap<>(given);
        all.putAll(put);
        return Map.copyOf(all);
    }

    /// Gives a value back with the result; the later nodes of a topology, and the later layers of a cluster job, read
    /// it.
    ///
    /// @throws IllegalArgumentException when the value is none of the types of [#getCustomParam]
    public void putCustomParams(String key, Object value) {
        put.put(key, CustomParams.checked(key, value));
    }

    /// The name of the handler that was asked for.
    public String getHandler() {
        return trigger.handler();
    }

    public String getJobName() {
        return trigger.jobName();
    }

    /// Tells this firing, step or chunk from every other, and stays the same when a server asks for it again: a key for
    /// work that must be done once. What is tried again because it failed, or its client went away, has another one
    // then.
    public String getTriggerId() {
        return trigger.triggerId();
    }

    /// The trace id of this firing; while the handler runs it is also in SLF4J's MDC under `traceId`.
    public String getTracerId() {
        return trigger.tracerId();
    }

    /// When the job was due, by the servers' clock.
    public Instant getDueTime() {
        return trigger.due();
    }

    /// When it did fire, by the servers' clock.
    public Instant getFireTime() {
        return trigger.fired();
    }

    /// Sends one line to the record of this firing, where operators read it while the handler is still running.
    public void reportProgress(String line) {
        progress.accept(line);
    }

    /// Whether a server wants this to end: it took longer than its job allows, or an operator cancelled the run. Once
    /// true it stays so. The threads that run the handler's code are interrupted at the same moment, once. A handler
    /// that goes on all the same is not ended by force: its result comes too late to count, and an exclusive job's next
    /// run waits for it to end.
    public boolean isStopRequested() {
        return stop.getAsBoolean();
    }

    /// What the handler has put so far.
    public Map<String, Object> putParams() {
        return Map.copyOf(put);
    }

    final JobTrigger trigger() {
        return trigger;
    }
}
