package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.store.JobListing;
import io.quartermaster.store.TopologyRunRepository;
import io.quartermaster.store.TopologyRunRepository.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one look at the runs found. Immutable; made off the FX thread.
///
/// @param topologies by name
/// @param runs       newest first
/// @param columns    of the history, those that were not known for good before
record RunsReading(List<Job> topologies, List<Run> runs, List<HistoryColumn> columns) {
    /// How many runs of one topology are looked at.
    static final int OF_ONE = 50;
    /// How many topologies, the last fired first, and how many runs of each, where all are looked at.
    private static final int TOPOLOGIES = 40;
    private static final int OF_EACH = 20;
    private static final int OF_ALL = 200;

    /// @param chosen whose runs, null for all
    /// @param known  runs whose columns will not change any more
    static RunsReading read(Workspace from, @Nullable JobId chosen, boolean history, Set<RecordId> known) {
        List<JobListing> listings = from.database().jobs().list(from.instance()).stream()
                .filter(listing -> listing.job().spec().type() == JobType.TOPOLOGY)
                .toList();
        List<Job> topologies = listings.stream()
                .map(JobListing::job)
                .sorted(Comparator.comparing(job -> job.spec().name()))
                .toList();
        TopologyRunRepository repository = from.database().topologyRuns();
        List<Run> runs = chosen == null ? ofAll(repository, listings) : repository.runs(chosen, OF_ONE);
        return new RunsReading(topologies, runs, history ? columns(repository, runs, known) : List.of());
    }

    private static List<Run> ofAll(TopologyRunRepository repository, List<JobListing> listings) {
        List<Run> all = new ArrayList<>();
        listings.stream()
                .filter(listing -> listing.last() != null)
                .sorted(Comparator.comparing((JobListing listing) ->
                                java.util.Objects.requireNonNull(listing.last()).due())
                        .reversed())
                .limit(TOPOLOGIES)
                .forEach(listing -> all.addAll(repository.runs(listing.job().id(), OF_EACH)));
        all.sort(Comparator.comparing((Run run) -> run.record().due())
                .thenComparing(run -> run.record().id().value())
                .reversed());
        return List.copyOf(all.subList(0, Math.min(OF_ALL, all.size())));
    }

    private static List<HistoryColumn> columns(TopologyRunRepository repository, List<Run> runs, Set<RecordId> known) {
        List<Run> wanted =
                runs.stream().filter(run -> !known.contains(run.record().id())).toList();
        List<RecordId> ids = wanted.stream().map(run -> run.record().id()).toList();
        Map<RecordId, Definitions> definitions = repository.definitions(ids);
        Map<RecordId, List<RunEvent>> events = repository.events(ids);
        return wanted.stream()
                .map(run -> HistoryColumn.of(
                        run,
                        definitions.get(run.record().id()),
                        events.getOrDefault(run.record().id(), List.of())))
                .toList();
    }
}
