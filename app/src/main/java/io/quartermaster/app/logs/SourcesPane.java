package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import java.nio.file.Path;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Left: the directory, typed or chosen, and its log files. FX thread only.
final class SourcesPane extends VBox {
    private final LogsViewModel model;
    private final TextField path = new TextField();
    private final ListView<LogFileInfo> list = new ListView<>();
    private boolean showing;

    SourcesPane(Desk desk, LogsViewModel model) {
        this.model = model;
        Texts texts = desk.texts();
        getStyleClass().add("log-sources");
        setMinWidth(180);
        path.setId("log-path");
        path.promptTextProperty().bind(texts.live("logs.path"));
        path.accessibleTextProperty().bind(texts.live("logs.path"));
        path.setOnAction(event -> {
            if (!path.getText().isBlank()) {
                model.openTyped(path.getText());
            }
        });
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(path.textProperty());
        path.setTooltip(whole);
        HBox.setHgrow(path, Priority.ALWAYS);
        HBox typed = new HBox(
                path,
                desk.actions().iconButton(LogActions.OPEN_FILE),
                desk.actions().iconButton(LogActions.OPEN_DIRECTORY));
        typed.getStyleClass().addAll("gap-4", "log-path-bar");
        list.setId("log-files");
        list.getStyleClass().add("side-list");
        list.accessibleTextProperty().bind(texts.live("logs.sources"));
        list.setCellFactory(view -> new LogFileCell(desk));
        Label none = new Label();
        none.textProperty().bind(texts.live("logs.empty.directory"));
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        list.setItems(model.sources().files());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(typed, list);
        list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        model.sources().files().addListener((ListChangeListener<LogFileInfo>) change -> showOpen());
        model.openProperty().subscribe(open -> showOpen());
        model.sources().directoryProperty().subscribe(this::showDirectory);
    }

    private void showDirectory(@Nullable Path directory) {
        path.setText(Objects.toString(directory, ""));
        path.end(); // the end of a path says more than its beginning
    }

    private void chosen(@Nullable LogFileInfo file) {
        if (file != null && !showing && !file.path().equals(openPath())) {
            model.openFile(file.path());
        }
    }

    /// The list shows which of its files is open, also when it was opened from elsewhere.
    private void showOpen() {
        Path open = openPath();
        showing = true;
        list.getSelectionModel().clearSelection();
        list.getItems().stream()
                .filter(file -> file.path().equals(open))
                .findFirst()
                .ifPresent(list.getSelectionModel()::select);
        showing = false;
    }

    private @Nullable Path openPath() {
        OpenLog open = model.openProperty().get();
        return open == null || open.file() == null ? null : open.about().path();
    }
}
