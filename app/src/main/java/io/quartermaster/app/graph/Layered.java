package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.app.graph.Placement.Point;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// The automatic layout: left to right in layers, by ELK, whose types stay in this class. Nodes that a person has
/// placed stay where they are. Thread-safe; takes up to a second for a thousand nodes, so not for the FX thread.
public final class Layered {
    /// Above this the finest placement takes longer than people wait.
    private static final int FINE_UP_TO = 120;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private record Ports(ElkNode node, ElkPort in, ElkPort out) {}

    private Layered() {}

    public static Placement of(Topology topology) {
        ElkNode root = root(topology.nodes().size());
        Map<NodeId, Ports> nodes = new HashMap<>();
        for (Node node : topology.nodes()) {
            nodes.computeIfAbsent(node.id(), id -> ports(root, node));
        }
        Map<Edge, ElkEdge> edges = new HashMap<>();
        Graph graph = Graph.of(topology);
        for (NodeId id : graph.ids()) {
            for (Edge edge : graph.outOf(id)) {
                Ports from = nodes.get(edge.from());
                Ports to = nodes.get(edge.to());
                if (from != null && to != null && from != to) {
                    edges.computeIfAbsent(edge, each -> ElkGraphUtil.createSimpleEdge(from.out(), to.in()));
                }
            }
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        return placement(topology, nodes, edges);
    }

    private static ElkNode root(int size) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(
                LayeredOptions.NODE_PLACEMENT_STRATEGY,
                size <= FINE_UP_TO ? NodePlacementStrategy.NETWORK_SIMPLEX : NodePlacementStrategy.LINEAR_SEGMENTS);
        // the order in which things were drawn decides, so that a change moves little
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 36.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 84.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 24.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 18.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(40));
        return root;
    }

    private static Ports ports(ElkNode root, Node node) {
        Box size = Placement.sized(node, 0, 0);
        ElkNode made = ElkGraphUtil.createNode(root);
        made.setDimensions(size.width(), size.height());
        made.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        ElkPort in = ElkGraphUtil.createPort(made);
        in.setProperty(LayeredOptions.PORT_SIDE, PortSide.WEST);
        in.setLocation(0, size.height() / 2);
        ElkPort out = ElkGraphUtil.createPort(made);
        out.setProperty(LayeredOptions.PORT_SIDE, PortSide.EAST);
        out.setLocation(size.width(), size.height() / 2);
        return new Ports(made, in, out);
    }

    private static Placement placement(Topology topology, Map<NodeId, Ports> nodes, Map<Edge, ElkEdge> edges) {
        Map<NodeId, Box> boxes = new HashMap<>();
        Map<NodeId, Boolean> pinned = new HashMap<>();
        for (Node node : topology.nodes()) {
            Ports ports = nodes.get(node.id());
            if (ports == null) {
                continue;
            }
            Node.Place place = node.place();
            boxes.put(
                    node.id(),
                    place == null
                            ? Placement.sized(
                                    node, ports.node().getX(), ports.node().getY())
                            : Placement.sized(node, place.x(), place.y()));
            pinned.put(node.id(), place != null);
        }
        Map<Edge, List<Point>> routes = new HashMap<>();
        edges.forEach((edge, routed) -> {
            boolean moved = pinned.getOrDefault(edge.from(), false) || pinned.getOrDefault(edge.to(), false);
            if (!moved && !routed.getSections().isEmpty()) {
                routes.put(edge, points(routed.getSections().getFirst()));
            }
        });
        return new Placement(boxes, routes);
    }

    private static List<Point> points(ElkEdgeSection section) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
        points.add(new Point(section.getEndX(), section.getEndY()));
        return List.copyOf(points);
    }
}
