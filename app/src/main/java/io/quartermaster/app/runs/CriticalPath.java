package io.quartermaster.app.runs;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.Place;
import io.quartermaster.model.topology.run.TopologyRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The chain of nodes that determined when a run ended, or how far it is: from the last node back, always to the node
/// that was waited for longest. To make a run shorter, one of these must become so.
final class CriticalPath {
    private final RunGraphs graphs;
    private final TopologyRun run;
    private final Story story;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, List<Place>> copies = new HashMap<>();
    private final Set<NodeKey> path = new LinkedHashSet<>();

    private CriticalPath(RunGraphs graphs, TopologyRun run, Story story) {
        this.graphs = graphs;
        this.run = run;
        this.story = story;
        for (Place place : run.places()) {
            places.put(place.id(), place);
            NodeKey owner = place.owner();
            if (place.isCopy() && owner != null) {
                copies.computeIfAbsent(owner.toString(), key -> new ArrayList<>())
                        .add(place);
            }
        }
    }

    /// From the last to the first.
    static Set<NodeKey> of(RunGraphs graphs, TopologyRun run, Story story) {
        CriticalPath path = new CriticalPath(graphs, run, story);
        path.last().ifPresent(path::walk);
        return path.path;
    }

    /// What ended last, or, while the run goes on, what it has waited for longest.
    private Optional<NodeKey> last() {
        Set<NodeKey> known = run.nodes().keySet();
        NodeKey found = run.status().running() ? longestWaitedFor(known) : null;
        return Optional.ofNullable(found == null ? latest(known, Long.MAX_VALUE) : found);
    }

    private @Nullable NodeKey longestWaitedFor(Collection<NodeKey> keys) {
        return keys.stream()
                .filter(key -> places.containsKey(key.frame())
                        && (run.node(key).status().active() || run.node(key).held()))
                .min(Comparator.comparingLong(story::touched))
                .orElse(null);
    }

    private void walk(NodeKey end) {
        NodeKey now = end;
        while (now != null && path.add(now)) {
            NodeKey inner = lastWithin(now);
            now = inner != null ? inner : before(now);
        }
    }

    /// The last node of the topology that a node ran, or what goes on in it.
    private @Nullable NodeKey lastWithin(NodeKey owner) {
        NodeState state = run.node(owner);
        String body = owner + "~" + state.pass() + "." + state.attempt();
        if (!places.containsKey(body)) {
            return null;
        }
        List<NodeKey> within = places.values().stream()
                .filter(place -> place.body().equals(body))
                .flatMap(place -> place.members().stream().map(node -> new NodeKey(place.id(), node)))
                .toList();
        NodeKey found = state.status().active() ? longestWaitedFor(within) : null;
        return found == null ? latest(within, Long.MAX_VALUE) : found;
    }

    private @Nullable NodeKey before(NodeKey key) {
        Place place = places.get(key.frame());
        if (place == null) {
            return null;
        }
        NodeKey found = latest(leadingTo(place, key.node()), story.touched(key));
        NodeKey owner = bodyOwner(place);
        return found == null && owner != null ? before(owner) : found;
    }

    private @Nullable NodeKey bodyOwner(Place place) {
        Place body = places.get(place.body());
        return body == null ? null : body.owner();
    }

    private List<NodeKey> leadingTo(Place place, NodeId node) {
        Graph graph = graphs.of(place, places);
        List<NodeKey> found = new ArrayList<>();
        boolean afterCopies = graph.node(node).part() instanceof Part.Close close
                && graph.node(close.of()).part().copies();
        if (afterCopies && graph.node(node).part() instanceof Part.Close close) {
            NodeKey gateway = new NodeKey(place.id(), close.of());
            found.add(gateway);
            for (Place copy : copies.getOrDefault(gateway.toString(), List.of())) {
                for (Edge edge : graph.into(node)) {
                    found.add(new NodeKey(copy.id(), edge.from()));
                }
            }
            return found;
        }
        NodeKey owner = place.owner();
        for (Edge edge : graph.into(node)) {
            boolean opener = place.isCopy() && owner != null && owner.node().equals(edge.from());
            found.add(opener ? owner : new NodeKey(place.id(), edge.from()));
        }
        return found;
    }

    private @Nullable NodeKey latest(Collection<NodeKey> keys, long before) {
        NodeKey found = null;
        long best = 0;
        for (NodeKey key : keys) {
            long settled = story.settled(key);
            if (settled > best && settled < before && !run.node(key).bypassed()) {
                best = settled;
                found = key;
            }
        }
        return found;
    }
}
