package io.quartermaster.model.topology;

import io.quartermaster.model.topology.MergeConflict.Side;
import io.quartermaster.model.topology.ThreeWay.Nth;
import io.quartermaster.model.topology.ThreeWay.Three;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two people's changes of one topology, put together: nodes field by field, edges one by one, parameters by name. What
/// only one of them changed is taken; where both did, somebody has to choose. No change goes without having been asked
/// for. Immutable.
///
/// ```java
/// TopologyMerge merge = TopologyMerge.of(base, mine, theirs);
/// TopologyMerge.Merged merged = merge.result(Map.of(merge.conflicts().getFirst(), Side.THEIRS));
/// ```
public final class TopologyMerge {
    private final Topology base;
    private final Topology theirs;
    private final KeptApart apart;
    private final Three<NodeId, Node> nodes;
    private final Map<NodeId, MergeConflict> removals = new HashMap<>();
    private final List<MergeConflict> conflicts;

    /// What was merged, and what is wrong with it now.
    public record Merged(Topology topology, List<Problem> problems) {}

    private TopologyMerge(Topology base, Topology mine, Topology theirs) {
        this.base = base;
        this.theirs = theirs;
        this.apart = KeptApart.of(base, mine, theirs);
        this.nodes = Three.of(base.nodes(), apart.mine().nodes(), theirs.nodes(), Node::id);
        findRemovals();
        Set<MergeConflict> asked = new LinkedHashSet<>();
        merged(conflict -> {
            asked.add(conflict);
            return Side.MINE;
        });
        this.conflicts = List.copyOf(asked);
    }

    /// @param base what both began from
    public static TopologyMerge of(Topology base, Topology mine, Topology theirs) {
        return new TopologyMerge(base, mine, theirs);
    }

    /// In the order of the nodes, parameters last.
    public List<MergeConflict> conflicts() {
        return conflicts;
    }

    /// The new ids of those of my nodes whose id they have given to another node.
    public Map<NodeId, NodeId> renamed() {
        return apart.renamed();
    }

    /// @param choices what is not among them is decided for mine
    public Merged result(Map<MergeConflict, Side> choices) {
        Topology merged = merged(conflict -> choices.getOrDefault(conflict, Side.MINE));
        return new Merged(merged, TopologyRules.check(merged));
    }

    private Topology merged(Function<MergeConflict, Side> choice) {
        List<Node> kept = nodes.merged(key -> node(key, choice));
        List<Edge> edges = edges(kept.stream().map(Node::id).collect(Collectors.toSet()));
        return new Topology(
                Math.max(apart.mine().format(), theirs.format()),
                kept,
                edges,
                ThreeWay.parameters(
                        base.parameters(),
                        apart.mine().parameters(),
                        theirs.parameters(),
                        (name, was, my, their) -> choice.apply(new MergeConflict.OfParameter(name, was, my, their))));
    }

    private @Nullable Node node(Nth<NodeId> key, Function<MergeConflict, Side> choice) {
        Node was = nodes.base().get(key);
        Node my = nodes.mine().get(key);
        Node their = nodes.theirs().get(key);
        if (was == null) {
            return my == null ? their : my;
        }
        if (my != null && their != null) {
            return new NodeMerge(was, my, their, choice).merged();
        }
        if (my == null && their == null) {
            return null;
        }
        MergeConflict removal = removals.get(key.key());
        Side by = my == null ? Side.MINE : Side.THEIRS;
        boolean goes = removal == null || choice.apply(removal) == by;
        return goes ? null : my == null ? their : my;
    }

