package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.store.Database;
import io.quartermaster.store.TopologyRunRepository;
import io.quartermaster.store.TopologyRunRepository.Asked;
import io.quartermaster.store.TopologyRunRepository.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one look at a run found. Immutable; made off the FX thread.
///
/// @param record null when it is gone
/// @param ground what does not change while a run goes on; null when it was known, or the run has not begun
/// @param events what is new of its log
/// @param asked    what became of what was asked for
/// @param progress what handlers said last
record RunReading(
        @Nullable TriggerRecord record,
        @Nullable Ground ground,
        List<RunEvent> events,
        List<Asked> asked,
        Map<NodeKey, Progress> progress) {
    /// How many runs are looked through for the version of one.
    private static final int NEAR = 200;

    /// @param version of the topology, 0 when it is not known
    /// @param jobs    how the jobs of its nodes are called
    /// @param ahead   how far the database's clock is before ours
    record Ground(Definitions definitions, int version, Map<JobId, String> jobs, Duration ahead) {}

    static RunReading read(
            Workspace in, RecordId run, boolean groundKnown, long after, List<Long> asks, InstantSource clock) {
        Database database = in.database();
        TopologyRunRepository runs = database.topologyRuns();
        TriggerRecord record = database.records().find(run).orElse(null);
        Ground ground = groundKnown || record == null
                ? null
                : runs.definitions(run)
                        .map(definitions -> ground(database, record, definitions, clock))
                        .orElse(null);
        return new RunReading(
                record,
                ground,
                record == null ? List.of() : runs.events(run, after),
                asks.stream().map(runs::asked).flatMap(Optional::stream).toList(),
                record != null && record.status().running() ? runs.progress(run) : Map.of());
    }

    private static Ground ground(
            Database database, TriggerRecord record, Definitions definitions, InstantSource clock) {
        int version = database.topologyRuns().runs(record.job(), NEAR).stream()
                .filter(run -> run.record().id().equals(record.id()))
                .map(TopologyRunRepository.Run::version)
                .findFirst()
                .orElse(0);
        Instant theirs = database.now();
        return new Ground(
                definitions, version, names(database, definitions), Duration.between(clock.instant(), theirs));
    }

    private static Map<JobId, String> names(Database database, Definitions definitions) {
        Map<JobId, String> names = new HashMap<>();
        Set<JobId> seen = new HashSet<>();
        collect(database, definitions, definitions.topology(), names, seen);
        return names;
    }

    private static void collect(
            Database database, Definitions definitions, Topology topology, Map<JobId, String> names, Set<JobId> seen) {
        topology.nodes().forEach(node -> {
            if (node.part() instanceof Part.Work work && seen.add(work.job())) {
                database.jobs().find(work.job()).map(Job::spec).ifPresent(spec -> names.put(work.job(), spec.name()));
                if (work instanceof Part.Nested nested) {
                    collect(database, definitions, definitions.topology(nested.job()), names, seen);
                }
            }
        });
    }
}
