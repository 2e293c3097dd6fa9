package io.quartermaster.store;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyJson;
import io.quartermaster.model.topology.run.Definitions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Reads the versions that runs are bound to, each once, however many runs it has.
final class BoundVersions {
    private static final String BOUND =
            """
            select b.record_id, r.job_id as top, b.job_id, b.number from topology_bound b
            join trigger_record r on r.id = b.record_id where b.record_id in (<runs>)""";

    private static final String VERSIONS =
            """
            select distinct v.job_id, v.number, v.definition from topology_bound b
            join topology_version v on v.job_id = b.job_id and v.number = b.number where b.record_id in (<runs>)""";

    private BoundVersions() {}

    private record Version(JobId job, int number) {}

    /// @param top the run's own topology
    private record Bound(RecordId run, JobId top, Version version) {}

    /// What two runs must have in common to share their definitions.
    private record Binding(JobId top, Map<JobId, Integer> numbers) {}

    static Map<RecordId, Definitions> of(Handle handle, Collection<RecordId> runs) {
        List<Long> ids = runs.stream().map(RecordId::value).distinct().toList();
        Map<RecordId, Binding> bindings = new HashMap<>();
        for (Bound bound : bound(handle, ids)) {
            bindings.computeIfAbsent(bound.run(), id -> new Binding(bound.top(), new HashMap<>()))
                    .numbers()
                    .put(bound.version().job(), bound.version().number());
        }
        Map<Version, Topology> versions = versions(handle, ids);
        Map<Binding, Definitions> made = new HashMap<>();
        Map<RecordId, Definitions> found = new HashMap<>();
        bindings.forEach((run, binding) -> {
            if (versions.containsKey(
                    new Version(binding.top(), binding.numbers().getOrDefault(binding.top(), 0)))) {
                found.put(run, made.computeIfAbsent(binding, each -> definitions(each, versions)));
            }
        });
        return found;
    }

    private static Definitions definitions(Binding binding, Map<Version, Topology> versions) {
        Map<JobId, Topology> all = new HashMap<>();
        binding.numbers().forEach((job, number) -> {
            Topology topology = versions.get(new Version(job, number));
            if (topology != null) {
                all.put(job, topology);
            }
        });
        return new Definitions(Objects.requireNonNull(all.get(binding.top())), all);
    }

    private static List<Bound> bound(Handle handle, List<Long> runs) {
        return handle.createQuery(BOUND)
                .bindList("runs", runs)
                .map((row, context) -> new Bound(
                        new RecordId(row.getLong("record_id")),
                        new JobId(row.getLong("top")),
                        new Version(new JobId(row.getLong("job_id")), row.getInt("number"))))
                .list();
    }

    private static Map<Version, Topology> versions(Handle handle, List<Long> runs) {
        Map<Version, Topology> found = new HashMap<>();
        handle.createQuery(VERSIONS)
                .bindList("runs", runs)
                .map((row, context) -> Map.entry(
                        new Version(new JobId(row.getLong("job_id")), row.getInt("number")),
                        TopologyJson.read(row.getString("definition"))))
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }
}
