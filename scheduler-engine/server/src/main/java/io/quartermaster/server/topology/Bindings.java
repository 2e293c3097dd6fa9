package io.quartermaster.server.topology;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyRules;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.store.TopologyRepository;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds the versions a run is bound to: what is published when it begins, down to the innermost topology. Thread-safe;
/// blocks.
final class Bindings {
    private final TopologyRepository versions;

    Bindings(TopologyRepository versions) {
        this.versions = versions;
    }

    /// @param top     the run's own topology
    /// @param numbers the version of each topology
    record Bound(Topology top, Definitions definitions, Map<JobId, Integer> numbers) {}

    /// Why a run cannot begin.
    static final class Unbound extends Exception {
        private static final long serialVersionUID = 1;

        private Unbound(String message) {
            super(message);
        }
    }

    Bound of(JobId topology) throws Unbound {
        Map<JobId, Topology> found = new HashMap<>();
        Map<JobId, Integer> numbers = new HashMap<>();
        Deque<JobId> open = new ArrayDeque<>(Set.of(topology));
        while (!open.isEmpty()) {
            JobId job = open.removeFirst();
            if (found.containsKey(job)) {
                continue;
            }
            TopologyVersion version = versions.published(job)
                    .orElseThrow(() -> new Unbound("no version of "
                            + (job.equals(topology) ? "this topology" : "topology " + job) + " is published"));
            if (version.flaw() != null) {
                throw new Unbound("the published version " + version.number() + " of topology " + job
                        + " cannot be read: " + version.flaw());
            }
            if (!TopologyRules.sound(TopologyRules.check(version.definition()))) {
                throw new Unbound("the published version " + version.number() + " of topology " + job
                        + " has errors; open it on the Topologies page to see them");
            }
            found.put(job, version.definition());
            numbers.put(job, version.number());
            open.addAll(within(version.definition()));
        }
        unending(topology, found, new HashSet<>());
        Topology top = found.remove(topology);
        if (top == null) {
            throw new Unbound("no version of this topology is published");
        }
        return new Bound(top, new Definitions(top, found), numbers);
    }

    /// A topology that runs itself would never end.
    private static void unending(JobId job, Map<JobId, Topology> found, Set<JobId> above) throws Unbound {
        if (!above.add(job)) {
            throw new Unbound("topology " + job + " runs itself");
        }
        for (JobId inner : within(found.getOrDefault(job, Topology.blank()))) {
            unending(inner, found, new HashSet<>(above));
        }
    }

    private static Set<JobId> within(Topology topology) {
        Set<JobId> found = new HashSet<>();
        for (Node node : topology.nodes()) {
            if (node.part() instanceof Part.Nested nested) {
                found.add(nested.job());
            }
        }
        return found;
    }
}
