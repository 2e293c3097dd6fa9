package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.TopologyRun;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// What of a run waits for a person, wherever in it that is: nodes that failed, else breakpoints to be confirmed. FX
/// thread only.
final class AttentionBar extends HBox {
    private final RunViewModel model;
    private final Texts texts;
    private final FontIcon icon = new FontIcon("fth-pause-circle");
    private final Label says = new Label(null, icon);
    private @Nullable NodeKey about;

    /// @param goTo shows a node
    AttentionBar(RunViewModel model, Texts texts, Consumer<NodeKey> goTo) {
        super(8);
        this.model = model;
        this.texts = texts;
        setId("run-attention");
        getStyleClass().add("run-attention");
        setAlignment(Pos.CENTER_LEFT);
        says.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(says, Priority.ALWAYS);
        Button go = new Button();
        go.setId("run-attention-show");
        go.getStyleClass().add("small");
        go.setMinWidth(USE_PREF_SIZE);
        go.textProperty().bind(texts.live("runs.attention.show"));
        go.setOnAction(event -> {
            if (about != null) {
                goTo.accept(about);
            }
        });
        getChildren().setAll(says, go);
        managedProperty().bind(visibleProperty());
        model.shownProperty().subscribe(now -> show());
    }

    void show() {
        Shown shown = model.shownProperty().get();
        List<NodeKey> failed = shown == null ? List.of() : failed(shown.run());
        List<NodeKey> held = shown == null ? List.of() : where(shown.run(), NodeState::held);
        List<NodeKey> all = failed.isEmpty() ? held : failed;
        setVisible(!all.isEmpty());
        about = all.isEmpty() ? null : all.getFirst();
        if (all.isEmpty()) {
            return;
        }
        String token = failed.isEmpty() ? "status-waiting" : "status-failed";
        says.getStyleClass().removeIf(each -> each.startsWith("status-"));
        says.getStyleClass().add(token);
        icon.setIconLiteral(failed.isEmpty() ? "fth-pause-circle" : "fth-x-circle");
        String first = texts.get(
                failed.isEmpty() ? "runs.attention.held" : "runs.attention.failed", model.name(all.getFirst()));
        says.setText(all.size() == 1 ? first : first + " " + texts.get("runs.attention.more", all.size() - 1));
    }

    /// Those that failed by themselves: a topology within fails with its node, and that one is what is to be mended.
    private static List<NodeKey> failed(TopologyRun run) {
        List<NodeKey> broken = where(run, state -> state.status().broken());
        return broken.stream()
                .filter(key -> broken.stream().noneMatch(other -> within(other, key)))
                .toList();
    }

    private static boolean within(NodeKey node, NodeKey owner) {
        return node.frame().startsWith(owner + "#") || node.frame().startsWith(owner + "~");
    }

    private static List<NodeKey> where(TopologyRun run, Predicate<NodeState> wanted) {
        return run.nodes().entrySet().stream()
                .filter(each -> wanted.test(each.getValue()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(NodeKey::toString))
                .toList();
    }
}
