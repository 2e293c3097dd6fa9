package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.topology.run.Given;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.TopologyRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The part of the inspector about values and people: what a node was given and wrote, who wrote a parameter, and what
// was
/// done by hand. FX thread only.
final class InspectorValues {
    private final RunViewModel model;
    private final Texts texts;
    private final Times times;
    private final VBox body;

    /// @param body where it is added to
    InspectorValues(RunViewModel model, Texts texts, Times times, VBox body) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.body = body;
    }

    /// What the newest attempt was given, or the next would be.
    void given(NodeKey key) {
        Given given = model.given(key);
        if (given.values().isEmpty()) {
            return;
        }
        heading("runs.panel.given");
        Facts facts = new Facts(texts);
        new TreeMap<>(given.values())
                .forEach((name, value) -> facts.value(
                        name, RunWords.value(value), given.versions().getOrDefault(name, 0)));
        body.getChildren().add(facts);
    }

    void written(Shown shown, NodeKey key) {
        List<Written> writes = shown.story().writes().stream()
                .filter(each -> key.equals(each.writer()))
                .toList();
        if (writes.isEmpty()) {
            return;
        }
        heading("runs.panel.written");
        for (Written each : writes) {
            Label line = new Label(each.name() + " = " + RunWords.value(each.value()));
            line.getStyleClass().add("mono");
            line.setWrapText(true);
            VBox box = new VBox(2, line);
            RunInspector.small(box, times.absolute(each.at()));
            clash(box, each);
            body.getChildren().add(box);
        }
    }

    private void clash(VBox box, Written each) {
        if (!each.taken()) {
            Label clash = new Label(texts.get("runs.panel.clash", each.version()), new FontIcon("fth-alert-triangle"));
            clash.getStyleClass().add("status-failed");
            clash.setWrapText(true);
            box.getChildren().add(clash);
        }
    }

    void parameters(Shown shown, Map<String, TopologyRun.Parameter> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        heading("runs.panel.parameters");
        parameters.forEach((name, now) -> {
            Label line = new Label(name + " = " + RunWords.value(now.value()));
            line.getStyleClass().add("mono");
            line.setWrapText(true);
            VBox box = new VBox(2, line);
            RunInspector.small(box, writer(shown, name, now));
            shown.story().writes().stream()
                    .filter(each -> !each.taken() && each.name().equals(name))
                    .forEach(each -> clash(box, each));
            body.getChildren().add(box);
        });
    }

    private String writer(Shown shown, String name, TopologyRun.Parameter now) {
        NodeKey writer = now.writer();
        return shown.story()
                .write(name, now.version(), writer)
                .map(written -> texts.get(
                        "runs.panel.writer",
                        writer != null ? model.name(writer) : orEmpty(written.by()),
                        times.absolute(written.at())))
                .orElse(texts.get("runs.panel.writer.given"));
    }

    void deeds(List<Deed> deeds) {
        if (deeds.isEmpty()) {
            return;
        }
        heading("runs.panel.deeds");
        for (Deed deed : deeds.reversed()) {
            String what = texts.get(RunActions.of(deed.verb()));
            NodeKey node = deed.node();
            VBox box = new VBox(2, new Label(node == null ? what : what + " · " + model.name(node)));
            RunInspector.small(box, texts.get("runs.panel.writer", deed.by(), times.absolute(deed.at())));
            if (!deed.reason().isBlank()) {
                RunInspector.small(box, "“" + deed.reason() + "”");
            }
            body.getChildren().add(box);
        }
    }

    private void heading(String key) {
        Label heading = new Label(texts.get(key));
        heading.getStyleClass().addAll("strong", "inspector-heading");
        body.getChildren().add(heading);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
