package io.quartermaster.model.topology;

import io.quartermaster.model.JobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Topologies within topologies, however deep: one that contains itself would never end.
public final class Nesting {
    private final Map<JobId, Topology> definitions;
    private final Set<JobId> sound = new HashSet<>();

    private Nesting(Map<JobId, Topology> definitions) {
        this.definitions = definitions;
    }

    /// The topologies that stand directly within one.
    public static Set<JobId> within(Topology topology) {
        Set<JobId> found = new HashSet<>();
        topology.nodes().forEach(node -> {
            if (node.part() instanceof Part.Nested nested) {
                found.add(nested.job());
            }
        });
        return found;
    }

    /// The nodes that lead into a circle, each with the way there: from its own job to the first that comes again.
    ///
    /// @param self        the job that the topology is of
    /// @param definitions of the other topologies; one that is missing contains nothing
    public static Map<NodeId, List<JobId>> circles(JobId self, Topology topology, Map<JobId, Topology> definitions) {
        Nesting nesting = new Nesting(definitions);
        Map<NodeId, List<JobId>> found = new LinkedHashMap<>();
        for (Node node : topology.nodes()) {
            if (node.part() instanceof Part.Nested nested) {
                nesting.circle(nested.job(), new ArrayDeque<>(List.of(self)))
                        .ifPresent(way -> found.putIfAbsent(node.id(), way));
            }
        }
        return found;
    }

    private Optional<List<JobId>> circle(JobId job, Deque<JobId> above) {
        if (above.contains(job)) {
            List<JobId> way = new ArrayList<>(above);
            way.removeFirst();
            way.add(job);
            return Optional.of(way);
        }
        Topology definition = definitions.get(job);
        if (definition == null || sound.contains(job)) {
            return Optional.empty();
        }
        above.addLast(job);
        for (JobId inner : within(definition)) {
            Optional<List<JobId>> found = circle(inner, above);
            if (found.isPresent()) {
                return found;
            }
        }
        above.removeLast();
        sound.add(job);
        return Optional.empty();
    }
}
