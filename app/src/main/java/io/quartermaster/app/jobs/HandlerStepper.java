package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.JobType;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The handlers of a job in the order in which they are called, a numbered line each: a simple job's handler and what
/// follows it, or a cluster job's splits and, last and always there, what executes. FX thread only.
final class HandlerStepper extends VBox {
    private final FormGrid grid;
    private final Texts texts;
    private final JobWords words;
    private final JobForm form;
    private final HandlerOffers offers;
    private final VBox lines = new VBox();

    HandlerStepper(FormGrid grid, JobEditorViewModel model, JobWords words, Texts texts) {
        this.grid = grid;
        this.texts = texts;
        this.words = words;
        this.form = model.form();
        this.offers = model.offers();
        setId("job-handlers");
        Button add = new Button(null, new FontIcon("fth-plus"));
        add.setId("job-handler-add");
        add.textProperty()
                .bind(form.type.flatMap(type -> texts.live(cluster() ? "jobs.form.split.add" : "jobs.form.step.add")));
        add.setOnAction(event -> add());
        HBox foot = new HBox(add);
        foot.getStyleClass().add("stepper-add");
        getChildren().setAll(lines, foot);
        ListChangeListener<HandlerLine> changed = change -> {
            while (change.next()) {
                if (change.wasAdded() || change.wasRemoved()) {
                    rebuild();
                }
            }
        };
        form.work.steps.addListener(changed);
        form.work.splits.addListener(changed);
        form.type.subscribe(now -> rebuild());
    }

    private boolean cluster() {
        return form.type.get() == JobType.CLUSTER;
    }

    private ObservableList<HandlerLine> movable() {
        return cluster() ? form.work.splits : form.work.steps;
    }

    private void add() {
        movable().add(new HandlerLine(""));
        int index = cluster() ? movable().size() - 1 : movable().size();
        Platform.runLater(() -> {
            Node field = lookup("#job-handler-" + (index + 1));
            if (field != null) {
                field.requestFocus();
            }
        });
    }

    private void rebuild() {
        if (form.type.get() == JobType.MESSAGE || form.type.get() == JobType.TOPOLOGY) {
            lines.getChildren().clear();
            return;
        }
        List<Node> now = new ArrayList<>();
        ObservableList<HandlerLine> movable = movable();
        if (cluster()) {
            for (int i = 0; i < movable.size(); i++) {
                now.add(line(i + 1, HandlerKind.CLUSTER_SPLIT, movable.get(i).name, i));
            }
            now.add(line(movable.size() + 1, HandlerKind.CLUSTER_EXECUTE, form.target, -1));
        } else {
            now.add(line(1, HandlerKind.SIMPLE, form.target, -1));
            for (int i = 0; i < movable.size(); i++) {
                now.add(line(i + 2, HandlerKind.SIMPLE, movable.get(i).name, i));
            }
        }
        lines.getChildren().setAll(now);
    }

    /// @param index among those that move, -1 for the one that is always there
    private Node line(int number, HandlerKind kind, StringProperty name, int index) {
        Label badge = new Label(Integer.toString(number));
        badge.getStyleClass().add("stepper-number");
        if (kind == HandlerKind.CLUSTER_EXECUTE) {
            badge.getStyleClass().add("stepper-last");
        }
        Label word = new Label();
        if (kind != HandlerKind.SIMPLE) {
            word.textProperty().bind(texts.live("jobs.form.stepper." + kind));
        }
        word.getStyleClass().add("muted");
        word.setMinWidth(kind == HandlerKind.SIMPLE ? 0 : 58);
        word.setManaged(kind != HandlerKind.SIMPLE);
        word.setVisible(kind != HandlerKind.SIMPLE);
        SuggestField field = grid.dress(
                new SuggestField(() -> suggestions(kind)),
                index < 0 ? "target" : "handler-" + number,
                name,
                "jobs.form.target.prompt");
        grid.watch(field, index < 0 ? "target" : cluster() ? "splits" : "steps");
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox line = new HBox(8, badge, word, field);
        if (index >= 0) {
            line.getChildren().addAll(buttons(index));
        } else if (!movable().isEmpty()) {
            Label fixed = new Label();
            fixed.setGraphic(new FontIcon("fth-lock"));
            fixed.getStyleClass().addAll("faint", "stepper-fixed");
            Tooltip why = new Tooltip();
            why.textProperty().bind(texts.live("jobs.form.stepper.fixed." + kind));
            fixed.setTooltip(why);
            line.getChildren().add(fixed);
        }
        line.setAlignment(Pos.CENTER_LEFT);
        HBox foot = new HBox(warning(kind, name, index));
        foot.getStyleClass().addAll("form-foot", "stepper-foot");
        return new VBox(line, foot);
    }

    private List<Button> buttons(int index) {
        ObservableList<HandlerLine> movable = movable();
        Button up = button("up", "fth-arrow-up", () -> form.work.move(movable, index, -1));
        up.setDisable(index == 0);
        Button down = button("down", "fth-arrow-down", () -> form.work.move(movable, index, 1));
        down.setDisable(index == movable.size() - 1);
        Button remove = button("remove", "fth-x", () -> movable.remove(index));
        for (Button each : List.of(up, down, remove)) {
            each.setId(each.getId() + "-" + (index + 1));
        }
        return List.of(up, down, remove);
    }

    private Button button(String verb, String icon, Runnable deed) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId("job-handler-" + verb);
        button.getStyleClass().addAll("icon-button", "flat");
        ObservableValue<String> word = texts.live("jobs.form.stepper." + verb);
        button.accessibleTextProperty().bind(word);
        Hint.on(button, word);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> deed.run());
        return button;
    }

    private Label warning(HandlerKind kind, StringProperty name, int index) {
        Label label = new Label(null, new FontIcon("fth-alert-triangle"));
        label.setId(index < 0 ? "job-handler-warning" : "job-handler-warning-" + (index + 1));
        label.getStyleClass().addAll("status-waiting", "small");
        ObservableValue<HandlerOffers.@Nullable Warning> doubt = Bindings.createObjectBinding(
                () -> offers.warning(form.application.get().strip(), name.get().strip(), kind),
                name,
                form.application,
                offers.all());
        ObservableValue<String> text = Bindings.createStringBinding(
                () -> {
                    HandlerOffers.Warning now = doubt.getValue();
                    return now == null ? "" : words.warning(now);
                },
                doubt,
                texts.languageProperty());
        label.textProperty().bind(text);
        label.visibleProperty().bind(text.map(now -> !now.isEmpty()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text);
        label.setTooltip(whole);
        return label;
    }

    /// Those of the application typed, or of all while none is; what fits the place first.
    private List<SuggestField.Suggestion> suggestions(HandlerKind kind) {
        String application = form.application.get().strip();
        return offers.all().stream()
                .filter(each -> application.isEmpty() || Objects.equals(each.application(), application))
                .sorted(Comparator.comparing((OfferedHandler each) -> each.kind() != kind))
                .map(each -> new SuggestField.Suggestion(
                        each.handler(),
                        texts.get(
                                each.kind() == kind ? "jobs.handler.offer" : "jobs.handler.offer.wrong",
                                each.application(),
                                texts.get("jobs.handler.kind." + each.kind())),
                        each.kind() != kind))
                .toList();
    }
}
