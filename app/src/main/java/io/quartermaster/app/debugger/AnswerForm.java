package io.quartermaster.app.debugger;

import io.quartermaster.app.debugger.AnswerDraft.Kind;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Node;
import io.quartermaster.server.desk.LiveCalls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Who answers for one node, as fields; each takes effect when it is left or Enter is pressed. FX thread only.
final class AnswerForm extends VBox {
    private static final Map<Kind, Set<String>> FIELDS = Map.of(
            Kind.SUCCEED, Set.of("took", "writes"),
            Kind.FAILED, Set.of("took", "message"),
            Kind.TIMEOUT, Set.of("took", "message"),
            Kind.FAILS_FIRST, Set.of("took", "message", "times", "writes"),
            Kind.RECORDED, Set.of(),
            Kind.LIVE, Set.of("live"));

    private final DebuggerViewModel model;
    private final Texts texts;
    private final Label title = new Label();
    private final ComboBox<Kind> kind = new ComboBox<>();
    private final TextField took = new TextField();
    private final TextField message = new TextField();
    private final TextField times = new TextField();
    private final TextArea writes = new TextArea();
    private final ComboBox<LiveCalls.Offer> live = new ComboBox<>();
    private final Label trouble = new Label();
    private @Nullable Node node;
    /// As it was filled in: what nobody changed is not taken for another answer.
    private @Nullable AnswerDraft filled;
    private boolean filling;

    AnswerForm(DebuggerViewModel model, Texts texts) {
        super(6);
        this.model = model;
        this.texts = texts;
        setId("debugger-answer");
        getStyleClass().add("debugger-form");
        title.getStyleClass().add("strong");
        trouble.getStyleClass().addAll("small", "status-failed");
        trouble.setWrapText(true);
        trouble.setId("debugger-answer-trouble");
        writes.setPrefRowCount(2);
        writes.getStyleClass().add("mono");
        kinds();
        getChildren().setAll(title, field("kind", kind));
        for (Map.Entry<String, Control> each : List.<Map.Entry<String, Control>>of(
                Map.entry("times", times),
                Map.entry("took", took),
                Map.entry("message", message),
                Map.entry("writes", writes),
                Map.entry("live", live))) {
            getChildren().add(field(each.getKey(), each.getValue()));
        }
        getChildren().add(trouble);
        List.<TextInputControl>of(took, message, times, writes).forEach(this::commits);
        kind.setOnAction(event -> kindChosen());
        live.setOnAction(event -> commit());
        live.setOnShowing(event -> offers());
    }

    /// Shows a node's answer, nothing for null.
    void show(@Nullable Node shown) {
        if (node != null && isFocusWithin()) {
            commit();
        }
        node = shown;
        boolean any = shown != null;
        setVisible(any);
        setManaged(any);
        if (shown != null) {
            filling = true;
            title.setText(shown.name());
            fill(AnswerDraft.of(model.answerOf(shown)));
            filling = false;
        }
    }

    private void fill(AnswerDraft draft) {
        filled = draft;
        // anew, as its words may be those of another language
        kind.setValue(null);
        kind.setValue(draft.kind());
        took.setText(draft.took());
        message.setText(draft.message());
        times.setText(draft.times());
        writes.setText(draft.writes());
        live.setValue(draft.live());
        trouble.setText("");
        arrange(draft.kind());
    }

    private void kinds() {
        boolean recorded = model.openingProperty().get() != null
                && Objects.requireNonNull(model.openingProperty().get())
                        .recorded()
                        .isPresent();
        for (Kind each : Kind.values()) {
            if (each != Kind.RECORDED || recorded) {
                kind.getItems().add(each);
            }
        }
        kind.setConverter(words(each -> texts.get("debugger.answer." + each.name())));
        live.setConverter(words(offer -> offer.application() + " / " + offer.handler()));
        for (ComboBox<?> box : List.of(kind, live)) {
            box.setMaxWidth(Double.MAX_VALUE);
        }
    }

    private static <T> StringConverter<T> words(java.util.function.Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T each) {
                return each == null ? "" : words.apply(each);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        };
    }

    private VBox field(String id, Control control) {
        Label label = new Label();
        label.textProperty().bind(texts.live("debugger.field." + id));
        label.getStyleClass().addAll("muted", "small");
        label.setLabelFor(control);
        control.setId("debugger-" + id);
        VBox field = new VBox(2, label, control);
        field.setId("debugger-field-" + id);
        return field;
    }

    private void arrange(Kind shown) {
        Set<String> wanted = FIELDS.getOrDefault(shown, Set.of());
        for (javafx.scene.Node child : getChildren()) {
            String id = child.getId() == null ? "" : child.getId();
            if (id.startsWith("debugger-field-") && !id.endsWith("-kind")) {
                boolean there = wanted.contains(id.substring("debugger-field-".length()));
                child.setVisible(there);
                child.setManaged(there);
            }
        }
    }

    private void commits(TextInputControl field) {
        if (field instanceof TextField line) {
            line.setOnAction(event -> commit());
        }
        field.focusedProperty().subscribe((before, now) -> {
            if (!now) {
                commit();
            }
        });
    }

    private void kindChosen() {
        if (filling) {
            return;
        }
        arrange(kind.getValue());
        if (kind.getValue() == Kind.LIVE) {
            offers();
        }
        commit();
    }

    private void offers() {
        List<LiveCalls.Offer> there = model.live().map(LiveCalls::offers).orElse(List.of());
        if (!live.getItems().equals(there)) {
            LiveCalls.Offer chosen = live.getValue();
            live.getItems().setAll(there);
            live.setValue(chosen);
        }
        if (live.getValue() == null) {
            suggested().ifPresent(live::setValue);
        }
    }

    /// The handler of the node's own job, whether it is attached yet or not.
    private Optional<LiveCalls.Offer> suggested() {
        Opening opening = model.openingProperty().get();
        return node != null && opening != null && node.part() instanceof io.quartermaster.model.topology.Part.Task task
                ? Optional.ofNullable(opening.jobs().get(task.job()))
                        .filter(spec -> !spec.target().isBlank())
                        .map(spec -> new LiveCalls.Offer(spec.application(), spec.target()))
                : Optional.empty();
    }

    private void commit() {
        Node of = node;
        if (filling || of == null || model.busyProperty().get()) {
            return;
        }
        AnswerDraft draft = new AnswerDraft(
                kind.getValue(), took.getText(), message.getText(), writes.getText(), times.getText(), live.getValue());
        if (draft.equals(filled)) {
            return;
        }
        draft.read(model.shown()::typeOf)
                .ifPresentOrElse(
                        answer -> {
                            trouble.setText("");
                            filled = draft;
                            model.answer(of.id(), answer);
                        },
                        () -> trouble.setText(trouble(draft)));
        if (draft.kind() == Kind.LIVE && model.live().isEmpty()) {
            trouble.setText(texts.get("debugger.live.off"));
        }
    }

    private String trouble(AnswerDraft draft) {
        if (draft.kind() == Kind.LIVE) {
            return texts.get(model.live().isEmpty() ? "debugger.live.off" : "debugger.live.choose");
        }
        return texts.get(Typed.span(draft.took()).isEmpty() ? "debugger.answer.bad.took" : "debugger.answer.bad");
    }
}