    /// A node that one removed and the other left otherwise than it was; the halves of a gateway as one.
    private void findRemovals() {
        Map<NodeId, Set<Edge>> baseEdges = KeptApart.around(base);
        Map<NodeId, Set<Edge>> mineEdges = KeptApart.around(apart.mine());
        Map<NodeId, Set<Edge>> theirEdges = KeptApart.around(theirs);
        Map<NodeId, Side> removed = new HashMap<>();
        Set<NodeId> touched = new HashSet<>();
        nodes.base().forEach((key, was) -> {
            Node my = nodes.mine().get(key);
            Node their = nodes.theirs().get(key);
            if ((my == null) == (their == null)) {
                return;
            }
            NodeId id = key.key();
            removed.put(id, my == null ? Side.MINE : Side.THEIRS);
            Map<NodeId, Set<Edge>> leftEdges = my == null ? theirEdges : mineEdges;
            Node left = Objects.requireNonNull(my == null ? their : my);
            boolean rewired = !leftEdges.getOrDefault(id, Set.of()).equals(baseEdges.getOrDefault(id, Set.of()));
            if (rewired || !NodeField.differing(was, left).isEmpty()) {
                touched.add(anchor(was));
            }
        });
        nodes.base().forEach((key, was) -> {
            Side by = removed.get(key.key());
            if (by != null && (touched.contains(anchor(was)) || touched.contains(key.key()))) {
                Nth<NodeId> first = new Nth<>(anchor(was), 1);
                Node before = Objects.requireNonNull(nodes.base().get(first));
                Node left = (by == Side.MINE ? nodes.theirs() : nodes.mine()).get(first);
                removals.put(key.key(), new MergeConflict.OfRemoval(by, before, left == null ? before : left));
            }
        });
    }

    /// The opening half of the gateway that a node closes, where both halves were removed by the same person; else the
    /// node itself.
    private NodeId anchor(Node node) {
        if (node.part() instanceof Part.Close close) {
            Nth<NodeId> open = new Nth<>(close.of(), 1);
            Nth<NodeId> self = new Nth<>(node.id(), 1);
            boolean together = nodes.base().containsKey(open)
                    && nodes.mine().containsKey(open) == nodes.mine().containsKey(self)
                    && nodes.theirs().containsKey(open) == nodes.theirs().containsKey(self);
            return together ? close.of() : node.id();
        }
        return node.id();
    }

    private List<Edge> edges(Set<NodeId> kept) {
        Three<Edge, Edge> edges = Three.of(base.edges(), apart.mine().edges(), theirs.edges(), Function.identity());
        Set<NodeId> known = nodes.keys().stream().map(Nth::key).collect(Collectors.toSet());
        Set<Edge> was = Set.copyOf(base.edges());
        return edges.merged(key -> {
            Edge edge = key.key();
            boolean lost = (known.contains(edge.from()) && !kept.contains(edge.from()))
                    || (known.contains(edge.to()) && !kept.contains(edge.to()));
            if (lost) {
                return null;
            }
            boolean mine = edges.mine().containsKey(key);
            boolean their = edges.theirs().containsKey(key);
            if (mine && their) {
                return edge;
            }
            Side one = mine ? Side.MINE : Side.THEIRS;
            if (edges.base().containsKey(key)) {
                // it went with a node that stays after all
                boolean back = (mine || their)
                        && (revived(edge.from(), one.other(), kept) || revived(edge.to(), one.other(), kept));
                return back ? edge : null;
            }
            return bridges(edge, one, kept, was) ? null : edge;
        });
    }

    /// Whether a node that this side removed stays nevertheless.
    private boolean revived(NodeId id, Side removedBy, Set<NodeId> kept) {
        Nth<NodeId> key = new Nth<>(id, 1);
        Map<Nth<NodeId>, Node> left = removedBy == Side.MINE ? nodes.mine() : nodes.theirs();
        return kept.contains(id) && nodes.base().containsKey(key) && !left.containsKey(key);
    }

    /// Whether an edge only closes the gap of a node that stays nevertheless.
    private boolean bridges(Edge edge, Side drawnBy, Set<NodeId> kept, Set<Edge> was) {
        return was.stream()
                .filter(before -> before.from().equals(edge.from()) && Objects.equals(before.when(), edge.when()))
                .map(Edge::to)
                .filter(id -> revived(id, drawnBy, kept))
                .anyMatch(id -> was.stream()
                        .anyMatch(after -> after.from().equals(id) && after.to().equals(edge.to())));
    }
}
