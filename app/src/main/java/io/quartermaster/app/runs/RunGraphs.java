package io.quartermaster.app.runs;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The topologies a run is bound to, indexed once. Not thread-safe.
final class RunGraphs {
    private final Definitions definitions;
    private final Graph top;
    private final Map<JobId, Graph> within = new HashMap<>();

    RunGraphs(Definitions definitions) {
        this.definitions = definitions;
        this.top = Graph.of(definitions.topology());
    }

    Definitions definitions() {
        return definitions;
    }

    Graph top() {
        return top;
    }

    Graph of(JobId job) {
        return within.computeIfAbsent(job, id -> Graph.of(definitions.topology(id)));
    }

    /// The graph that the nodes of a place stand in.
    ///
    /// @param places the run's, by their id
    Graph of(Place place, Map<String, Place> places) {
        if (place.body().isEmpty()) {
            return top;
        }
        Place body = places.get(place.body());
        NodeKey owner = body == null ? null : body.owner();
        Place outer = owner == null ? null : places.get(owner.frame());
        if (owner == null
                || outer == null
                || !(of(outer, places).node(owner.node()).part() instanceof Part.Nested it)) {
            return top;
        }
        return of(it.job());
    }

    /// The definition of a node of the run, whose frame says through which topologies the way to it leads.
    Optional<Node> node(NodeKey key) {
        Graph graph = top;
        if (!key.frame().isEmpty()) {
            for (String step : key.frame().split("/", -1)) {
                int mark = step.lastIndexOf('~');
                if (mark >= 0) {
                    NodeId id = new NodeId(step.substring(0, mark));
                    if (!graph.has(id) || !(graph.node(id).part() instanceof Part.Nested nested)) {
                        return Optional.empty();
                    }
                    graph = of(nested.job());
                }
            }
        }
        return graph.has(key.node()) ? Optional.of(graph.node(key.node())) : Optional.empty();
    }

    /// What a person calls a node of the run: the names on the way to it.
    String name(NodeKey key) {
        StringBuilder said = new StringBuilder();
        Graph graph = top;
        if (!key.frame().isEmpty()) {
            for (String step : key.frame().split("/", -1)) {
                int mark = Math.max(step.lastIndexOf('~'), step.lastIndexOf('#'));
                NodeId id = new NodeId(step.substring(0, mark));
                if (!graph.has(id)) {
                    return key.toString();
                }
                said.append(graph.node(id).name());
                if (step.charAt(mark) == '#') {
                    said.append(" #").append(Integer.parseInt(step.substring(mark + 1)) + 1);
                } else if (graph.node(id).part() instanceof Part.Nested nested) {
                    graph = of(nested.job());
                }
                said.append(" / ");
            }
        }
        return said.append(graph.has(key.node()) ? graph.node(key.node()).name() : key.node())
                .toString();
    }
}
