package io.quartermaster.app.connections;

import io.quartermaster.app.connections.ProfileForm.Field;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.value.ObservableStringValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The fields of a MySQL profile; what is wrong stands under the field it is about, once it was touched.
final class ProfileFormView extends GridPane {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
    private static final double LABEL_WIDTH = 132;

    private final ProfileForm form;
    private final Texts texts;
    private final Map<Field, TextField> fields = new EnumMap<>(Field.class);
    private int row;

    ProfileFormView(ProfileForm form, Texts texts, Label protection) {
        this.form = form;
        this.texts = texts;
        getStyleClass().add("form");
        ColumnConstraints labels = new ColumnConstraints(LABEL_WIDTH);
        ColumnConstraints inputs = new ColumnConstraints();
        inputs.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(labels, inputs);
        line("connections.form.name", text(Field.NAME));
        line("connections.form.environment", environment());
        line("connections.form.host", hostAndPort());
        line("connections.form.schema", text(Field.SCHEMA));
        line("connections.form.user", text(Field.USER));
        line("connections.form.password", password(protection));
        line("connections.form.tls", tls());
        line("connections.form.readonly", readOnly());
    }

    void focusFirst() {
        java.util.Objects.requireNonNull(fields.get(Field.NAME)).requestFocus();
    }

    private void line(String key, Node input) {
        Label label = new Label();
        label.textProperty().bind(texts.live(key));
        label.setWrapText(true);
        label.getStyleClass().add("form-label");
        GridPane.setValignment(label, javafx.geometry.VPos.TOP);
        label.setLabelFor(input);
        add(label, 0, row);
        add(input, 1, row++);
    }

    private VBox text(Field field) {
        TextField input = new TextField();
        input.setId("profile-" + field.name().toLowerCase(Locale.ROOT));
        input.textProperty().bindBidirectional(form.value(field));
        fields.put(field, input);
        return withError(input, field);
    }

    private VBox withError(TextField input, Field field) {
        ObservableStringValue wrong = form.error(field);
        Label message = new Label();
        message.getStyleClass().addAll("field-error", "small");
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        message.setId(input.getId() + "-error");
        // an empty form that shouts at once helps nobody: a field complains after it was left, or when it has content
        Runnable update = () -> {
            boolean touched = Boolean.TRUE.equals(input.getProperties().get("touched"))
                    || !input.getText().isEmpty();
            String text = touched ? wrong.get() : "";
            message.setText(text);
            message.setVisible(!text.isEmpty());
            message.setManaged(!text.isEmpty());
            input.pseudoClassStateChanged(WRONG, !text.isEmpty());
        };
        wrong.subscribe(update);
        input.textProperty().subscribe(update);
        input.focusedProperty().subscribe((before, now) -> {
            if (before && !now) {
                input.getProperties().put("touched", true);
                update.run();
            }
        });
        form.editedProperty().subscribe(() -> {
            input.getProperties().remove("touched");
            update.run();
        });
        update.run();
        return new VBox(4, input, message);
    }

    private HBox hostAndPort() {
        VBox host = text(Field.HOST);
        HBox.setHgrow(host, Priority.ALWAYS);
        VBox port = text(Field.PORT);
        port.setPrefWidth(88);
        port.setMinWidth(88);
        Label colon = new Label();
        colon.textProperty().bind(texts.live("connections.form.port"));
        colon.getStyleClass().addAll("muted", "form-label");
        colon.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(8, host, colon, port);
        box.setAlignment(Pos.TOP_LEFT);
        return box;
    }

    private VBox password(Label protection) {
        PasswordField input = new PasswordField();
        input.setId("profile-password");
        input.promptTextProperty().bind(texts.live("connections.form.password.keep"));
        input.textProperty().bindBidirectional(form.passwordProperty());
        protection.getStyleClass().addAll("muted", "small");
        protection.setWrapText(true);
        protection.setMinHeight(USE_PREF_SIZE);
        return new VBox(4, input, protection);
    }

    private HBox environment() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        Environment[] all = Environment.values();
        for (int i = 0; i < all.length; i++) {
            Environment each = all[i];
            ToggleButton button = new ToggleButton(each.word());
            button.setId("profile-" + each.styleClass());
            button.setToggleGroup(group);
            button.getStyleClass().addAll(i == 0 ? "left-pill" : i == all.length - 1 ? "right-pill" : "center-pill");
            button.setOnAction(event -> {
                form.environmentProperty().set(each);
                // pressing the pressed one must not leave none chosen
                button.setSelected(true);
            });
            form.environmentProperty().subscribe(now -> button.setSelected(now == each));
            box.getChildren().add(button);
        }
        return box;
    }

    private VBox tls() {
        ComboBox<TlsMode> choice = new ComboBox<>();
        choice.setId("profile-tls");
        choice.getItems().setAll(TlsMode.values());
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.valueProperty().bindBidirectional(form.tlsProperty());
        choice.setCellFactory(list -> new TlsCell());
        choice.setButtonCell(new TlsCell());
        return new VBox(choice);
    }

    private CheckBox readOnly() {
        CheckBox box = new CheckBox();
        box.setId("profile-readonly");
        box.textProperty().bind(texts.live("connections.form.readonly.text"));
        box.setWrapText(true);
        box.getStyleClass().add("form-check");
        box.selectedProperty().bindBidirectional(form.readOnlyProperty());
        return box;
    }

    private final class TlsCell extends ListCell<TlsMode> {
        @Override
        protected void updateItem(@Nullable TlsMode mode, boolean empty) {
            super.updateItem(mode, empty);
            textProperty().unbind();
            if (mode == null || empty) {
                setText("");
            } else {
                textProperty().bind(texts.live("connections.tls." + mode.name().toLowerCase(Locale.ROOT)));
            }
        }
    }
}
