package io.quartermaster.app.debugger;

import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Who answers for each node of the shown level, and the selected one's answer to edit. FX thread only.
final class AnswersPane extends VBox {
    private static final double FORM = 216;

    private final DebuggerViewModel model;
    private final DeskWords words;
    private final ListView<Node> list = new ListView<>();
    private final AnswerForm form;
    private final ScrollPane fields = new ScrollPane();
    private @Nullable Topology listed;
    private boolean following;

    AnswersPane(DebuggerViewModel model, Texts texts, DeskWords words) {
        this.model = model;
        this.words = words;
        this.form = new AnswerForm(model, texts);
        getStyleClass().add("debugger-pane");
        list.setId("debugger-answers");
        list.accessibleTextProperty().bind(texts.live("debugger.tab.answers"));
        list.setCellFactory(view -> new AnswerCell());
        fields.setContent(form);
        fields.setFitToWidth(true);
        fields.setMinHeight(FORM);
        fields.getStyleClass().add("debugger-fields");
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setMinHeight(90);
        getChildren().setAll(list, fields);
        list.getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            if (now != null && !following) {
                model.shown().select(Selection.of(now.id()));
            }
        });
    }

    /// Another level, or another answer.
    void show() {
        Topology topology = model.shown().topology();
        if (topology != listed) {
            listed = topology;
            Graph graph = Graph.of(topology);
            following = true;
            list.getItems()
                    .setAll(graph.order().stream()
                            .map(graph::node)
                            .filter(node -> node.part() instanceof Part.Task)
                            .toList());
            following = false;
        }
        list.refresh();
        follow();
    }

    /// The selection is what the canvas says.
    void follow() {
        following = true;
        Node selected = model.shown()
                .selectionProperty()
                .get()
                .only()
                .flatMap(id -> model.shown().topology().node(id))
                .filter(node -> node.part() instanceof Part.Task)
                .orElse(null);
        if (selected == null) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().select(selected);
            list.scrollTo(selected);
        }
        form.show(selected);
        fields.setVisible(selected != null);
        fields.setManaged(selected != null);
        following = false;
    }

    private final class AnswerCell extends ListCell<Node> {
        private final Label name = new Label();
        private final Label answer = new Label();
        private final VBox lines = new VBox(name, answer);

        private AnswerCell() {
            setPrefWidth(0);
            answer.getStyleClass().addAll("muted", "small");
        }

        @Override
        protected void updateItem(@Nullable Node node, boolean empty) {
            super.updateItem(node, empty);
            if (node == null || empty) {
                setGraphic(null);
                return;
            }
            name.setText(node.name());
            var with = model.answerOf(node);
            answer.setText(words.answer(with));
            answer.setGraphic(new FontIcon(
                    switch (with) {
                        case io.quartermaster.model.topology.desk.Answer.Stub stub -> "fth-edit-3";
                        case io.quartermaster.model.topology.desk.Answer.FailsFirst fails -> "fth-repeat";
                        case io.quartermaster.model.topology.desk.Answer.Recorded recorded -> "fth-film";
                        case io.quartermaster.model.topology.desk.Answer.Live live -> "fth-radio";
                    }));
            setGraphic(lines);
        }
    }
}
