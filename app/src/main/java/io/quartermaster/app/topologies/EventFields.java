package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.Node;
import java.time.Duration;
import java.util.Objects;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The fields of what happens around a node's work: the wait before it, the passes, the breakpoint after. FX thread
/// only.
final class EventFields {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final VBox content;
    private final Texts texts;
    private final FormFields fields;
    private final NodeForm.Change change;
    private final Runnable again;

    EventFields(VBox content, Texts texts, FormFields fields, NodeForm.Change change, Runnable again) {
        this.content = content;
        this.texts = texts;
        this.fields = fields;
        this.change = change;
        this.again = again;
    }

    void delay(Node node) {
        Duration delay = node.events().delay();
        fields.text("delay", delay == null ? "" : Long.toString(delay.toSeconds()), text -> {
            Long seconds = number(text);
            change.of(
                    node.id(),
                    "delay",
                    each -> each.withEvents(new Events(
                            each.events().breakpoint(),
                            each.events().loop(),
                            seconds == null || seconds == 0 ? null : Duration.ofSeconds(seconds))));
        });
    }

    void repeating(Node node) {
        CheckBox breakpoint = new CheckBox(texts.get("topologies.field.breakpoint"));
        breakpoint.setId("node-breakpoint");
        breakpoint.setSelected(node.events().breakpoint());
        breakpoint.setOnAction(event -> change.of(
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
            change.of(
                    node.id(),
                    "loop",
                    each -> withLoop(
                            each, loops.isSelected() ? new Events.Loop("", INTERVAL, Events.Loop.MOST_PASSES) : null));
            again.run();
        });
        content.getChildren().addAll(breakpoint, loops);
        if (loop != null) {
            passes(node, loop);
        }
    }

    private void passes(Node node, Events.Loop loop) {
        TextField exit = fields.text(
                "exit",
                loop.exit(),
                text -> change.of(
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
                text -> change.of(
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
                text -> change.of(
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

    private static Events.Loop loopOf(Node node) {
        Events.Loop loop = node.events().loop();
        return loop == null ? new Events.Loop("", INTERVAL, Events.Loop.MOST_PASSES) : loop;
    }

    private static Node withLoop(Node node, Events.@Nullable Loop loop) {
        return node.withEvents(
                new Events(node.events().breakpoint(), loop, node.events().delay()));
    }

    private static @Nullable Long number(String text) {
        return text.strip().matches("\\d{1,9}") ? Long.valueOf(text.strip()) : null;
    }
}
