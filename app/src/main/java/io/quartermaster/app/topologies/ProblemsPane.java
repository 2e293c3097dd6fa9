package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Problem;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is wrong with the drawing, errors first; a click goes to the culprit. FX thread only.
final class ProblemsPane extends VBox {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Texts texts;
    private final Drawing drawing;
    private final Label title = new Label();
    private final ListView<Problem> list = new ListView<>();

    ProblemsPane(EditorViewModel model, Desk desk, Consumer<NodeId> goTo) {
        this.texts = desk.texts();
        this.drawing = model.drawing();
        setId("topology-problems");
        getStyleClass().add("topology-problems");
        title.setId("topology-problems-title");
        title.getStyleClass().addAll("small", "strong");
        list.setId("problems-list");
        list.setCellFactory(view -> new ProblemCell());
        list.setFixedCellSize(26);
        list.setOnMouseClicked(event -> go(goTo));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go(goTo);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        Label asked = new Label();
        asked.setId("topology-asked");
        asked.getStyleClass().addAll("small", "muted");
        asked.setMinWidth(0);
        asked.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> asked(model, desk),
                        model.askedProperty(),
                        desk.times().zoneProperty(),
                        drawing.languageProperty()));
        title.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().setAll(new HBox(12, title, space, asked), list);
        drawing.findingsProperty().subscribe(now -> show());
        drawing.languageProperty().subscribe(now -> show());
    }

    /// Whom the handlers were asked of, and when.
    private String asked(EditorViewModel model, Desk desk) {
        EditorViewModel.Asked by = model.askedProperty().get();
        if (by == null) {
            return "";
        }
        String at = CLOCK.format(by.at().atZone(desk.times().zoneProperty().get()));
        return by.clients() == 0
                ? texts.get("topologies.asked.none", at)
                : texts.get("topologies.asked", by.clients(), at);
    }

    private void go(Consumer<NodeId> goTo) {
        Problem problem = list.getSelectionModel().getSelectedItem();
        NodeId node = problem == null ? null : problem.node();
        if (node != null) {
            goTo.accept(node);
        }
    }

    private void show() {
        Findings findings = drawing.findingsProperty().get();
        long errors = findings.errors();
        long warnings = findings.problems().size() - errors;
        title.setText(
                findings.problems().isEmpty()
                        ? texts.get("topologies.problems.none")
                        : texts.get("topologies.problems", errors, warnings));
        title.setGraphic(
                new FontIcon(errors > 0 ? "fth-x-circle" : warnings > 0 ? "fth-alert-triangle" : "fth-check-circle"));
        title.getStyleClass().removeIf(each -> each.startsWith("status-"));
        title.getStyleClass().add(errors > 0 ? "status-failed" : warnings > 0 ? "status-waiting" : "status-ok");
        if (!list.getItems().equals(findings.problems())) {
            list.getItems().setAll(findings.problems());
        }
        list.refresh();
        boolean any = !findings.problems().isEmpty();
        list.setVisible(any);
        list.setManaged(any);
        list.setPrefHeight(Math.min(4, findings.problems().size()) * 26 + 4);
    }

    private final class ProblemCell extends ListCell<Problem> {
        private ProblemCell() {
            // as wide as the list, so that a long one is cut and the list never scrolls sideways
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            getStyleClass().removeIf(each -> each.startsWith("status-"));
            if (problem == null || empty) {
                setText(null);
                setGraphic(null);
                return;
            }
            boolean warning = problem.kind().warning();
            setGraphic(new FontIcon(warning ? "fth-alert-triangle" : "fth-x-circle"));
            getStyleClass().add(warning ? "status-waiting" : "status-failed");
            setText(words(problem));
        }
    }

    /// A problem in words, with the name of its node before.
    String words(Problem problem) {
        String says = texts.get(
                "topologies.problem." + problem.kind().name(),
                problem.args().stream().map(CompilerWords::shortened).toArray());
        NodeId node = problem.node();
        return node == null ? says : texts.get("topologies.problem.at", drawing.nameOf(node), says);
    }
}
