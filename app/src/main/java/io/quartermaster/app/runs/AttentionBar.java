package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Verb;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says what of a run waits for a person, wherever in it that is, and leads there. FX thread only.
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

    /// The past can be looked at, and nothing of it be helped.
    void show() {
        Shown shown = model.shownProperty().get();
        Attention now = shown == null || !shown.live()
                ? null
                : Attention.of(shown.run()).orElse(null);
        setVisible(now != null);
        about = now == null ? null : now.nodes().getFirst();
        if (now == null) {
            return;
        }
        boolean failed = now.verb() == Verb.RETRY;
        says.getStyleClass().removeIf(each -> each.startsWith("status-"));
        says.getStyleClass().add(failed ? "status-failed" : "status-waiting");
        icon.setIconLiteral(failed ? "fth-x-circle" : "fth-pause-circle");
        String first = texts.get(
                failed ? "runs.attention.failed" : "runs.attention.held",
                model.name(now.nodes().getFirst()));
        int more = now.nodes().size() - 1;
        says.setText(more == 0 ? first : first + " " + texts.get("runs.attention.more", more));
    }
}
