package io.quartermaster.server.topology;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.ZoneTypes;
import io.quartermaster.model.topology.Nesting;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyRules;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.store.ConfigRepository;
import io.quartermaster.store.TopologyRepository;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Finds what a run is bound to: the versions published when it begins, down to the innermost topology, and the zones
/// of the types they name. Thread-safe; blocks.
final class Bindings {
    private final TopologyRepository versions;
    private final ConfigRepository config;

    Bindings(TopologyRepository versions, ConfigRepository config) {
        this.versions = versions;
        this.config = config;
    }

    /// @param top     the run's own topology
    /// @param numbers the version of each topology
    /// @param zones   of each type that a cross-zone gateway names, however deep
    record Bound(Topology top, Definitions definitions, Map<JobId, Integer> numbers, Map<String, List<String>> zones) {}

    /// Why a run cannot begin.
    static final class Unbound extends Exception {
        private static final long serialVersionUID = 1;

        private Unbound(String message) {
            super(message);
        }
    }

    Bound of(Job job) throws Unbound {
        JobId topology = job.id();
        Map<JobId, Topology> found = new HashMap<>();
        Map<JobId, Integer> numbers = new HashMap<>();
        Deque<JobId> open = new ArrayDeque<>(Set.of(topology));
        while (!open.isEmpty()) {
            JobId next = open.removeFirst();
            if (found.containsKey(next)) {
                continue;
            }
            TopologyVersion version = published(next, topology);
            found.put(next, version.definition());
            numbers.put(next, version.number());
            open.addAll(Nesting.within(version.definition()));
        }
        unending(topology, found, new HashSet<>());
        Map<String, List<String>> zones = zones(job.spec().instance(), found.values());
        Topology top = Objects.requireNonNull(found.remove(topology));
        return new Bound(top, new Definitions(top, found), numbers, zones);
    }

    private TopologyVersion published(JobId job, JobId asked) throws Unbound {
        TopologyVersion version = versions.published(job)
                .orElseThrow(() -> new Unbound("no version of "
                        + (job.equals(asked) ? "this topology" : "topology " + job) + " is published"));
        if (version.flaw() != null) {
            throw new Unbound("the published version " + version.number() + " of topology " + job + " cannot be read: "
                    + version.flaw());
        }
        if (!TopologyRules.sound(TopologyRules.check(version.definition()))) {
            throw new Unbound("the published version " + version.number() + " of topology " + job
                    + " has errors; open it on the Topologies page to see them");
        }
        return version;
    }

    private Map<String, List<String>> zones(InstanceId instance, Collection<Topology> topologies) throws Unbound {
        Map<String, List<String>> zones = new HashMap<>();
        for (String type : types(topologies)) {
            zones.put(type, List.of());
        }
        if (zones.isEmpty()) {
            return zones;
        }
        String row = config.zoneTypes(instance)
                .orElseThrow(() -> new Unbound("a cross-zone gateway names the zone type " + zones.keySet()
                        + ", and instance " + instance + " has no " + ZoneTypes.CONFIG_KEY + " row"));
        switch (ZoneTypes.parse(row)) {
            case ZoneTypes.Reading.Refused refused ->
                throw new Unbound("the " + ZoneTypes.CONFIG_KEY + " row of instance " + instance + " cannot be read ("
                        + refused.why().rule() + " " + refused.why().args() + "): " + row);
            case ZoneTypes.Reading.Valid valid ->
                zones.replaceAll((type, none) -> valid.zoneTypes().of(type));
        }
        for (Map.Entry<String, List<String>> each : zones.entrySet()) {
            if (each.getValue().isEmpty()) {
                throw new Unbound("no zone is of type " + each.getKey() + ": the " + ZoneTypes.CONFIG_KEY
                        + " row of instance " + instance + " does not name it");
            }
        }
        return zones;
    }

    private static Set<String> types(Collection<Topology> topologies) {
        Set<String> found = new TreeSet<>();
        topologies.forEach(topology -> topology.nodes().forEach(node -> {
            if (node.part() instanceof Part.CrossZone gateway && gateway.zoneType() != null) {
                found.add(gateway.zoneType());
            }
        }));
        return found;
    }

    /// A topology that runs itself would never end.
    private static void unending(JobId job, Map<JobId, Topology> found, Set<JobId> above) throws Unbound {
        if (!above.add(job)) {
            throw new Unbound("topology " + job + " runs itself");
        }
        for (JobId inner : Nesting.within(found.getOrDefault(job, Topology.blank()))) {
            unending(inner, found, new HashSet<>(above));
        }
    }
}
