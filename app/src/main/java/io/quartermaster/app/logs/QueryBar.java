package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Texts;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A field for a text or expression with its two options, and a word on what came of it: the filter and the find
/// bar are each one. Passes the query on when typing pauses or Enter is pressed. FX thread only.
final class QueryBar extends HBox {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final Duration PAUSE = Duration.millis(350);

    private final TextField field = new TextField();
    private final ToggleButton matchCase = new ToggleButton("Aa");
    private final ToggleButton regex = new ToggleButton(".*");
    private final Label outcome = new Label();
    private final Consumer<LogQuery> changed;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    private LogQuery told = LogQuery.NONE;

    QueryBar(Texts texts, String name, String promptKey, String icon, Consumer<LogQuery> changed) {
        this.changed = changed;
        getStyleClass().addAll("gap-4", "log-query");
        setAlignment(Pos.CENTER_LEFT);
        field.setId(name + "-field");
        field.promptTextProperty().bind(texts.live(promptKey));
        field.accessibleTextProperty().bind(texts.live(promptKey));
        field.setPrefWidth(320);
        field.setMinWidth(120);
        FontIcon picture = new FontIcon(icon);
        picture.getStyleClass().add("log-query-icon");
        option(texts, matchCase, name + "-case", "logs.find.case");
        option(texts, regex, name + "-regex", "logs.find.regex");
        outcome.setId(name + "-outcome");
        outcome.getStyleClass().addAll("muted", "small", "log-outcome");
        outcome.setMinWidth(0);
        HBox.setHgrow(field, Priority.SOMETIMES);
        field.setMaxWidth(420);
        getChildren().addAll(picture, field, matchCase, regex, outcome);
        pause.setOnFinished(event -> tell());
        field.textProperty().subscribe((before, now) -> pause.playFromStart());
        field.setOnAction(event -> tell());
    }

    private void option(Texts texts, ToggleButton toggle, String id, String key) {
        toggle.setId(id);
        toggle.getStyleClass().addAll("icon-button", "log-option", "mono");
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.live(key));
        toggle.setTooltip(tooltip);
        toggle.accessibleTextProperty().bind(texts.live(key));
        toggle.selectedProperty().subscribe((before, now) -> tell());
    }

    /// Says what came of it; a problem colours the field.
    void say(@Nullable String problem, String words) {
        field.pseudoClassStateChanged(ERROR, problem != null);
        outcome.setText(problem != null ? problem : words);
        outcome.getStyleClass().removeAll("muted", "field-error");
        outcome.getStyleClass().add(problem != null ? "field-error" : "muted");
    }

    void focus() {
        field.requestFocus();
        field.selectAll();
    }

    void clear() {
        field.clear();
        tell();
    }

    TextField field() {
        return field;
    }

    void addAtEnd(Node... nodes) {
        getChildren().addAll(nodes);
    }

    /// Passes the query on now, if it is another one.
    void tell() {
        pause.stop();
        LogQuery query = new LogQuery(field.getText(), regex.isSelected(), matchCase.isSelected());
        if (!query.equals(told)) {
            told = query;
            changed.accept(query);
        }
    }
}
