package io.quartermaster.app.platform;

import io.quartermaster.model.RunStatus;
import javafx.scene.control.Labeled;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// How a run's status is shown everywhere: an icon, a word and a colour. FX thread only.
public final class RunStatusLook {
    private RunStatusLook() {}

    /// Dresses a label or cell; `more` is added behind the word and may be empty.
    public static void dress(Labeled labeled, RunStatus status, Texts texts, String more) {
        undress(labeled);
        labeled.getStyleClass().add(styleClass(status));
        FontIcon icon = labeled.getGraphic() instanceof FontIcon former ? former : new FontIcon();
        icon.setIconLiteral(icon(status));
        labeled.setGraphic(icon);
        labeled.setText(text(status, texts, more));
    }

    /// The same for a cell of a table; `tip` null when it is the text.
    public static void show(AspectCell<?, ?> cell, RunStatus status, Texts texts, String more, @Nullable String tip) {
        cell.show(text(status, texts, more), tip, styleClass(status), icon(status));
    }

    private static String text(RunStatus status, Texts texts, String more) {
        return more.isEmpty() ? word(status, texts) : word(status, texts) + "  " + more;
    }

    private static void undress(Labeled labeled) {
        labeled.getStyleClass().removeIf(each -> each.startsWith("status-"));
    }

    /// The word in the language of now.
    public static String word(RunStatus status, Texts texts) {
        return texts.get("records.status." + status.name());
    }

    public static String styleClass(RunStatus status) {
        return switch (status) {
            case SUCCEED -> "status-ok";
            case EXECUTING -> "status-running";
            case PLANNED, PAUSED -> "status-waiting";
            case FAILED, TIMEOUT -> "status-failed";
            case SKIPPED -> "status-skipped";
            case CANCEL, UNKNOWN -> "status-neutral";
        };
    }

    public static String icon(RunStatus status) {
        return switch (status) {
            case SUCCEED -> "fth-check-circle";
            case EXECUTING -> "fth-play-circle";
            case PLANNED -> "fth-calendar";
            case PAUSED -> "fth-pause-circle";
            case FAILED -> "fth-x-circle";
            case TIMEOUT -> "fth-clock";
            case SKIPPED -> "fth-skip-forward";
            case CANCEL -> "fth-slash";
            case UNKNOWN -> "fth-help-circle";
        };
    }
}
