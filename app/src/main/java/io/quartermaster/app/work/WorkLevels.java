package io.quartermaster.app.work;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.model.work.ExecuteInstance;
import io.quartermaster.model.work.LayerCount;
import io.quartermaster.model.work.WorkRun;
import io.quartermaster.store.Database;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What lies below a trigger record: its run, the machines' parts in it, and how many chunks each had. Immutable; made
/// off the FX thread.
///
/// @param chunks of the whole run, also those that no machine has
public record WorkLevels(WorkRun run, Map<ChunkStatus, Integer> chunks, List<Part> parts) {
    public WorkLevels {
        chunks = Map.copyOf(chunks);
        parts = List.copyOf(parts);
    }

    /// One machine's part.
    public record Part(ExecuteInstance instance, Map<ChunkStatus, Integer> chunks) {
        public Part {
            chunks = Map.copyOf(chunks);
        }

        int all() {
            return chunks.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// One for each run of the record, the oldest first; empty where the work is in one piece.
    public static List<WorkLevels> read(Database database, RecordId record) {
        return database.work().runs(record).stream()
                .map(run -> new WorkLevels(
                        run,
                        counted(database.work().layers(run.id())),
                        WorkSnapshot.machines(
                                        database.work().instances(run.id()),
                                        database.work().machines(run.id()))
                                .stream()
                                .map(each -> new Part(each.part(), each.chunks()))
                                .toList()))
                .toList();
    }

    private static Map<ChunkStatus, Integer> counted(List<LayerCount> layers) {
        Map<ChunkStatus, Integer> chunks = new EnumMap<>(ChunkStatus.class);
        layers.forEach(each -> chunks.merge(each.status(), each.chunks(), Integer::sum));
        return chunks;
    }

    int all() {
        return chunks.values().stream().mapToInt(Integer::intValue).sum();
    }
}
