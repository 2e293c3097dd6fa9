package io.quartermaster.app.work;

import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.model.work.ExecuteInstance;
import io.quartermaster.model.work.LayerCount;
import io.quartermaster.model.work.WorkRun;
import io.quartermaster.store.Database;
import io.quartermaster.store.WorkRepository;
import io.quartermaster.store.WorkRepository.MachineCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run of work that is cut up, at one moment. Immutable; made off the FX thread.
///
/// @param at         the database's clock
/// @param runs       all of the record, the oldest first; one for a job, several for a topology
/// @param job        as it is now, null when it was deleted
/// @param layers     one for each of the job's handlers, in order
/// @param machines   in the order in which they came to it
/// @param stragglers the chunks that have been with a client for longest
record WorkSnapshot(
        Instant at,
        List<WorkRun> runs,
        WorkRun run,
        @Nullable Job job,
        List<Layer> layers,
        List<Machine> machines,
        List<Chunk> stragglers) {
    private static final int STRAGGLERS = 8;

    WorkSnapshot {
        runs = List.copyOf(runs);
        layers = List.copyOf(layers);
        machines = List.copyOf(machines);
        stragglers = List.copyOf(stragglers);
    }

    /// The chunks of one handler.
    ///
    /// @param attempts how often they were sent
    record Layer(
            int stage,
            String handler,
            Map<ChunkStatus, Integer> chunks,
            long attempts,
            long read,
            long written,
            long failed) {
        int count(ChunkStatus status) {
            return chunks.getOrDefault(status, 0);
        }

        int all() {
            return chunks.values().stream().mapToInt(Integer::intValue).sum();
        }

        int open() {
            return count(ChunkStatus.WAITING) + count(ChunkStatus.EXECUTING);
        }

        int closed() {
            return all() - open();
        }

        /// How often a chunk was sent anew.
        long again() {
            return Math.max(0, attempts - (all() - count(ChunkStatus.WAITING)));
        }
    }

    /// A client process's part.
    record Machine(ExecuteInstance part, Map<ChunkStatus, Integer> chunks, long items, long busy) {
        int count(ChunkStatus status) {
            return chunks.getOrDefault(status, 0);
        }

        int all() {
            return chunks.values().stream().mapToInt(Integer::intValue).sum();
        }

        /// The milliseconds a chunk took it on average; 0 while none ended.
        long each() {
            int ended = count(ChunkStatus.SUCCEED) + count(ChunkStatus.FAILED);
            return ended == 0 ? 0 : busy / ended;
        }
    }

    /// @param wanted which of the record's runs; null for the latest
    /// @return empty when the record has none
    static Optional<WorkSnapshot> read(Database database, RecordId record, @Nullable Long wanted) {
        WorkRepository work = database.work();
        List<WorkRun> runs = work.runs(record);
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        WorkRun run = runs.stream()
                .filter(each -> wanted != null && each.id() == wanted)
                .findFirst()
                .orElse(runs.getLast());
        return Optional.of(new WorkSnapshot(
                database.now(),
                runs,
                run,
                database.jobs().find(run.job()).orElse(null),
                layers(run.handlers(), work.layers(run.id())),
                machines(work.instances(run.id()), work.machines(run.id())),
                work.longestRunning(run.id(), STRAGGLERS)));
    }

    static List<Layer> layers(List<String> handlers, List<LayerCount> counts) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < handlers.size(); i++) {
            int stage = i;
            Map<ChunkStatus, Integer> chunks = new EnumMap<>(ChunkStatus.class);
            List<LayerCount> own =
                    counts.stream().filter(each -> each.stage() == stage).toList();
            own.forEach(each -> chunks.merge(each.status(), each.chunks(), Integer::sum));
            layers.add(new Layer(
                    i,
                    handlers.get(i),
                    chunks,
                    own.stream().mapToLong(LayerCount::attempts).sum(),
                    own.stream().mapToLong(LayerCount::read).sum(),
                    own.stream().mapToLong(LayerCount::written).sum(),
                    own.stream().mapToLong(LayerCount::failed).sum()));
        }
        return layers;
    }

    static List<Machine> machines(List<ExecuteInstance> parts, List<MachineCount> counts) {
        Map<String, List<MachineCount>> byMachine = new HashMap<>();
        counts.forEach(each -> byMachine
                .computeIfAbsent(each.instance(), key -> new ArrayList<>())
                .add(each));
        return parts.stream()
                .map(part -> {
                    List<MachineCount> own = byMachine.getOrDefault(part.instance(), List.of());
                    Map<ChunkStatus, Integer> chunks = new EnumMap<>(ChunkStatus.class);
                    own.forEach(each -> chunks.merge(each.status(), each.chunks(), Integer::sum));
                    return new Machine(
                            part,
                            chunks,
                            own.stream().mapToLong(MachineCount::items).sum(),
                            own.stream().mapToLong(MachineCount::busy).sum());
                })
                .toList();
    }

    Layer last() {
        return layers.getLast();
    }

    /// Whether all chunks of the last layer are known: nothing before it can make more.
    boolean counted() {
        return last().all() > 0 && layers.stream().limit(layers.size() - 1L).allMatch(layer -> layer.open() == 0);
    }

    long items() {
        return layers.stream().mapToLong(Layer::read).sum();
    }

    boolean going() {
        return run.status() == RunStatus.EXECUTING;
    }

    Pace.Reading reading() {
        return new Pace.Reading(at, items(), last().closed());
    }
}
