package io.quartermaster.app.runs;

import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Two runs of a topology beside each other. Immutable.
///
/// @param nodes      of both, also of the topologies within, in the order of the first run
/// @param parameters those of the topology itself, as they were at the end
record RunDiff(List<NodePair> nodes, List<ParameterPair> parameters) {
    /// A node in one run.
    ///
    /// @param copies   of it, 1 where nothing is copied, 0 where its branch was not opened
    /// @param attempts of all copies together
    record Side(Standing standing, @Nullable Duration took, int copies, int attempts, String message) {}

    /// A node in both runs.
    ///
    /// @param left null where the version of that run has no such node
    record NodePair(String path, String name, boolean work, @Nullable Side left, @Nullable Side right) {
        boolean differs() {
            return left == null || right == null || left.standing() != right.standing();
        }

        /// How much longer it took in the right one; null when it did not work in both.
        @Nullable
        Duration longer() {
            return left == null || right == null || left.took() == null || right.took() == null
                    ? null
                    : right.took().minus(left.took());
        }
    }

    /// A parameter in both runs; null where it has none.
    record ParameterPair(String name, @Nullable Object left, @Nullable Object right) {
        boolean differs() {
            return !Objects.equals(left, right);
        }
    }

    RunDiff {
        nodes = List.copyOf(nodes);
        parameters = List.copyOf(parameters);
    }

    static RunDiff of(RunLog left, RunLog right) {
        Map<String, Named> lefts = sides(left);
        Map<String, Named> rights = sides(right);
        Set<String> paths = new java.util.LinkedHashSet<>(lefts.keySet());
        paths.addAll(rights.keySet());
        List<NodePair> nodes = new ArrayList<>();
        for (String path : paths) {
            Named one = lefts.get(path);
            Named other = rights.get(path);
            Named any = Objects.requireNonNull(one == null ? other : one);
            nodes.add(new NodePair(
                    path,
                    any.name(),
                    any.work(),
                    one == null ? null : one.side(),
                    other == null ? null : other.side()));
        }
        Map<String, Object> before = values(left);
        Map<String, Object> after = values(right);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return new RunDiff(
                nodes,
                names.stream()
                        .map(name -> new ParameterPair(name, before.get(name), after.get(name)))
                        .toList());
    }

    private record Named(String name, boolean work, Side side) {}

    private static Map<String, Object> values(RunLog log) {
        Map<String, Object> found = new LinkedHashMap<>();
        if (log.seq() > 0) {
            log.now().parameters("").forEach((name, now) -> found.put(name, now.value()));
        }
        return found;
    }

    private static Map<String, Named> sides(RunLog log) {
        Map<String, Named> found = new LinkedHashMap<>();
        if (log.seq() > 0) {
            new Sides(log, found).collect(Trail.TOP, "", "", 0);
        }
        return found;
    }

    /// Goes through a run and the topologies within.
    private static final class Sides {
        private static final int DEEPEST = 6;
        private final RunLog log;
        private final RunGraphs graphs;
        private final Story story;
        private final Set<NodeId> leftOut;
        private final Map<String, Named> found;

        Sides(RunLog log, Map<String, Named> found) {
            this.log = log;
            this.graphs = new RunGraphs(log.definitions());
            this.story = Story.of(log.events());
            this.found = found;
            this.leftOut = log.events().getFirst().fact() instanceof Fact.Began began
                    ? began.range().leftOut(graphs.top())
                    : Set.of();
        }

        void collect(Trail trail, String path, String names, int depth) {
            for (NodeFold fold : Folded.of(graphs, log.now(), leftOut, trail).nodes()) {
                boolean work = fold.node().part() instanceof Part.Work;
                if (work || fold.node().part() instanceof Part.Gateway) {
                    String id = path + fold.node().id();
                    String name = names + fold.node().name();
                    found.put(id, new Named(name, work, side(fold)));
                    if (fold.node().part() instanceof Part.Nested && depth < DEEPEST) {
                        collect(trail.into(fold.node().id()), id + "/", name + " / ", depth + 1);
                    }
                }
            }
        }

        private Side side(NodeFold fold) {
            int attempts = fold.keys().stream()
                    .map(story::attempts)
                    .mapToInt(List::size)
                    .sum();
            List<NodeKey> keys = fold.keys();
            return new Side(
                    fold.standing(),
                    HistoryColumn.took(story, keys),
                    keys.size(),
                    attempts,
                    fold.state().message());
        }
    }
}
