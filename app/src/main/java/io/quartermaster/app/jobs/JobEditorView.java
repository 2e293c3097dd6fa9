package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Job;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The form of one job, in the place of the table: fields left, the next fires right, Save always in sight.
///
/// FX thread only. Escape closes and asks when something would be lost; Ctrl+S and Ctrl+Enter save.
final class JobEditorView extends StackPane {
    private static final double FORM_WIDTH = 800;

    private final Desk desk;
    private final Texts texts;
    private final JobEditorViewModel model;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Consumer<@Nullable Job> closed;
    private final JobWords words;
    private final FormGrid grid;
    private final Button save = new Button();
    private final Label reason = new Label();
    private final Label problem = new Label();
    private final UnreadableBar unreadable;
    private final VBox form;
    // fields: what they listen to outlives the form, so it holds them weakly
    private final ChangeListener<Object> settle = (property, before, now) -> settle();
    private final ChangeListener<Object> relabel = (property, before, now) -> relabel();

    private final WeakChangeListener<Object> settleWhileOpen = new WeakChangeListener<>(settle);
    private final WeakChangeListener<Object> relabelWhileOpen = new WeakChangeListener<>(relabel);

    /// @param closed called once when the form goes: with the job saved, or with null
    JobEditorView(
            Desk desk,
            JobEditorViewModel model,
            ObservableValue<@Nullable Workspace> workspace,
            Consumer<@Nullable Job> closed) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.workspace = workspace;
        this.closed = closed;
        this.words = new JobWords(texts, desk.times());
        this.grid = new FormGrid(texts, words::rule);
        this.unreadable = new UnreadableBar(model, words, texts);
        setId("job-editor");
        getStyleClass().add("job-editor");
        JobSections sections = new JobSections(grid, model, words, texts);
        sections.basics();
        TriggerSection.addTo(grid, model, texts, desk.times().ticker().clock(), desk.actions());
        sections.running();
        this.form = new VBox(header(), problem, unreadable, body());
        getChildren().setAll(form);
        dressProblem();
        listen();
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        settle();
    }

    private HBox header() {
        Label title = new Label();
        Job base = model.base();
        title.textProperty()
                .bind(
                        base == null
                                ? texts.live("jobs.form.new")
                                : texts.live("jobs.form.edit", base.spec().name()));
        title.getStyleClass().add("heading");
        title.setMinWidth(120);
        reason.setId("job-save-reason");
        reason.getStyleClass().addAll("small", "muted");
        reason.setTextOverrun(javafx.scene.control.OverrunStyle.ELLIPSIS);
        Button cancel = new Button();
        cancel.setId("job-cancel");
        cancel.textProperty().bind(texts.live("jobs.form.cancel"));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> requestClose());
        save.setId("job-save");
        save.textProperty().bind(texts.live("jobs.form.save"));
        save.getStyleClass().add("accent");
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(event -> save());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header =
                new HBox(title, new EnvironmentBadge(model.workspace().environment()), space, reason, cancel, save);
        ((Region) header.getChildren().get(1)).setMinWidth(USE_PREF_SIZE);
        header.getStyleClass().add("page-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private HBox body() {
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("form-scroll");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        scroll.setMaxWidth(FORM_WIDTH);
        FiresPreview preview = new FiresPreview(model, texts, desk.times());
        HBox.setHgrow(preview, Priority.SOMETIMES);
        HBox body = new HBox(scroll, preview);
        body.getStyleClass().add("form-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        return body;
    }

    private void dressProblem() {
        problem.setId("job-problem");
        problem.getStyleClass().addAll("notice-bar", "status-failed");
        problem.setGraphic(new org.kordamp.ikonli.javafx.FontIcon("fth-alert-circle"));
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.setMaxWidth(Double.MAX_VALUE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
    }

    private void listen() {
        model.violationsProperty().addListener(settle);
        model.dirtyProperty().addListener(settle);
        model.savingProperty().addListener(settle);
        model.fires().computingProperty().addListener(settle);
        workspace.addListener(settleWhileOpen);
        desk.actions().writesBlockedProperty().addListener(settleWhileOpen);
        texts.languageProperty().addListener(relabelWhileOpen);
        model.outcomeProperty().subscribe(this::came);
    }

    /// Goes, and hears of nothing more: a form that is gone must not close the one opened after it.
    private void close(@Nullable Job saved) {
        workspace.removeListener(settleWhileOpen);
        desk.actions().writesBlockedProperty().removeListener(settleWhileOpen);
        texts.languageProperty().removeListener(relabelWhileOpen);
        closed.accept(saved);
    }

    void tick(Instant now) {
        model.tick(now);
    }

    /// Puts the cursor where a person begins.
    void focusFirst() {
        Platform.runLater(() -> {
            if (lookup("#job-name") instanceof javafx.scene.control.TextField name) {
                name.requestFocus();
                name.end();
            }
        });
    }

    private void save() {
        grid.touchAll();
        if (whyNot() == null) {
            model.save();
        }
    }

    private void relabel() {
        settle();
        came(model.outcomeProperty().get());
    }

    private void settle() {
        grid.show(model.violationsProperty().get());
        unreadable.show();
        String why = whyNot();
        save.setDisable(why != null);
        reason.setText(why == null && model.dirtyProperty().get() ? texts.get("jobs.form.unsaved") : why);
        // an empty form is not wrong yet
        boolean wrong = grid.complains();
        reason.getStyleClass().removeAll("status-failed");
        if (wrong) {
            reason.getStyleClass().add("status-failed");
        }
    }

    /// Why it cannot be saved now; null when it can.
    private @Nullable String whyNot() {
        String blocked = desk.actions().writesBlockedProperty().get();
        if (blocked != null) {
            return blocked;
        }
        if (workspace.getValue() != model.workspace()) {
            return texts.get("jobs.form.moved");
        }
        if (model.savingProperty().get()) {
            return texts.get("jobs.form.saving");
        }
        if (!model.violationsProperty().get().isEmpty()) {
            return words.reason(model.violationsProperty().get().getFirst());
        }
        if (model.fires().computingProperty().get()) {
            return texts.get("jobs.form.ahead.computing");
        }
        boolean nothing = model.base() != null && !model.dirtyProperty().get();
        return nothing ? texts.get("jobs.form.unchanged") : null;
    }

    private void came(@Nullable SaveOutcome outcome) {
        problem.setVisible(false);
        getChildren().setAll(form);
        switch (outcome) {
            case null -> {}
            case SaveOutcome.Saved saved -> close(saved.job());
            case SaveOutcome.Conflict conflict -> getChildren().setAll(conflictView(conflict.conflict()));
            case SaveOutcome.Gone gone -> complain(texts.get("jobs.form.gone"));
            case SaveOutcome.NameTaken taken -> complain(texts.get("jobs.refused.taken", taken.name()));
            case SaveOutcome.Failed failed ->
                complain(texts.get(
                        "jobs.form.failed",
                        new Trouble(desk.times().ticker().clock().instant(), failed.why()).cause()));
        }
    }

    private void complain(String text) {
        problem.setText(text);
        problem.setVisible(true);
    }

    private ConflictView conflictView(JobConflict conflict) {
        return new ConflictView(conflict, texts, desk.times(), new ConflictView.Choices() {
            @Override
            public void rebase() {
                model.rebase(conflict);
            }

            @Override
            public void takeTheirs() {
                model.takeTheirs(conflict);
            }

            @Override
            public void back() {
                model.dismissOutcome();
            }
        });
    }

    private void onKey(KeyEvent event) {
        boolean enter = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.S;
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            if (model.outcomeProperty().get() instanceof SaveOutcome.Conflict) {
                model.dismissOutcome();
            } else {
                requestClose();
            }
        } else if (enter && event.isShortcutDown()) {
            event.consume();
            save();
        }
    }

    /// Closes the form, after asking when something would be lost.
    void requestClose() {
        if (!model.dirtyProperty().get()) {
            close(null);
            return;
        }
        Job base = model.base();
        String typed = model.form().name.get().strip();
        String name = !typed.isEmpty()
                ? typed
                : base == null ? texts.get("jobs.form.new") : base.spec().name();
        desk.dialogs()
                .confirm(
                        new Confirm(
                                texts.get("jobs.form.discard"),
                                texts.get("jobs.form.discard.consequence"),
                                name,
                                model.workspace().environment(),
                                texts.get("jobs.form.discard.verb")),
                        () -> close(null));
    }
}
