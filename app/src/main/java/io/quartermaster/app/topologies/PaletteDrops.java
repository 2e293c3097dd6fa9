package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Problem;
import javafx.geometry.Point2D;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/// How a job of the palette comes into the drawing: dragged to a place or on to an edge, or chosen with the keyboard.
/// FX thread only.
final class PaletteDrops {
    private final Desk desk;
    private final EditorViewModel model;
    private final GraphCanvas canvas;

    PaletteDrops(Desk desk, EditorViewModel model, GraphCanvas canvas) {
        this.desk = desk;
        this.model = model;
        this.canvas = canvas;
        canvas.setOnDragOver(event -> {
            if (dragged(event) != null && model.editable()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        canvas.setOnDragDropped(event -> {
            Member member = dragged(event);
            if (member != null) {
                drop(member, canvas.toDrawing(event.getX(), event.getY()));
            }
            event.setDropCompleted(member != null);
            event.consume();
        });
    }

    /// Into the selected edge, after the selected node, or free-standing.
    void add(Member member) {
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

    private @Nullable Member dragged(DragEvent event) {
        String text = event.getDragboard().getString();
        if (text == null || !text.startsWith(PalettePane.DRAGGED)) {
            return null;
        }
        String id = text.substring(PalettePane.DRAGGED.length());
        return model.members().stream()
                .filter(member -> Long.toString(member.job().id().value()).equals(id))
                .findFirst()
                .orElse(null);
    }
}
