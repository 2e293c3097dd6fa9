package io.quartermaster.app.runs;

import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.Place;
import io.quartermaster.model.topology.run.TopologyRun;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// One topology of a run at one instant: the run's own or one opened in place, its copied branches folded. Immutable.
final class Folded {
    /// How an edge stands.
    enum Way {
        TAKEN,
        /// What is before is not done.
        PLANNED,
        /// What is before failed.
        CUT,
        NOT_TAKEN
    }

    private final Topology topology;
    private final List<String> bodies;
    private final Map<NodeId, NodeFold> nodes;
    private final Map<Edge, Way> ways;
    private final List<Place> copies;

    Folded(
            Topology topology,
            List<String> bodies,
            Map<NodeId, NodeFold> nodes,
            Map<Edge, Way> ways,
            List<Place> copies) {
        this.topology = topology;
        this.bodies = bodies;
        this.nodes = nodes;
        this.ways = ways;
        this.copies = copies;
    }

    static Folded of(RunGraphs graphs, TopologyRun run, Set<NodeId> leftOut, Trail trail) {
        return new Folding(graphs, run, leftOut).of(trail);
    }

    Topology topology() {
        return topology;
    }

    /// The topologies of the run that are folded here: more than one where the node that runs them was copied.
    List<String> bodies() {
        return bodies;
    }

    /// In the order of the definition.
    List<NodeFold> nodes() {
        return List.copyOf(nodes.values());
    }

    Optional<NodeFold> node(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    Way way(Edge edge) {
        return ways.getOrDefault(edge, Way.PLANNED);
    }

    /// The copies of branches that can be looked at alone.
    List<Place> copies() {
        return copies;
    }

    /// Folds the places of a run. Made for one picture.
    private static final class Folding {
        private final RunGraphs graphs;
        private final TopologyRun run;
        private final Set<NodeId> leftOut;
        private final Map<String, List<Place>> places = new HashMap<>();

        Folding(RunGraphs graphs, TopologyRun run, Set<NodeId> leftOut) {
            this.graphs = graphs;
            this.run = run;
            this.leftOut = leftOut;
            run.places().forEach(place -> places.computeIfAbsent(place.body(), body -> new ArrayList<>())
                    .add(place));
        }

        Folded of(Trail trail) {
            Graph graph = graphs.top();
            Topology topology = graphs.definitions().topology();
            List<String> bodies = places.containsKey("") ? List.of("") : List.of();
            Standing beside = Standing.NOT_EXECUTED;
            Map<NodeId, NodeFold> found = fold(graph, bodies, trail.steps().getFirst(), beside);
            for (Trail.Step step : trail.steps().subList(1, trail.steps().size())) {
                NodeFold owner = found.get(Objects.requireNonNull(step.into()));
                if (owner == null || !(owner.node().part() instanceof Part.Nested nested)) {
                    break;
                }
                graph = graphs.of(nested.job());
                topology = graphs.definitions().topology(nested.job());
                bodies = owner.keys().stream()
                        .map(this::within)
                        .filter(places::containsKey)
                        .toList();
                beside = owner.standing().beside() ? owner.standing() : Standing.NOT_EXECUTED;
                found = fold(graph, bodies, step, beside);
            }
            List<Place> copies = bodies.stream()
                    .flatMap(body -> places.getOrDefault(body, List.of()).stream())
                    .filter(Place::isCopy)
                    .toList();
            return new Folded(topology, bodies, found, ways(graph, topology, found), copies);
        }

        private String within(NodeKey owner) {
            NodeState state = run.node(owner);
            return owner + "~" + state.pass() + "." + state.attempt();
        }

        private Map<NodeId, NodeFold> fold(Graph graph, List<String> bodies, Trail.Step step, Standing beside) {
            Map<NodeId, List<NodeKey>> keys = new HashMap<>();
            for (String body : bodies) {
                for (Place place : places.getOrDefault(body, List.of())) {
                    if (Trail.sees(step.copy(), place.id())) {
                        place.members().forEach(node -> keys.computeIfAbsent(node, id -> new ArrayList<>())
                                .add(new NodeKey(place.id(), node)));
                    }
                }
            }
            Map<NodeId, NodeFold> found = new LinkedHashMap<>();
            for (NodeId id : graph.order()) {
                NodeId copier = graph.copierOf(id);
                NodeFold opener = copier == null ? null : found.get(copier);
                Standing unopened = opener != null && opener.standing().beside() ? opener.standing() : beside;
                boolean left = bodies.contains("") && leftOut.contains(id);
                found.put(
                        id,
                        fold(
                                graph.node(id),
                                keys.getOrDefault(id, List.of()),
                                left,
                                left ? Standing.LEFT_OUT : unopened));
            }
            return found;
        }

        private NodeFold fold(Node node, List<NodeKey> keys, boolean left, Standing unopened) {
            Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
            NodeKey worst = null;
            Standing standing = Standing.LEFT_OUT;
            int done = 0;
            int parts = 0;
            for (NodeKey key : keys) {
                Standing now = Standing.of(run.node(key), left);
                counts.merge(now, 1, Integer::sum);
                if (worst == null || now.ordinal() < standing.ordinal()) {
                    worst = key;
                    standing = now;
                }
                if (node.part() instanceof Part.Nested) {
                    String body = within(key);
                    done += over(body);
                    parts += places.getOrDefault(body, List.of()).stream()
                            .mapToInt(place -> place.members().size())
                            .sum();
                }
            }
            NodeState state = worst == null ? NodeState.FRESH : run.node(worst);
            return new NodeFold(node, keys, worst == null ? unopened : standing, counts, worst, state, done, parts);
        }

        private int over(String body) {
            int over = 0;
            for (Place place : places.getOrDefault(body, List.of())) {
                for (NodeId id : place.members()) {
                    over += run.node(new NodeKey(place.id(), id)).settled() ? 1 : 0;
                }
            }
            return over;
        }

        private Map<Edge, Way> ways(Graph graph, Topology topology, Map<NodeId, NodeFold> found) {
            Map<Edge, Way> ways = new HashMap<>();
            for (Edge edge : topology.edges()) {
                NodeFold from = found.get(edge.from());
                if (from != null && graph.has(edge.to())) {
                    ways.put(edge, way(from, edge));
                }
            }
            return ways;
        }

        private Way way(NodeFold from, Edge edge) {
            if (from.keys().isEmpty()) {
                return from.standing().beside() ? Way.NOT_TAKEN : Way.PLANNED;
            }
            Way best = Way.NOT_TAKEN;
            for (NodeKey key : from.keys()) {
                Way one = way(from, run.node(key), edge);
                best = one.ordinal() < best.ordinal() ? one : best;
            }
            return best;
        }

        private static Way way(NodeFold from, NodeState state, Edge edge) {
            if (state.bypassed() || from.standing() == Standing.LEFT_OUT) {
                return Way.NOT_TAKEN;
            }
            if (!state.settled()) {
                return Way.PLANNED;
            }
            boolean chosen =
                    !(from.node().part() instanceof Part.Condition) || Objects.equals(edge.when(), state.answer());
            if (!chosen) {
                return Way.NOT_TAKEN;
            }
            boolean passedOver =
                    from.node().failure() == FailureScope.NONE && !(from.node().part() instanceof Part.Gateway);
            return state.status().broken() && !passedOver ? Way.CUT : Way.TAKEN;
        }
    }
}
