package io.quartermaster.model.topology.run;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Conditions;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Topology;
import java.util.Map;
import java.util.stream.Collectors;

/// The versions a run is bound to: the topology's own, and those of all topologies within, however deep. Immutable.
public final class Definitions {
    /// A topology ready to run.
    record Body(Topology topology, Graph graph, Conditions conditions) {
        static Body of(Topology topology) {
            return new Body(topology, Graph.of(topology), new Conditions(topology.parameters()));
        }
    }

    private final Body top;
    private final Map<JobId, Body> nested;

    /// @param nested by the job that each is
    public Definitions(Topology top, Map<JobId, Topology> nested) {
        this.top = Body.of(top);
        this.nested = nested.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Body.of(each.getValue())));
    }

    /// The run's own topology.
    public Topology topology() {
        return top.topology();
    }

    /// A topology within.
    ///
    /// @throws IllegalArgumentException when the run was not given it
    public Topology topology(JobId job) {
        return of(job).topology();
    }

    Body top() {
        return top;
    }

    /// @throws IllegalArgumentException when the run was not given it
    Body of(JobId job) {
        Body body = nested.get(job);
        if (body == null) {
            throw new IllegalArgumentException("The run has no version of topology " + job);
        }
        return body;
    }
}
