package io.quartermaster.model.work;

import io.quartermaster.model.RunStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The client processes that have a part in one run. Confined to one thread.
final class Machines {
    private final Map<String, ExecuteInstance> all = new LinkedHashMap<>();
    private final long run;
    private final Consumer<ExecuteInstance> changed;

    /// @param changed hears of each that is another than before
    Machines(long run, Consumer<ExecuteInstance> changed) {
        this.run = run;
        this.changed = changed;
    }

    /// As they were stored.
    void restore(Collection<ExecuteInstance> stored) {
        stored.forEach(each -> all.put(each.instance(), each));
    }

    void open(String instance, String client, String zone, Instant now) {
        ExecuteInstance there = all.get(instance);
        if (there == null || there.status() != RunStatus.EXECUTING) {
            int had = there == null ? 0 : there.chunks();
            put(new ExecuteInstance(run, instance, client, zone, RunStatus.EXECUTING, now, null, had, null));
        } else if (!there.client().equals(client)) {
            put(there.at(client));
        }
    }

    /// One more chunk ended there.
    void counted(@Nullable String instance) {
        Optional.ofNullable(all.get(String.valueOf(instance))).ifPresent(there -> put(there.counted()));
    }

    /// @return false when it had ended before
    boolean ended(String instance, RunStatus how, @Nullable String why, Instant now) {
        ExecuteInstance there = all.get(instance);
        if (there == null || there.status() != RunStatus.EXECUTING) {
            return false;
        }
        put(there.ended(how, why, now));
        return true;
    }

    void endAll(RunStatus how, Instant now) {
        open().forEach(each -> put(each.ended(how, null, now)));
    }

    List<ExecuteInstance> open() {
        return all.values().stream()
                .filter(each -> each.status() == RunStatus.EXECUTING)
                .toList();
    }

    private void put(ExecuteInstance instance) {
        all.put(instance.instance(), instance);
        changed.accept(instance);
    }
}
