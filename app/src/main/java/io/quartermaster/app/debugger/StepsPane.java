package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.topology.desk.Step;
import io.quartermaster.model.topology.run.NodeStatus;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// What happened so far, the newest below; a click on a step goes back to it. FX thread only.
final class StepsPane extends VBox {
    private final DebuggerViewModel model;
    private final Texts texts;
    private final Times times;
    private final DeskWords words;
    private final Label title = new Label();
    private final ListView<Step> list = new ListView<>();

    StepsPane(DebuggerViewModel model, Texts texts, Times times, DeskWords words) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.words = words;
        getStyleClass().add("debugger-steps");
        title.getStyleClass().addAll("small", "strong");
        Label hint = new Label();
        hint.textProperty().bind(texts.live("debugger.steps.hint"));
        hint.getStyleClass().addAll("muted", "small");
        list.setId("debugger-steps");
        list.accessibleTextProperty().bind(texts.live("debugger.steps.hint"));
        list.setFixedCellSize(24);
        list.setCellFactory(view -> new StepCell());
        list.setOnMouseClicked(event -> go());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(new HBox(10, title, hint), list);
    }

    void show(Standing standing) {
        List<Step> steps = standing.steps();
        title.setText(texts.get("debugger.steps", steps.size() - 1));
        list.getItems().setAll(steps);
        list.getSelectionModel().clearAndSelect(steps.size() - 1);
        list.scrollTo(steps.size() - 1);
    }

    private void go() {
        Step step = list.getSelectionModel().getSelectedItem();
        if (step != null && step.number() < list.getItems().size() - 1) {
            model.backTo(step.number());
        }
    }

    private final class StepCell extends ListCell<Step> {
        private final Label at = new Label();
        private final Label icon = new Label();
        private final Label what = new Label();
        private final HBox row = new HBox(8, at, icon, what);

        private StepCell() {
            setPrefWidth(0);
            at.getStyleClass().addAll("mono", "muted", "small");
            at.setMinWidth(USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable Step step, boolean empty) {
            super.updateItem(step, empty);
            if (step == null || empty) {
                setGraphic(null);
                return;
            }
            at.setText(times.absolute(step.at()));
            what.setText(words.step(step));
            icon.setGraphic(new FontIcon(icon(step)));
            icon.getStyleClass().removeIf(each -> each.startsWith("status-"));
            if (step.what() instanceof Step.Came came) {
                boolean well = came.told().status() == NodeStatus.SUCCEED;
                icon.getStyleClass().add(well ? "status-ok" : "status-failed");
            }
            setGraphic(row);
        }
    }

    private static String icon(Step step) {
        return switch (step.what()) {
            case Step.Began began -> "fth-play";
            case Step.Woke woke -> "fth-watch";
            case Step.Came came ->
                switch (came.told().status()) {
                    case FAILED -> "fth-x-circle";
                    case TIMEOUT -> "fth-clock";
                    default -> "fth-check-circle";
                };
            case Step.Did did -> did.refusal().isPresent() ? "fth-slash" : "fth-user";
        };
    }
}
