package io.quartermaster.app.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Dialogs drawn over the window's own content, so that they carry its theme and need no window manager.
///
/// The topmost dialog keeps the focus: wherever it goes outside, it comes back. Escape closes, Enter presses the
/// focused button, Ctrl+Enter the last one. FX thread only.
public final class DialogLayer extends StackPane implements Dialogs {
    /// What the audit keeps.
    private static final int LONGEST_REASON = 255;

    private final Texts texts;
    private final FileChoosers files;
    private final List<Box> open = new ArrayList<>();
    private final ChangeListener<Node> keepFocus = (property, before, now) -> keepFocusInside(now);
    private @Nullable Node focusBefore;

    public DialogLayer(Texts texts, FileChoosers files) {
        this.texts = texts;
        this.files = files;
        getStyleClass().add("dialog-layer");
        setVisible(false);
        sceneProperty().addListener((property, before, now) -> moveListener(before, now));
        // before the content: lists take Escape for themselves
        addEventFilter(KeyEvent.KEY_PRESSED, this::onEscape);
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    @Override
    public void confirm(Confirm question, Runnable proceed) {
        Label consequence = wrapped(question.consequence(), "dialog-text");
        Label object = wrapped(question.object(), "dialog-object");
        object.getStyleClass().add("mono");
        HBox where = new HBox(new EnvironmentBadge(question.environment()), object);
        where.getStyleClass().add("gap-8");
        where.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(object, Priority.ALWAYS);
        Button cancel = new Button(texts.get("platform.cancel"));
        cancel.setId("dialog-cancel");
        Button verb = new Button(question.verb());
        verb.setId("dialog-verb");
        verb.getStyleClass().add("danger");
        TextField why = new TextField();
        VBox content = new VBox(12, where, consequence);
        Consumer<@Nullable String> because = question.because();
        if (because != null) {
            content.getChildren().add(reason(why));
        }
        if (question.wantsTheName()) {
            content.getChildren().add(name(question, verb, because == null ? null : why));
        }
        Sheet sheet = open(fixed(question.title()), content, cancel, List.of(cancel, verb));
        cancel.setOnAction(event -> sheet.close());
        verb.setOnAction(event -> {
            sheet.close();
            if (because != null) {
                because.accept(why.getText().isBlank() ? null : why.getText().strip());
            }
            proceed.run();
        });
    }

    @Override
    public void error(UserError error) {
        Label cause = wrapped(error.cause(), "dialog-text");
        Label whatToDo = wrapped(error.whatToDo(), "dialog-text");
        Label code = wrapped(texts.get("platform.error.code", error.code()), "muted");
        code.getStyleClass().add("small");
        Button copy = new Button(texts.get("platform.error.copy"));
        copy.setId("dialog-copy");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(error.code() + " " + error.sentence() + "\n" + error.details());
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(texts.get("platform.error.copied"));
        });
        Button close = new Button(texts.get("platform.close"));
        close.setId("dialog-close");
        Sheet sheet = open(fixed(error.sentence()), new VBox(12, cause, whatToDo, code), close, List.of(copy, close));
        close.setOnAction(event -> sheet.close());
    }

    @Override
    public Sheet sheet(ObservableValue<String> title, Node content, Button... buttons) {
        return open(title, content, content, List.of(buttons));
    }

    @Override
    public FileChoosers files() {
        return files;
    }

    /// True while a dialog keeps the page from being used.
    public boolean isOpen() {
        return !open.isEmpty();
    }

    private Sheet open(ObservableValue<String> title, Node content, Node firstFocus, List<Button> buttons) {
        if (open.isEmpty()) {
            Scene scene = getScene();
            focusBefore = scene == null ? null : scene.getFocusOwner();
        }
        Box box = new Box(title, content, firstFocus, buttons);
        box.onEscape = () -> close(box);
        open.add(box);
        getChildren().add(box);
        setVisible(true);
        box.focusFirst();
        return new Sheet() {
            @Override
            public void close() {
                DialogLayer.this.close(box);
            }

            @Override
            public void onEscape(Runnable instead) {
                box.onEscape = instead;
            }
        };
    }

    private void close(Box box) {
        if (!open.remove(box)) {
            return;
        }
        getChildren().remove(box);
        if (open.isEmpty()) {
            setVisible(false);
            if (focusBefore != null) {
                focusBefore.requestFocus();
            }
            focusBefore = null;
        } else {
            open.getLast().focusFirst();
        }
    }

    private void onEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !open.isEmpty()) {
            event.consume();
            open.getLast().onEscape.run();
        }
    }

    private void onKey(KeyEvent event) {
        if (open.isEmpty()) {
            return;
        }
        Box top = open.getLast();
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            top.pressLast();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
            button.fire();
        }
        // the page below must not see keys meant for the dialog
        event.consume();
    }

    private void keepFocusInside(@Nullable Node now) {
        if (!open.isEmpty() && !isInside(now, open.getLast())) {
            open.getLast().focusFirst();
        }
    }

    private void moveListener(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.focusOwnerProperty().removeListener(keepFocus);
        }
        if (now != null) {
            now.focusOwnerProperty().addListener(keepFocus);
        }
    }

    private static boolean isInside(@Nullable Node node, Node ancestor) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each == ancestor) {
                return true;
            }
        }
        return false;
    }

    private VBox reason(TextField why) {
        why.setId("dialog-reason");
        why.promptTextProperty().bind(texts.live("platform.confirm.reason.prompt"));
        why.setTextFormatter(
                new TextFormatter<>(change -> change.getControlNewText().length() <= LONGEST_REASON ? change : null));
        Label label = new Label(texts.get("platform.confirm.reason"));
        label.getStyleClass().add("muted");
        label.setLabelFor(why);
        return new VBox(4, label, why);
    }

    /// The field that the name must be typed into before the button does anything.
    private VBox name(Confirm question, Button verb, @Nullable TextField why) {
        TextField typed = new TextField();
        typed.setId("dialog-name");
        Label label = wrapped(
                texts.get(why == null ? "platform.confirm.name" : "platform.confirm.name.reason", question.object()),
                "muted");
        label.setLabelFor(typed);
        Runnable judge = () -> verb.setDisable(
                !typed.getText().strip().equals(question.object().strip())
                        || (why != null && why.getText().isBlank()));
        typed.textProperty().subscribe(text -> judge.run());
        if (why != null) {
            // it says that a reason is optional
            why.promptTextProperty().unbind();
            why.setPromptText("");
            why.textProperty().subscribe(text -> judge.run());
        }
        return new VBox(4, label, typed);
    }

    private static ObservableValue<String> fixed(String text) {
        return new SimpleStringProperty(text);
    }

    private static Label wrapped(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// One dialog with the veil below it.
    private static final class Box extends StackPane {
        private final Node firstFocus;
        private final List<Button> buttons;
        private Runnable onEscape = () -> {};

        Box(ObservableValue<String> title, Node content, Node firstFocus, List<Button> buttons) {
            this.firstFocus = firstFocus;
            this.buttons = buttons;
            getStyleClass().add("dialog-veil");
            Label heading = new Label();
            heading.textProperty().bind(title);
            heading.getStyleClass().add("dialog-title");
            heading.setWrapText(true);
            heading.setMinHeight(USE_PREF_SIZE);
            HBox bar = new HBox();
            bar.getStyleClass().add("dialog-buttons");
            bar.setAlignment(Pos.CENTER_RIGHT);
            bar.getChildren().addAll(buttons);
            VBox panel = new VBox(heading, content, bar);
            panel.getStyleClass().add("dialog-panel");
            panel.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
            VBox.setVgrow(content, Priority.ALWAYS);
            getChildren().add(panel);
        }

        void focusFirst() {
            Node target = firstFocusable(firstFocus);
            if (target != null) {
                target.requestFocus();
            } else if (!buttons.isEmpty()) {
                buttons.getFirst().requestFocus();
            }
        }

        void pressLast() {
            if (!buttons.isEmpty()) {
                buttons.getLast().fire();
            }
        }

        private static @Nullable Node firstFocusable(Node node) {
            if (node.isFocusTraversable() && !node.isDisabled() && node.isVisible()) {
                return node;
            }
            if (node instanceof Parent parent) {
                for (Node child : parent.getChildrenUnmodifiable()) {
                    Node found = firstFocusable(child);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }
    }
}
