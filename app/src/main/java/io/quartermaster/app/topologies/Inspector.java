package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Look;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is selected, and its fields; the topology's parameters when nothing is. A field takes effect when it is left
/// or Enter is pressed. FX thread only.
final class Inspector extends ScrollPane {
    private final EditorViewModel model;
    private final Drawing drawing;
    private final Texts texts;
    private final VBox content = new VBox();
    private final NodeForm form;
    private @Nullable Object shown;

    Inspector(EditorViewModel model, Texts texts) {
        this.model = model;
        this.drawing = model.drawing();
        this.texts = texts;
        this.form = new NodeForm(content, model, texts, this::change, () -> show(true));
        setId("topology-inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("topology-inspector", "plain-scroll");
        content.getStyleClass().add("inspector-content");
        setContent(content);
        drawing.selectionProperty().subscribe(now -> show(false));
        drawing.topologyProperty().subscribe(now -> show(false));
        model.versionProperty().subscribe(now -> show(false));
        model.saving().keepingProperty().subscribe(now -> show(false));
        model.members().subscribe(() -> show(true));
        drawing.languageProperty().subscribe(now -> show(true));
    }

    private record Shown(@Nullable Object what, boolean editable) {}

    private void show(boolean again) {
        Selection selection = drawing.selection();
        Object what = drawing.selectedNode().isPresent()
                ? drawing.selectedNode().get()
                : selection.edge() != null
                        ? selection.edge()
                        : selection.nodes().isEmpty() ? drawing.topology().parameters() : selection.nodes();
        Shown now = new Shown(what, model.editable());
        if (!again && now.equals(shown)) {
            return;
        }
        shown = now;
        content.getChildren().clear();
        if (what instanceof Node node) {
            String below = node.part() instanceof Part.Work work ? model.jobName(work.job()) : null;
            heading(Look.of(node).icon(), texts.get(Look.of(node).word()), below);
            form.show(node);
        } else if (what instanceof Edge edge) {
            edge(edge);
        } else if (selection.nodes().isEmpty()) {
            topology();
        } else {
            heading(
                    "fth-check-square",
                    texts.get("topologies.selected.many", selection.nodes().size()),
                    null);
        }
        content.setDisable(!model.editable());
    }

    private void heading(String icon, String words, @Nullable String below) {
        Label title = new Label(words, new FontIcon(icon));
        title.getStyleClass().add("strong");
        content.getChildren().add(title);
        if (below != null) {
            Label more = new Label(below);
            more.getStyleClass().addAll("muted", "small");
            more.setWrapText(true);
            content.getChildren().add(more);
        }
    }

    private void edge(Edge edge) {
        heading(
                "fth-arrow-right",
                texts.get("topologies.edge", drawing.nameOf(edge.from()), drawing.nameOf(edge.to())),
                edge.when() == null
                        ? null
                        : texts.get("topologies.edge.when", texts.get("graph.answer." + edge.when())));
    }

    private void topology() {
        heading("fth-sliders", texts.get("topologies.parameters"), texts.get("topologies.parameters.help"));
        content.getChildren()
                .add(new ParamLines(texts, "topology-param", drawing.topology().parameters(), params -> {
                    shown = new Shown(params, model.editable());
                    drawing.edit(
                            Said.of("topologies.did.parameters"),
                            drawing.topology().withParameters(params));
                }));
    }

    private void change(NodeId id, String field, UnaryOperator<Node> change) {
        if (!model.editable()) {
            return;
        }
        String name = drawing.nameOf(id);
        Topology after = Edits.change(drawing.topology(), id, change);
        // what the person typed here is shown already, and rebuilding the form would take the focus away
        after.node(id).ifPresent(node -> shown = new Shown(node, model.editable()));
        drawing.edit(Said.of("topologies.did.set", name, texts.get("topologies.field." + field)), after);
    }
}
