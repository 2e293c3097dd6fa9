package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.Verb;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/// What was asked of a run last, and plainly what its server said to it. FX thread only.
final class WishBar extends HBox {
    private final RunViewModel model;
    private final Texts texts;
    private final FontIcon icon = new FontIcon("fth-clock");
    private final Label says = new Label(null, icon);

    WishBar(RunViewModel model, Texts texts) {
        super(8);
        this.model = model;
        this.texts = texts;
        setId("run-wish");
        getStyleClass().add("run-wish");
        setAlignment(Pos.CENTER_LEFT);
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        says.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(says, Priority.ALWAYS);
        Button close = new Button(null, new FontIcon("fth-x"));
        close.setId("run-wish-close");
        close.getStyleClass().add("icon-button");
        close.accessibleTextProperty().bind(texts.live("platform.close"));
        close.setOnAction(event -> model.forgetWish());
        getChildren().setAll(says, close);
        managedProperty().bind(visibleProperty());
        model.wishProperty().subscribe(now -> show());
    }

    void show() {
        Wish now = model.wishProperty().get();
        setVisible(now != null);
        if (now == null) {
            return;
        }
        says.getStyleClass().removeIf(each -> each.startsWith("status-"));
        says.getStyleClass().add("status-" + token(now.state()));
        icon.setIconLiteral(icon(now.state()));
        says.setText(texts.get(
                "runs.wish." + now.state().name().toLowerCase(Locale.ROOT), verb(now), now.name(), now.text()));
    }

    private String verb(Wish wish) {
        return texts.get(RunActions.of(wish.input() instanceof Input.Act act ? act.verb() : Verb.SET_PARAMETER));
    }

    private static String token(Wish.State state) {
        return switch (state) {
            case SENDING, ASKED -> "waiting";
            case DONE -> "ok";
            case REFUSED, FAILED -> "failed";
        };
    }

    private static String icon(Wish.State state) {
        return switch (state) {
            case SENDING, ASKED -> "fth-clock";
            case DONE -> "fth-check-circle";
            case REFUSED -> "fth-slash";
            case FAILED -> "fth-alert-triangle";
        };
    }
}
