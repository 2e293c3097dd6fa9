package io.quartermaster.app.runs;

import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.store.TopologyRunRepository.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run in the history of its topology: how each of its nodes ended, and how long that took. Immutable.
///
/// @param cells in the order of the definition, without waypoints; empty for a run that never began
record HistoryColumn(Run run, Map<NodeId, Cell> cells, @Nullable Duration took) {
    /// @param name     of the node, in the version the run is bound to
    /// @param took     how long it was worked on; null when it did no work
    record Cell(String name, Standing standing, @Nullable Duration took) {}

    static HistoryColumn of(Run run, @Nullable Definitions definitions, List<RunEvent> events) {
        if (definitions == null || events.isEmpty()) {
            return new HistoryColumn(run, Map.of(), run.record().duration().orElse(null));
        }
        RunLog log = RunLog.of(definitions, events);
        Story story = Story.of(events);
        RunGraphs graphs = new RunGraphs(definitions);
        Set<NodeId> leftOut = events.getFirst().fact() instanceof Fact.Began began
                ? began.range().leftOut(graphs.top())
                : Set.of();
        Map<NodeId, Cell> cells = new LinkedHashMap<>();
        for (NodeFold fold : Folded.of(graphs, log.now(), leftOut, Trail.TOP).nodes()) {
            if (shown(fold)) {
                cells.put(fold.node().id(), new Cell(fold.node().name(), fold.standing(), took(story, fold.keys())));
            }
        }
        Instant first = story.first().orElseThrow();
        Instant last = story.last().orElseThrow();
        return new HistoryColumn(run, cells, Duration.between(first, last));
    }

    /// Whether nothing of it will change: a run that ended may be begun again, but then its record says so.
    boolean closed() {
        return run.record().status().closed();
    }

    private static boolean shown(NodeFold fold) {
        return fold.node().part() instanceof Part.Work || fold.node().part() instanceof Part.Condition;
    }

    /// How long a node was worked on, waits and pauses left out; what its copies did at the same time counts once. Null
    /// when it did no work.
    static @Nullable Duration took(Story story, List<NodeKey> keys) {
        List<Bar> work = keys.stream()
                .flatMap(key -> story.bars().getOrDefault(key, List.of()).stream())
                .filter(bar -> bar.kind() == Bar.Kind.WORK)
                .sorted(Comparator.comparing(Bar::from))
                .toList();
        Duration sum = null;
        Instant reached = Instant.MIN;
        for (Bar bar : work) {
            Instant end = Objects.requireNonNullElse(bar.to(), story.last().orElse(bar.from()));
            Instant from = bar.from().isBefore(reached) ? reached : bar.from();
            Duration part = end.isAfter(from) ? Duration.between(from, end) : Duration.ZERO;
            sum = sum == null ? part : sum.plus(part);
            reached = end.isAfter(reached) ? end : reached;
        }
        return sum;
    }
}
