package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Hands;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Two definitions compared: the picture with its legend, and the list of differences, from which a click or Enter goes
/// there. The list is handed out, to stand wherever there is room for it. FX thread only.
final class DiffPane extends VBox {
    private final Texts texts;
    private final DiffPicture picture;
    private final DiffWords words;
    private final GraphCanvas canvas;
    private final ListView<DiffWords.Line> list = new ListView<>();
    private final Label none = new Label();
    /// Whether the view has been brought to a difference; from then on it is the person's.
    private boolean led;

    DiffPane(EditorViewModel model, DiffPicture picture) {
        this.texts = model.tools().texts();
        this.picture = picture;
        this.words = new DiffWords(texts, model::jobName);
        this.canvas = new GraphCanvas(picture, texts, Hands.LOOKING);
        getStyleClass().add("diff-pane");
        VBox.setVgrow(canvas, Priority.ALWAYS);
        getChildren().setAll(canvas, legend());
        list();
        picture.onChange(this::fill);
        canvas.widthProperty().subscribe(now -> lead());
        fill();
    }

    /// A large picture begins at its first difference, not at its start.
    private void lead() {
        boolean ready = canvas.getWidth() > 0 && !picture.settling();
        if (!led && ready && !list.getItems().isEmpty()) {
            led = true;
            list.getItems().stream()
                    .map(line -> line.node() != null
                            ? line.node()
                            : line.edge() == null ? null : line.edge().from())
                    .filter(id -> id != null && picture.placement().box(id) != null)
                    .findFirst()
                    .ifPresent(canvas::reveal);
        }
    }

    GraphCanvas canvas() {
        return canvas;
    }

    ListView<DiffWords.Line> differences() {
        return list;
    }

    private FlowPane legend() {
        FlowPane legend = new FlowPane(16, 4);
        legend.setId("diff-legend");
        legend.getStyleClass().add("diff-legend");
        for (String kind : List.of("added", "removed", "changed", "wired", "cut")) {
            DiffWords.Mark mark = DiffWords.Mark.of(kind);
            Label label = new Label(null, new FontIcon(mark.icon()));
            label.textProperty().bind(texts.live("topologies.diff." + kind));
            label.getStyleClass().addAll("small", "status-" + mark.token());
            legend.getChildren().add(label);
        }
        return legend;
    }

    private void list() {
        list.setId("diff-list");
        list.getStyleClass().add("diff-list");
        list.setCellFactory(view -> new LineCell());
        list.accessibleTextProperty().bind(texts.live("topologies.diff.list"));
        none.textProperty().bind(texts.live("topologies.diff.none"));
        none.getStyleClass().add("muted");
        none.setWrapText(true);
        list.setPlaceholder(none);
        list.setOnMouseClicked(event -> go());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go();
                event.consume();
            }
        });
    }

    private void fill() {
        List<DiffWords.Line> lines = words.lines(picture.diff());
        if (!list.getItems().equals(lines)) {
            list.getItems().setAll(lines);
        }
        lead();
    }

    private void go() {
        DiffWords.Line line = list.getSelectionModel().getSelectedItem();
        if (line == null) {
            return;
        }
        NodeId node = line.node();
        Edge edge = line.edge();
        if (node != null) {
            picture.select(Selection.of(node));
            canvas.reveal(node);
        } else if (edge != null) {
            picture.select(Selection.of(edge));
            canvas.reveal(edge.from());
        }
    }

    private final class LineCell extends ListCell<DiffWords.Line> {
        private final FontIcon icon = new FontIcon();
        private final Label title = new Label(null, icon);
        private final Text subject = new Text();
        private final Text details = new Text();
        private final VBox box = new VBox(2, title, subject, details);

        private LineCell() {
            setPrefWidth(0);
            title.getStyleClass().add("small");
            subject.getStyleClass().add("diff-subject");
            details.getStyleClass().add("palette-reason");
            for (Text text : List.of(subject, details)) {
                text.wrappingWidthProperty().bind(list.widthProperty().subtract(40));
            }
        }

        @Override
        protected void updateItem(DiffWords.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            if (line == null || empty) {
                setGraphic(null);
                return;
            }
            DiffWords.Mark mark = line.mark();
            icon.setIconLiteral(mark.icon());
            title.getStyleClass().removeIf(each -> each.startsWith("status-"));
            title.getStyleClass().add("status-" + mark.token());
            title.setText(texts.get("topologies.diff." + line.kind()));
            subject.setText(line.subject());
            subject.setStrikethrough(mark.token().equals("failed"));
            details.setText(String.join("\n", line.details()));
            details.setManaged(!line.details().isEmpty());
            details.setVisible(!line.details().isEmpty());
            setGraphic(box);
        }
    }
}
