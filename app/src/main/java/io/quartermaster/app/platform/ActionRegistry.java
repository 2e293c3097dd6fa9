package io.quartermaster.app.platform;

import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// All actions that can be reached now, and the one gate every one of them passes: read-only connection, the
/// action's own reason, the question before a destructive one. FX thread only.
///
/// A button of a blocked action is not disabled in JavaFX's sense, which would hide its tooltip: it carries the
/// pseudo-class `blocked`, and pressing it says why nothing happens.
public final class ActionRegistry {
    private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");

    private final Texts texts;
    private final Dialogs dialogs;
    private final Toasts toasts;
    private final ObservableList<Action> actions = FXCollections.observableArrayList();
    private final ObservableList<Action> actionsView = FXCollections.unmodifiableObservableList(actions);
    private final ObjectProperty<@Nullable String> writesBlocked = new SimpleObjectProperty<>(this, "writesBlocked");

    public ActionRegistry(Texts texts, Dialogs dialogs, Toasts toasts) {
        this.texts = texts;
        this.dialogs = dialogs;
        this.toasts = toasts;
    }

    /// Why nothing may be written now, null while it may. Set by the shell from the connection.
    public ObjectProperty<@Nullable String> writesBlockedProperty() {
        return writesBlocked;
    }

    public void register(Action action) {
        if (actions.stream().anyMatch(each -> each.id().equals(action.id()))) {
            throw new IllegalArgumentException("action " + action.id() + " is registered already");
        }
        actions.add(action);
    }

    public void unregister(String id) {
        actions.removeIf(each -> each.id().equals(id));
    }

    /// In the order of registration. Read only.
    public ObservableList<Action> actions() {
        return actionsView;
    }

    public Action action(String id) {
        return actions.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action " + id));
    }

    /// Why the action cannot be run now; holds null while it can. Bind it or hold it.
    public ObservableValue<@Nullable String> reason(String id) {
        Action action = action(id);
        return Bindings.createObjectBinding(() -> reasonNow(action), writesBlocked, action.disabledReason());
    }

    /// Runs the action as if its button had been pressed.
    public void run(String id) {
        Action action = action(id);
        String reason = reasonNow(action);
        if (reason != null) {
            toasts.show(reason);
        } else if (action.question() != null) {
            dialogs.confirm(action.question().get(), action.handler());
        } else {
            action.handler().run();
        }
    }

    /// A button with icon and verb.
    public Button button(String id) {
        Action action = action(id);
        Button button = iconButton(id);
        button.getStyleClass().remove("icon-button");
        button.textProperty().bind(texts.live(action.textKey()));
        return button;
    }

    /// A button with the icon only; the verb is its tooltip and its accessible name.
    public Button iconButton(String id) {
        Action action = action(id);
        Button button = new Button();
        button.setGraphic(new FontIcon(action.icon()));
        button.getStyleClass().addAll("action-button", "icon-button");
        button.setId("action-" + id.replace('.', '-'));
        ObservableValue<String> verb = texts.live(action.textKey());
        button.accessibleTextProperty().bind(verb);
        ObservableValue<@Nullable String> reason = reason(id);
        ObservableValue<String> tip = Bindings.createStringBinding(() -> tip(action, reason.getValue()), verb, reason);
        Hint.on(button, tip);
        button.accessibleHelpProperty().bind(tip);
        // the button holds the binding through this listener's subscription, and both go together
        button.getProperties().put("quartermaster.reason", reason);
        reason.subscribe(now -> button.pseudoClassStateChanged(BLOCKED, now != null));
        button.setOnAction(event -> run(id));
        return button;
    }

    public MenuItem menuItem(String id) {
        Action action = action(id);
        MenuItem item = new MenuItem();
        item.setGraphic(new FontIcon(action.icon()));
        item.setId("menu-" + id.replace('.', '-'));
        if (action.isDestructive()) {
            item.getStyleClass().add("danger");
        }
        ObservableValue<String> verb = texts.live(action.textKey());
        ObservableValue<@Nullable String> reason = reason(id);
        item.disableProperty().bind(Bindings.createBooleanBinding(() -> reason.getValue() != null, reason));
        item.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> reason.getValue() == null
                                ? verb.getValue()
                                : texts.get("platform.action.blocked", verb.getValue(), reason.getValue()),
                        verb,
                        reason));
        item.setOnAction(event -> run(id));
        return item;
    }

    /// Makes the accelerators work in a window. A plain character is left to a text field that has the focus.
    public void install(Scene scene) {
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean typing = scene.getFocusOwner() instanceof TextInputControl;
            actions.stream()
                    .filter(action -> matches(action, event) && !(typing && isPlainCharacter(action.key())))
                    .findFirst()
                    .ifPresent(action -> {
                        event.consume();
                        run(action.id());
                    });
        });
    }

    private static boolean matches(Action action, KeyEvent event) {
        return action.key() != null && action.key().match(event);
    }

    private static boolean isPlainCharacter(@Nullable KeyCombination key) {
        return !(key instanceof KeyCodeCombination code)
                || !(code.getShortcut() == KeyCombination.ModifierValue.DOWN
                        || code.getControl() == KeyCombination.ModifierValue.DOWN
                        || code.getAlt() == KeyCombination.ModifierValue.DOWN
                        || code.getCode().isFunctionKey()
                        || code.getCode() == KeyCode.ESCAPE);
    }

    private @Nullable String reasonNow(Action action) {
        String blocked = action.writes() ? writesBlocked.get() : null;
        return blocked != null ? blocked : action.disabledReason().getValue();
    }

    private String tip(Action action, @Nullable String reason) {
        String verb = texts.get(action.textKey());
        if (reason != null) {
            return texts.get("platform.action.blocked", verb, reason);
        }
        KeyCombination key = action.key();
        return key == null ? verb : verb + "  " + Objects.requireNonNull(key.getDisplayText());
    }
}
