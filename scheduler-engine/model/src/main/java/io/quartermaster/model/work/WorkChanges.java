package io.quartermaster.model.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What of a run is to be stored. Confined to one thread.
public final class WorkChanges {
    private boolean run;
    private final Map<Integer, Chunk> added = new TreeMap<>();
    private final Map<Integer, Chunk> changed = new TreeMap<>();
    private final Map<String, ExecuteInstance> instances = new LinkedHashMap<>();

    WorkChanges() {}

    void ofRun() {
        run = true;
    }

    void of(Chunk chunk, boolean isNew) {
        if (isNew || added.containsKey(chunk.number())) {
            added.put(chunk.number(), chunk);
        } else {
            changed.put(chunk.number(), chunk);
        }
    }

    void of(ExecuteInstance instance) {
        instances.put(instance.instance(), instance);
    }

    /// Whether the run's own row is another.
    public boolean run() {
        return run;
    }

    public List<Chunk> added() {
        return List.copyOf(added.values());
    }

    public List<Chunk> changed() {
        return List.copyOf(changed.values());
    }

    public List<ExecuteInstance> instances() {
        return List.copyOf(instances.values());
    }

    public boolean isEmpty() {
        return !run && added.isEmpty() && changed.isEmpty() && instances.isEmpty();
    }
}
