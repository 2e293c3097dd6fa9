package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.NodeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The run laid out over time: a line for each node it has come to, waypoints left out. Immutable.
record Timeline(Instant from, Instant to, List<Line> lines) {
    static final Timeline NONE = new Timeline(Instant.EPOCH, Instant.EPOCH.plusMillis(1), List.of());

    /// One node's bars, oldest first.
    ///
    /// @param critical whether the run would have ended earlier had this been shorter
    record Line(NodeKey node, String name, List<Bar> bars, boolean critical, @Nullable Duration worked) {}

    Timeline {
        lines = List.copyOf(lines);
    }

    /// @param now where what still goes on ends in the picture
    static Timeline of(RunGraphs graphs, Story story, Set<NodeKey> critical, Instant now) {
        Instant from = story.first().orElse(now);
        Instant end = story.last().filter(last -> last.isAfter(now)).orElse(now);
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<NodeKey, List<Bar>> each : story.bars().entrySet()) {
            boolean waypoint = each.getValue().stream().allMatch(bar -> bar.kind() == Bar.Kind.MOMENT);
            boolean failed = each.getValue().stream()
                    .anyMatch(bar -> bar.status() != null && bar.status().broken());
            if (!waypoint || failed) {
                lines.add(new Line(
                        each.getKey(),
                        graphs.name(each.getKey()),
                        List.copyOf(each.getValue()),
                        critical.contains(each.getKey()),
                        worked(each.getValue(), now)));
            }
        }
        lines.sort(Comparator.comparing((Line line) -> line.bars().getFirst().from())
                .thenComparing(line -> line.node().toString()));
        return new Timeline(from, end.isAfter(from) ? end : from.plusMillis(1), lines);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /// How long the node's work took, all its tries together; null when it did none.
    static @Nullable Duration worked(List<Bar> bars, Instant now) {
        Duration sum = null;
        for (Bar bar : bars) {
            if (bar.kind() == Bar.Kind.WORK) {
                Instant to = bar.to() == null ? now : bar.to();
                Duration part = Duration.between(bar.from(), to.isBefore(bar.from()) ? bar.from() : to);
                sum = sum == null ? part : sum.plus(part);
            }
        }
        return sum;
    }
}
