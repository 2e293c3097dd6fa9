package io.quartermaster.app.platform;

import java.util.IdentityHashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/// Shows the toasts over the window's lower edge, each for five seconds, longer while the mouse rests on it.
public final class ToastLayer extends VBox {
    private static final double WIDEST = 360;
    private static final Duration STAY = Duration.seconds(5);

    private final Toasts toasts;
    private final Texts texts;
    private final Map<Toast, Node> nodes = new IdentityHashMap<>();

    public ToastLayer(Toasts toasts, Texts texts) {
        this.toasts = toasts;
        this.texts = texts;
        getStyleClass().add("toast-layer");
        setAlignment(Pos.BOTTOM_CENTER);
        setPickOnBounds(false);
        toasts.showing().addListener((ListChangeListener<Toast>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(gone -> getChildren().remove(nodes.remove(gone)));
                change.getAddedSubList().forEach(this::add);
            }
        });
    }

    private void add(Toast toast) {
        Label text = new Label(toast.text());
        text.setWrapText(true);
        text.setMaxWidth(WIDEST);
        HBox box = new HBox(text);
        box.getStyleClass().add("toast");
        // bounds include the shadow, which must not catch clicks meant for what lies below it
        box.setPickOnBounds(false);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Runnable action = toast.action();
        if (action != null) {
            String verb = toast.verb();
            Button button = new Button(verb == null ? texts.get("platform.undo") : verb);
            button.getStyleClass().add(verb == null ? "toast-undo" : "toast-open");
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> {
                toasts.dismiss(toast);
                action.run();
            });
            box.getChildren().add(button);
        }
        Button close = new Button("", new FontIcon("fth-x"));
        close.getStyleClass().addAll("icon-button", "flat");
        close.setAccessibleText(texts.get("platform.close"));
        close.setOnAction(event -> toasts.dismiss(toast));
        box.getChildren().add(close);
        nodes.put(toast, box);
        getChildren().add(box);
        PauseTransition stay = new PauseTransition(STAY);
        stay.setOnFinished(event -> toasts.dismiss(toast));
        box.setOnMouseEntered(event -> stay.pause());
        box.setOnMouseExited(event -> stay.play());
        stay.play();
    }
}
