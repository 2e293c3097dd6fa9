package io.quartermaster.model.topology.desk;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.NodeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what a node of a run is drawn as. Not thread-safe, as it remembers what it found.
public final class Spots {
    private final Definitions definitions;
    private final Map<Optional<JobId>, Map<NodeId, Node>> nodes = new HashMap<>();
    private final Map<String, Optional<JobId>> bodies = new HashMap<>();

    public Spots(Definitions definitions) {
        this.definitions = definitions;
        bodies.put("", Optional.empty());
    }

    public Spot of(NodeKey key) {
        return new Spot(topologyOf(Levels.bodyOf(key.frame())), key.node());
    }

    /// The topology within that a level is, null for the run's own.
    public @Nullable JobId topologyOf(String body) {
        Optional<JobId> known = bodies.get(body);
        if (known == null) {
            NodeKey owner = Levels.ownerOf(body).orElseThrow();
            known = node(of(owner))
                    .map(Node::part)
                    .filter(Part.Nested.class::isInstance)
                    .map(part -> ((Part.Nested) part).job());
            bodies.put(body, known);
        }
        return known.orElse(null);
    }

    public Optional<Node> node(Spot spot) {
        return Optional.ofNullable(nodes.computeIfAbsent(Optional.ofNullable(spot.topology()), this::index)
                .get(spot.node()));
    }

    Optional<Node> node(NodeKey key) {
        return node(of(key));
    }

    private Map<NodeId, Node> index(Optional<JobId> topology) {
        Topology drawn = topology.map(definitions::topology).orElseGet(definitions::topology);
        Map<NodeId, Node> found = new HashMap<>();
        drawn.nodes().forEach(node -> found.putIfAbsent(node.id(), node));
        return found;
    }
}
