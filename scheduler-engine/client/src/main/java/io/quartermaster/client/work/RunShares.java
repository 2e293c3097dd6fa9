package io.quartermaster.client.work;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs that have, or had, chunks on this client. A run is forgotten when it is said to be finished and nothing of
/// it is left here; of those of which that is never said the oldest go. Thread-safe.
final class RunShares {
    private static final int MAX_IDLE = 1_000;

    // Guarded by this.
    private final Map<String, RunShare> runs = new LinkedHashMap<>();

    /// A chunk came.
    synchronized RunShare enter(String run) {
        RunShare share = runs.computeIfAbsent(run, id -> new RunShare());
        share.chunks++;
        forgetOldest();
        return share;
    }

    /// A chunk is reported.
    void leave(String run) {
        List<Runnable> idle;
        synchronized (this) {
            RunShare share = runs.get(run);
            if (share == null || --share.chunks > 0 || share.whenIdle.isEmpty()) {
                return;
            }
            idle = List.copyOf(share.whenIdle);
            runs.remove(run);
        }
        idle.forEach(Runnable::run);
    }

    /// No further chunk of the run will come.
    ///
    /// @param idle called when nothing of it is left here, perhaps now
    void finish(String run, Runnable idle) {
        synchronized (this) {
            RunShare share = runs.get(run);
            if (share != null && share.chunks > 0) {
                share.whenIdle.add(idle);
                return;
            }
            runs.remove(run);
        }
        idle.run();
    }

    synchronized Optional<RunShare> of(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    private void forgetOldest() {
        Iterator<RunShare> oldestFirst = runs.values().iterator();
        while (runs.size() > MAX_IDLE && oldestFirst.hasNext()) {
            if (oldestFirst.next().chunks == 0) {
                oldestFirst.remove();
            }
        }
    }
}
