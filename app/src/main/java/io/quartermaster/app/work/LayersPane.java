package io.quartermaster.app.work;

import io.quartermaster.app.platform.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The layers of a run from the first split to what executes, a line each; pressing one shows its chunks. FX thread
/// only.
final class LayersPane extends VBox {
    private static final double BAR = 160;

    private final WorkViewModel model;
    private final Texts texts;
    private final WorkWords words;
    private final List<Line> lines = new ArrayList<>();

    LayersPane(WorkViewModel model, Texts texts, WorkWords words) {
        this.model = model;
        this.texts = texts;
        this.words = words;
        setId("work-layers");
        getStyleClass().add("work-layers");
    }

    void show(WorkSnapshot now) {
        if (lines.size() != now.layers().size()) {
            lines.clear();
            now.layers().forEach(layer -> lines.add(new Line(layer.stage())));
            getChildren().setAll(lines);
        }
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).show(now, now.layers().get(i));
        }
    }

    /// One layer.
    private final class Line extends HBox {
        private final Label number = new Label();
        private final Label task = new Label();
        private final Label handler = new Label();
        private final ShareBar bar = new ShareBar();
        private final Label counts = new Label();
        private final Label items = new Label();
        private final Tooltip tip = new Tooltip();

        Line(int stage) {
            setId("work-layer-" + stage);
            getStyleClass().addAll("work-layer", "inspector-record");
            setAlignment(Pos.CENTER_LEFT);
            setSpacing(8);
            number.getStyleClass().add("stepper-number");
            number.setText(Integer.toString(stage + 1));
            task.getStyleClass().add("muted");
            task.setMinWidth(52);
            handler.getStyleClass().add("mono");
            handler.setMinWidth(80);
            handler.setPrefWidth(140);
            StackPane track = new StackPane(bar);
            track.setMinWidth(80);
            track.setPrefWidth(BAR);
            counts.setMinWidth(120);
            items.getStyleClass().add("muted");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            getChildren().setAll(number, task, handler, track, counts, space, items);
            Tooltip.install(this, tip);
            setOnMouseClicked(event -> {
                Integer shown = model.chunks().stageProperty().get();
                model.chunks().stageProperty().set(shown != null && shown == stage ? null : stage);
            });
        }

        void show(WorkSnapshot now, WorkSnapshot.Layer layer) {
            boolean last = layer.stage() == now.layers().size() - 1;
            number.getStyleClass().remove("stepper-last");
            if (last) {
                number.getStyleClass().add("stepper-last");
            }
            task.setText(words.task(now, layer.stage()));
            handler.setText(layer.handler());
            bar.show(layer.chunks(), layer.all());
            counts.setText(words.counts(layer.chunks()));
            String read = layer.read() == 0 ? "" : texts.get("work.items", layer.read());
            items.setText(layer.again() == 0 ? read : (read + "  " + texts.get("work.again", layer.again())).strip());
            tip.setText(texts.get(
                    "work.layer.tip",
                    layer.handler(),
                    layer.all(),
                    layer.attempts(),
                    layer.read(),
                    layer.written(),
                    layer.failed()));
        }
    }
}
