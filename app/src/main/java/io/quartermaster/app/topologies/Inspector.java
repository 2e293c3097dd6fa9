package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Look;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Join;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
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
    private final FormFields fields;
    private @Nullable Object shown;

    Inspector(EditorViewModel model, Texts texts) {
        this.model = model;
        this.drawing = model.drawing();
        this.texts = texts;
        this.fields = new FormFields(content, model, texts);
        setId("topology-inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("topology-inspector", "plain-scroll");
        content.getStyleClass().add("inspector-content");
        setContent(content);
        drawing.selectionProperty().subscribe(now -> show(false));
        drawing.topologyProperty().subscribe(now -> show(false));
        model.versionProperty().subscribe(now -> show(false));
        model.keepingProperty().subscribe(now -> show(false));
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
            node(node);
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

    private void node(Node node) {
        Look look = Look.of(node);
        String below = node.part() instanceof Part.Work work ? drawing.job(work) : null;
        heading(look.icon(), texts.get(look.word()), below);
        fields.text("name", node.name(), text -> change(node.id(), "name", each -> each.withName(text)));
        part(node);
        if (!(node.part() instanceof Part.Start)) {
            fields.choice(
                    "join", Join.values(), node.join(), join -> change(node.id(), "join", each -> each.withJoin(join)));
        }
        boolean end = node.part() instanceof Part.Start || node.part() instanceof Part.End;
        if (!end) {
            delay(node);
        }
        if (node.part() instanceof Part.Work work) {
            fields.choice(
                    "failure",
                    FailureScope.values(),
                    node.failure(),
                    scope -> change(node.id(), "failure", each -> each.withFailure(scope)));
            loop(node);
            work(node.id(), work);
        }
    }

    private void part(Node node) {
        switch (node.part()) {
            case Part.Condition condition -> {
                TextField field = fields.text(
                        "condition",
                        condition.expression(),
                        text -> change(node.id(), "condition", each -> each.withPart(new Part.Condition(text))));
                fields.check(field);
            }
            case Part.Sharding sharding ->
                fields.text(
                        "sharding",
                        sharding.rule(),
                        text -> change(node.id(), "sharding", each -> each.withPart(new Part.Sharding(text.strip()))));
            case Part.CrossZone zones -> {
                fields.text(
                        "zones",
                        String.join(", ", zones.zones()),
                        text -> change(
                                node.id(),
                                "zones",
                                each -> each.withPart(new Part.CrossZone(words(text), zones.zoneType()))));
                fields.text(
                        "zonetype",
                        Objects.requireNonNullElse(zones.zoneType(), ""),
                        text -> change(
                                node.id(),
                                "zonetype",
                                each -> each.withPart(
                                        new Part.CrossZone(zones.zones(), text.isBlank() ? null : text.strip()))));
            }
            case Part.Start start -> {}
            case Part.End end -> {}
            case Part.Parallel parallel -> {}
            case Part.Close close -> {}
            case Part.Work work -> {}
        }
    }

    private void delay(Node node) {
        Duration delay = node.events().delay();
        fields.text("delay", delay == null ? "" : Long.toString(delay.toSeconds()), text -> {
            Long seconds = number(text);
            change(
                    node.id(),
                    "delay",
                    each -> each.withEvents(new Events(
                            each.events().breakpoint(),
                            each.events().loop(),
                            seconds == null || seconds == 0 ? null : Duration.ofSeconds(seconds))));
        });
    }

    private void loop(Node node) {
        CheckBox breakpoint = new CheckBox(texts.get("topologies.field.breakpoint"));
        breakpoint.setId("node-breakpoint");
        breakpoint.setSelected(node.events().breakpoint());
        breakpoint.setOnAction(event -> change(
                node.id(),
                "breakpoint",
                each -> each.withEvents(new Events(
                        breakpoint.isSelected(),
                        each.events().loop(),
                        each.events().delay()))));
        CheckBox loops = new CheckBox(texts.get("topologies.field.loop"));
        loops.setId("node-loop");
        Events.Loop loop = node.events().loop();
        loops.setSelected(loop != null);
        loops.setOnAction(event -> {
            change(
                    node.id(),
                    "loop",
                    each -> withLoop(
                            each,
                            loops.isSelected()
                                    ? new Events.Loop("", Duration.ofSeconds(10), Events.Loop.MOST_PASSES)
                                    : null));
            show(true);
        });
        content.getChildren().addAll(breakpoint, loops);
        if (loop != null) {
            TextField exit = fields.text(
                    "exit",
                    loop.exit(),
                    text -> change(
                            node.id(),
                            "exit",
                            each -> withLoop(
                                    each,
                                    new Events.Loop(
                                            text,
                                            loopOf(each).interval(),
                                            loopOf(each).passes()))));
            fields.check(exit);
            fields.text(
                    "interval",
                    Long.toString(loop.interval().toSeconds()),
                    text -> change(
                            node.id(),
                            "interval",
                            each -> withLoop(
                                    each,
                                    new Events.Loop(
                                            loopOf(each).exit(),
                                            Duration.ofSeconds(Objects.requireNonNullElse(number(text), 10L)),
                                            loopOf(each).passes()))));
            fields.text(
                    "passes",
                    Integer.toString(loop.passes()),
                    text -> change(
                            node.id(),
                            "passes",
                            each -> withLoop(
                                    each,
                                    new Events.Loop(
                                            loopOf(each).exit(),
                                            loopOf(each).interval(),
                                            Objects.requireNonNullElse(number(text), (long) Events.Loop.MOST_PASSES)
                                                    .intValue()))));
        }
    }

    private static Events.Loop loopOf(Node node) {
        Events.Loop loop = node.events().loop();
        return loop == null ? new Events.Loop("", Duration.ofSeconds(10), Events.Loop.MOST_PASSES) : loop;
    }

    private static Node withLoop(Node node, Events.@Nullable Loop loop) {
        return node.withEvents(
                new Events(node.events().breakpoint(), loop, node.events().delay()));
    }

    private void work(NodeId id, Part.Work work) {
        fields.text(
                "writes",
                String.join(", ", work.writes()),
                text -> change(id, "writes", each -> each.withPart(written(each.part(), words(text)))));
        Label overrides = new Label(texts.get("topologies.field.overrides"));
        overrides.getStyleClass().addAll("muted", "small");
        content.getChildren()
                .addAll(
                        overrides,
                        new ParamLines(
                                texts,
                                "override",
                                work.overrides(),
                                params -> change(
                                        id, "overrides", each -> each.withPart(overridden(each.part(), params)))));
    }

    private static Part written(Part part, List<String> writes) {
        return switch (part) {
            case Part.Task task -> new Part.Task(task.job(), task.overrides(), writes);
            case Part.Nested nested -> new Part.Nested(nested.job(), nested.overrides(), writes);
            default -> part;
        };
    }

    private static Part overridden(Part part, List<io.quartermaster.model.Param> overrides) {
        return switch (part) {
            case Part.Task task -> new Part.Task(task.job(), overrides, task.writes());
            case Part.Nested nested -> new Part.Nested(nested.job(), overrides, nested.writes());
            default -> part;
        };
    }

    private void change(NodeId id, String field, UnaryOperator<Node> change) {
        if (!model.editable()) {
            return;
        }
        String name = drawing.nameOf(id);
        io.quartermaster.model.topology.Topology after = Edits.change(drawing.topology(), id, change);
        // what the person typed here is shown already, and rebuilding the form would take the focus away
        after.node(id).ifPresent(node -> shown = new Shown(node, model.editable()));
        drawing.edit(Said.of("topologies.did.set", name, texts.get("topologies.field." + field)), after);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,，\\s]+", -1))
                .filter(each -> !each.isBlank())
                .toList();
    }

    private static @Nullable Long number(String text) {
        return text.strip().matches("\\d{1,9}") ? Long.valueOf(text.strip()) : null;
    }
}
