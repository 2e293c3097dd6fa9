package io.quartermaster.app.shell;

import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import java.util.IdentityHashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The list of running background tasks, each with its progress and a way to cancel it.
final class TaskPopover extends VBox {
    private final Texts texts;
    private final Label none = new Label();
    private final Map<BackgroundTask<?>, Node> rows = new IdentityHashMap<>();

    TaskPopover(BackgroundTasks tasks, Texts texts) {
        this.texts = texts;
        getStyleClass().add("popover");
        setId("task-popover");
        setVisible(false);
        // bounds include the shadow, which must not catch clicks meant for what lies below it
        setPickOnBounds(false);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label();
        title.textProperty().bind(texts.live("shell.tasks.title"));
        title.getStyleClass().add("strong");
        none.textProperty().bind(texts.live("shell.tasks.none"));
        none.getStyleClass().add("muted");
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(title, none);
        tasks.running().forEach(this::add);
        tasks.running().addListener((ListChangeListener<BackgroundTask<?>>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(gone -> getChildren().remove(rows.remove(gone)));
                change.getAddedSubList().forEach(this::add);
            }
            none.setVisible(rows.isEmpty());
        });
    }

    private void add(BackgroundTask<?> task) {
        Label title = new Label();
        title.textProperty().bind(task.title());
        title.setMaxWidth(Double.MAX_VALUE);
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(task.progressProperty());
        progress.setMaxWidth(Double.MAX_VALUE);
        VBox what = new VBox(4, title, progress);
        HBox.setHgrow(what, Priority.ALWAYS);
        Button cancel = new Button("", new FontIcon("fth-x"));
        cancel.getStyleClass().addAll("flat", "icon-button");
        cancel.accessibleTextProperty().bind(texts.live("platform.cancel"));
        cancel.setOnAction(event -> task.cancel());
        HBox row = new HBox(8, what, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        rows.put(task, row);
        getChildren().add(row);
        none.setVisible(false);
    }
}
