package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line above the text when something happened to the file: gone, rotated. FX thread only.
final class NoticeBar extends HBox {
    private final Texts texts;
    private final Label words = new Label();

    NoticeBar(Texts texts, LogsViewModel model) {
        this.texts = texts;
        getStyleClass().addAll("log-notice", "gap-8");
        setId("log-notice");
        setAlignment(Pos.CENTER_LEFT);
        words.setId("log-notice-text");
        words.setGraphic(new FontIcon("fth-alert-triangle"));
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button dismiss = new Button();
        dismiss.textProperty().bind(texts.live("logs.notice.dismiss"));
        dismiss.setMinWidth(USE_PREF_SIZE);
        dismiss.setOnAction(event -> model.notices().dismiss());
        getChildren().addAll(words, dismiss);
        model.notices().noticeProperty().subscribe(this::show);
    }

    private void show(LogNotices.@Nullable Notice notice) {
        setVisible(notice != null);
        setManaged(notice != null);
        words.textProperty().unbind();
        if (notice != null) {
            words.textProperty().bind(texts.live(notice.key(), notice.args().toArray()));
        }
    }
}
