package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The line above the table that tells what came of a wish, until it is closed or replaced.
final class NoticeBar extends HBox {
    private final Texts texts;
    private final BiConsumer<JobId, RecordId> open;

    NoticeBar(Texts texts, BiConsumer<JobId, RecordId> open) {
        this.texts = texts;
        this.open = open;
        setId("jobs-notice");
        getStyleClass().add("notice-bar");
        setAlignment(Pos.CENTER_LEFT);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void show(Notice notice) {
        Label text = new Label(notice.text(), new FontIcon(icon(notice.kind())));
        text.getStyleClass().add(status(notice.kind()));
        text.setId("jobs-notice-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().setAll(text);
        JobId job = notice.job();
        RecordId record = notice.record();
        if (job != null && record != null) {
            getChildren().add(link(job, record));
        }
        Region space = new Region();
        HBox.setHgrow(space, javafx.scene.layout.Priority.ALWAYS);
        getChildren().addAll(space, closer());
        setVisible(true);
    }

    private Hyperlink link(JobId job, RecordId record) {
        Hyperlink link = new Hyperlink(texts.get("jobs.fire.open"));
        link.setId("jobs-notice-open");
        link.setMinWidth(USE_PREF_SIZE);
        link.setOnAction(event -> open.accept(job, record));
        return link;
    }

    private Button closer() {
        Button close = new Button(null, new FontIcon("fth-x"));
        close.getStyleClass().addAll("icon-button", "flat");
        close.setAccessibleText(texts.get("platform.close"));
        close.setMinWidth(USE_PREF_SIZE);
        close.setOnAction(event -> setVisible(false));
        return close;
    }

    private static String icon(Notice.Kind kind) {
        return switch (kind) {
            case WAITING -> "fth-clock";
            case DONE -> "fth-check-circle";
            case WARNING -> "fth-alert-triangle";
            case REFUSED -> "fth-x-circle";
        };
    }

    private static String status(Notice.Kind kind) {
        return switch (kind) {
            case WAITING -> "status-neutral";
            case DONE -> "status-ok";
            case WARNING -> "status-waiting";
            case REFUSED -> "status-failed";
        };
    }

    @Nullable
    String text() {
        return isVisible() && getChildren().getFirst() instanceof Label label ? label.getText() : null;
    }
}
