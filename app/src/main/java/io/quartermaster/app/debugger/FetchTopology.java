package io.quartermaster.app.debugger;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.ZoneTypes;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.server.EmbeddedEngine;
import io.quartermaster.store.TopologyRepository;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Copies topologies out of a database, for the desk. Blocks; for background tasks.
public final class FetchTopology {
    private FetchTopology() {}

    /// The topologies of a workspace.
    public static List<Job> list(Workspace from) {
        return from.database().jobs().list(from.instance()).stream()
                .map(listing -> listing.job())
                .filter(job -> job.spec().type() == JobType.TOPOLOGY)
                .sorted(java.util.Comparator.comparing(job -> job.spec().name()))
                .toList();
    }

    /// A topology with all within it: the version that is asked for, or the one that runs, or else the one that is
    /// drawn.
    ///
    /// @return empty when it, or one within, has no version that can be read
    public static Optional<Opening> fetch(Workspace from, Job job, @Nullable TopologyVersion asked, Origin origin) {
        TopologyRepository topologies = from.database().topologies();
        Optional<Topology> top = asked == null
                ? version(topologies, job.id())
                : Optional.of(asked).filter(each -> each.flaw() == null).map(TopologyVersion::definition);
        if (top.isEmpty()) {
            return Optional.empty();
        }
        Map<JobId, Topology> nested = new HashMap<>();
        Deque<Topology> open = new ArrayDeque<>(List.of(top.get()));
        while (!open.isEmpty()) {
            for (var node : open.removeFirst().nodes()) {
                if (node.part() instanceof Part.Nested within && !nested.containsKey(within.job())) {
                    Optional<Topology> found = version(topologies, within.job());
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    nested.put(within.job(), found.get());
                    open.add(found.get());
                }
            }
        }
        return Optional.of(new Opening(
                job.spec().name(),
                new Definitions(top.get(), nested),
                jobs(from, Map.of()),
                zones(from),
                Optional.empty(),
                origin));
    }

    /// The zones of each type; none where that cannot be read.
    private static Map<String, List<String>> zones(Workspace from) {
        return from.database()
                .config()
                .zoneTypes(from.instance())
                .map(ZoneTypes::parse)
                .filter(ZoneTypes.Reading.Valid.class::isInstance)
                .map(read -> ((ZoneTypes.Reading.Valid) read).zoneTypes().types())
                .orElse(Map.of());
    }

    /// The jobs of a workspace, and those that are only known by name.
    static Map<JobId, JobSpec> jobs(@Nullable Workspace from, Map<JobId, String> names) {
        Map<JobId, JobSpec> jobs = new HashMap<>();
        names.forEach((id, name) ->
                jobs.put(id, JobSpec.blank(EmbeddedEngine.INSTANCE).withName(name)));
        if (from != null) {
            from.database()
                    .jobs()
                    .list(from.instance())
                    .forEach(listing ->
                            jobs.put(listing.job().id(), listing.job().spec()));
        }
        return jobs;
    }

    private static Optional<Topology> version(TopologyRepository topologies, JobId job) {
        return topologies
                .published(job)
                .or(() -> topologies.versions(job).stream()
                        .filter(version -> version.state() == TopologyVersion.State.DRAFT)
                        .findFirst())
                .filter(version -> version.flaw() == null)
                .map(TopologyVersion::definition);
    }
}
