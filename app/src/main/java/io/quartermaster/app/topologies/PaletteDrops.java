package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Problem;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// How a job of the palette comes into the drawing: dragged to a place or on to an edge, or chosen with the keyboard.
/// FX thread only.
final class PaletteDrops implements PalettePane.Hands {
    private final Desk desk;
    private final EditorViewModel model;
    private final GraphCanvas canvas;
    private final Label ghost = new Label(null, new FontIcon("fth-plus"));

    PaletteDrops(Desk desk, EditorViewModel model, GraphCanvas canvas) {
        this.desk = desk;
        this.model = model;
        this.canvas = canvas;
        ghost.setManaged(false);
        ghost.setMouseTransparent(true);
        ghost.setVisible(false);
        ghost.getStyleClass().add("drag-ghost");
    }

    /// What is seen of a job while it is dragged, to be laid over the canvas.
    Label ghost() {
        return ghost;
    }

    /// The edge that the job would come into stands out.
    @Override
    public void drag(Member member, double x, double y) {
        Point2D here = over(x, y);
        ghost.setVisible(here != null && model.editable());
        if (here == null || !model.editable()) {
            return;
        }
        ghost.setText(member.name());
        ghost.autosize();
        ghost.relocate(here.getX() + 12, here.getY() + 8);
        Edge edge = canvas.edgeAt(canvas.toDrawing(here.getX(), here.getY()));
        Selection wanted = edge == null ? Selection.NOTHING : Selection.of(edge);
        if (!wanted.equals(model.drawing().selection())) {
            model.drawing().select(wanted);
        }
    }

    @Override
    public void drop(Member member, double x, double y) {
        Point2D here = over(x, y);
        ghost.setVisible(false);
        if (here != null) {
            drop(member, canvas.toDrawing(here.getX(), here.getY()));
        }
    }

    /// A place on the screen within the canvas, null when it is outside.
    private @Nullable Point2D over(double x, double y) {
        Point2D here = canvas.screenToLocal(x, y);
        return here != null && canvas.isVisible() && canvas.contains(here) ? here : null;
    }

    /// Into the selected edge, after the selected node, or free-standing.
    @Override
    public void add(Member member) {
        if (may(member)) {
            Drawing drawing = model.drawing();
            Edge edge = drawing.selection().edge();
            NodeId after = drawing.selectedNode()
                    .filter(node -> !(node.part() instanceof Part.End))
                    .map(Node::id)
                    .orElse(null);
            Said did = Said.of("topologies.did.add", member.name());
            if (edge != null) {
                drawing.edit(did, Edits.split(drawing.topology(), edge, member.part(), member.name()));
            } else if (after != null) {
                drawing.edit(did, Edits.after(drawing.topology(), after, member.part(), member.name()));
            } else {
                drawing.edit(did, Edits.add(drawing.topology(), member.part(), member.name(), null));
            }
        }
    }

    private void drop(Member member, Point2D at) {
        if (may(member)) {
            Drawing drawing = model.drawing();
            Edge edge = canvas.edgeAt(at);
            Node.Place place = new Node.Place(
                    Math.round(at.getX() - Placement.WORK_WIDTH / 2),
                    Math.round(at.getY() - Placement.WORK_HEIGHT / 2));
            drawing.edit(
                    Said.of("topologies.did.add", member.name()),
                    edge == null
                            ? Edits.add(drawing.topology(), member.part(), member.name(), place)
                            : Edits.split(drawing.topology(), edge, member.part(), member.name()));
        }
    }

    private boolean may(Member member) {
        Problem.Kind why = member.why();
        if (why != null) {
            desk.toasts().show(desk.texts().get("topologies.unfit." + why.name()));
        } else if (!model.editable()) {
            desk.toasts().show(new Reasons(model, desk.texts()).whyFixed());
        }
        return why == null && model.editable();
    }
}
