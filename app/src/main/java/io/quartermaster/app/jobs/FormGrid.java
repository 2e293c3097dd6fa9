package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The rows of a form: label, control, and below the control what is wrong with it. FX thread only.
///
/// A field nobody touched yet does not complain; Save tells what is missing. Every line below a control has its place
/// reserved: a complaint that came would move the button a person is just about to press.
final class FormGrid extends VBox {
    static final double LABEL_WIDTH = 112;
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Texts texts;
    private final Function<Violation, String> words;
    private final List<ErrorLine> errors = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();
    private List<Violation> violations = List.of();

    FormGrid(Texts texts, Function<Violation, String> words) {
        this.texts = texts;
        this.words = words;
        getStyleClass().add("form-grid");
    }

    /// A heading above the rows that follow.
    void section(String key) {
        Label heading = new Label();
        heading.textProperty().bind(texts.live(key));
        heading.getStyleClass().addAll("subheading", "form-section");
        getChildren().add(heading);
    }

    /// A row whose control complains for the fields named.
    HBox row(String labelKey, Node control, String... fields) {
        Label label = new Label();
        if (!labelKey.isEmpty()) {
            label.textProperty().bind(texts.live(labelKey));
        }
        label.getStyleClass().addAll("muted", "form-label");
        label.setMinWidth(LABEL_WIDTH);
        label.setPrefWidth(LABEL_WIDTH);
        label.setWrapText(true);
        VBox cell = new VBox(control);
        cell.getStyleClass().add("form-cell");
        HBox.setHgrow(cell, Priority.ALWAYS);
        if (fields.length > 0) {
            ErrorLine line = new ErrorLine(List.of(fields), control);
            errors.add(line);
            StackPane foot = new StackPane(line);
            foot.getStyleClass().add("form-foot");
            cell.getChildren().add(foot);
            watch(control, fields);
        }
        HBox row = new HBox(label, cell);
        row.getStyleClass().add("form-row");
        if (fields.length == 0) {
            row.getStyleClass().add("form-row-plain");
        }
        row.managedProperty().bind(row.visibleProperty());
        getChildren().add(row);
        return row;
    }

    /// Several controls side by side, as one.
    static HBox beside(Node... controls) {
        HBox box = new HBox(controls);
        box.getStyleClass().add("gap-8");
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    TextField text(String id, StringProperty value, String promptKey) {
        TextField field = new TextField();
        dress(field, id, value, promptKey);
        return field;
    }

    <T extends TextInputControl> T dress(T field, String id, StringProperty value, String promptKey) {
        field.setId("job-" + id);
        field.textProperty().bindBidirectional(value);
        if (!promptKey.isEmpty()) {
            field.promptTextProperty().bind(texts.live(promptKey));
        }
        return field;
    }

    <E extends Enum<E>> ComboBox<E> choice(String id, ObjectProperty<E> value, E[] all, String prefix) {
        ComboBox<E> box = new ComboBox<>();
        box.setId("job-" + id);
        box.getItems().setAll(all);
        box.valueProperty().bindBidirectional(value);
        box.setCellFactory(list -> new EnumCell<>(texts, prefix));
        box.setButtonCell(new EnumCell<>(texts, prefix));
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    HBox duration(String id, TypedDuration value, String promptKey) {
        TextField amount = text(id, value.amount, promptKey);
        amount.setPrefColumnCount(5);
        amount.setMinWidth(64);
        amount.setMaxWidth(84);
        return beside(amount, choice(id + "-unit", value.unit, TypedDuration.Unit.values(), "jobs.form.unit."));
    }

    /// Shows what is wrong now.
    void show(List<Violation> now) {
        violations = now;
        errors.forEach(ErrorLine::update);
    }

    /// From now on every field complains.
    void touchAll() {
        errors.forEach(line -> touched.addAll(line.fields));
        errors.forEach(ErrorLine::update);
    }

    /// Puts a label into the line below a control, where it shows while the control's own complaint does not.
    static void advise(HBox row, Label advice) {
        if (row.getChildren().getLast() instanceof VBox cell
                && cell.getChildren().getLast() instanceof StackPane foot) {
            Node complaint = foot.getChildren().getFirst();
            advice.setMaxWidth(Double.MAX_VALUE);
            advice.opacityProperty().bind(complaint.visibleProperty().map(hidden -> hidden ? 0 : 1));
            foot.getChildren().add(advice);
        }
    }

    /// True while something a person has touched is wrong.
    boolean complains() {
        return errors.stream().anyMatch(Node::isVisible);
    }

    /// A control that came later complains for the fields too, once a person has touched it.
    void watch(Node control, String... fields) {
        for (Node each : leaves(control)) {
            each.focusedProperty().addListener((property, before, now) -> {
                if (before && !now) {
                    touch(fields);
                }
            });
            if (each instanceof TextInputControl input) {
                input.textProperty().addListener((property, before, now) -> {
                    if (input.isFocused()) {
                        touch(fields);
                    }
                });
            }
        }
    }

    private void touch(String... fields) {
        if (touched.addAll(List.of(fields))) {
            errors.forEach(ErrorLine::update);
        }
    }

    private static List<Node> leaves(Node control) {
        return control instanceof HBox box ? List.copyOf(box.getChildren()) : List.of(control);
    }

    /// What is wrong with some fields, or nothing.
    private final class ErrorLine extends Label {
        private final List<String> fields;
        private final Node control;

        ErrorLine(List<String> fields, Node control) {
            this.fields = fields;
            this.control = control;
            getStyleClass().addAll("form-error", "status-failed", "small");
            setId("error-" + fields.getFirst());
            setGraphic(new FontIcon("fth-alert-circle"));
            setMaxWidth(Double.MAX_VALUE);
            setVisible(false);
        }

        void update() {
            Optional<Violation> first = violations.stream()
                    .filter(each -> fields.contains(each.field()) && touched.contains(each.field()))
                    .findFirst();
            String text = first.map(words).orElse("");
            setText(text);
            // the line is one line high, whatever there is to say
            setTooltip(text.isEmpty() ? null : new Tooltip(text));
            setVisible(first.isPresent());
            leaves(control).forEach(each -> each.pseudoClassStateChanged(WRONG, first.isPresent()));
        }
    }

    /// An enum's word, in the language of now.
    private static final class EnumCell<E extends Enum<E>> extends ListCell<E> {
        private final Texts texts;
        private final String prefix;

        EnumCell(Texts texts, String prefix) {
            this.texts = texts;
            this.prefix = prefix;
        }

        @Override
        protected void updateItem(@Nullable E item, boolean empty) {
            super.updateItem(item, empty);
            textProperty().unbind();
            if (item == null || empty) {
                setText("");
            } else {
                textProperty().bind(texts.live(prefix + item.name()));
            }
        }
    }
}
