package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Join;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// The fields of one node, as its kind has them. FX thread only.
final class NodeForm {
    /// Takes what was written in a field.
    interface Change {
        void of(NodeId id, String field, UnaryOperator<Node> change);
    }

    private final VBox content;
    private final Texts texts;
    private final Change change;
    private final FormFields fields;
    private final EventFields events;

    /// @param again shows the node anew, as it has other fields now
    NodeForm(VBox content, EditorViewModel model, Texts texts, Change change, Runnable again) {
        this.content = content;
        this.texts = texts;
        this.change = change;
        this.fields = new FormFields(content, model, texts);
        this.events = new EventFields(content, texts, fields, change, again);
    }

    void show(Node node) {
        fields.text("name", node.name(), text -> change.of(node.id(), "name", each -> each.withName(text)));
        part(node);
        if (!(node.part() instanceof Part.Start)) {
            fields.choice(
                    "join",
                    Join.values(),
                    node.join(),
                    join -> change.of(node.id(), "join", each -> each.withJoin(join)));
        }
        boolean end = node.part() instanceof Part.Start || node.part() instanceof Part.End;
        if (!end) {
            events.delay(node);
        }
        if (node.part() instanceof Part.Work work) {
            fields.choice(
                    "failure",
                    FailureScope.values(),
                    node.failure(),
                    scope -> change.of(node.id(), "failure", each -> each.withFailure(scope)));
            events.repeating(node);
            work(node.id(), work);
        }
    }

    private void part(Node node) {
        switch (node.part()) {
            case Part.Condition condition -> {
                TextField field = fields.text(
                        "condition",
                        condition.expression(),
                        text -> change.of(node.id(), "condition", each -> each.withPart(new Part.Condition(text))));
                fields.check(field);
            }
            case Part.Sharding sharding ->
                fields.text(
                        "sharding",
                        sharding.rule(),
                        text -> change.of(
                                node.id(), "sharding", each -> each.withPart(new Part.Sharding(text.strip()))));
            case Part.CrossZone zones -> {
                fields.text(
                        "zones",
                        String.join(", ", zones.zones()),
                        text -> change.of(
                                node.id(),
                                "zones",
                                each -> each.withPart(new Part.CrossZone(words(text), zones.zoneType()))));
                fields.text(
                        "zonetype",
                        Objects.requireNonNullElse(zones.zoneType(), ""),
                        text -> change.of(
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

    private void work(NodeId id, Part.Work work) {
        fields.text(
                "writes",
                String.join(", ", work.writes()),
                text -> change.of(id, "writes", each -> each.withPart(writing(each.part(), words(text)))));
        Label overrides = new Label(texts.get("topologies.field.overrides"));
        overrides.getStyleClass().addAll("muted", "small");
        content.getChildren()
                .addAll(
                        overrides,
                        new ParamLines(
                                texts,
                                "override",
                                work.overrides(),
                                params -> change.of(
                                        id, "overrides", each -> each.withPart(overriding(each.part(), params)))));
    }

    private static Part writing(Part part, List<String> writes) {
        return part instanceof Part.Task task
                ? new Part.Task(task.job(), task.overrides(), writes)
                : part instanceof Part.Nested nested ? new Part.Nested(nested.job(), nested.overrides(), writes) : part;
    }

    private static Part overriding(Part part, List<Param> overrides) {
        return part instanceof Part.Task task
                ? new Part.Task(task.job(), overrides, task.writes())
                : part instanceof Part.Nested nested ? new Part.Nested(nested.job(), overrides, nested.writes()) : part;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,，\\s]+", -1))
                .filter(each -> !each.isBlank())
                .toList();
    }
}
