package io.quartermaster.app.work;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import java.time.Instant;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A run of work that is cut up, in the place of what led to it: how far it is, its layers, machines, stragglers and
/// chunks, and what can be done to it. FX thread only.
public final class WorkPane extends VBox {
    private static final int UNKNOWN = -1;

    private final Desk desk;
    private final Texts texts;
    private final WorkViewModel model;
    private final WorkActions actions;
    private final WorkWords words;
    private final Label title = new Label();
    private final Label status = new Label();
    private final Label fresh = new Label();
    private final Label progress = new Label();
    private final Label pace = new Label();
    private final Label left = new Label();
    private final Label took = new Label();
    private final ShareBar whole = new ShareBar();
    private final Label said = new Label("", new FontIcon("fth-info"));
    private final Label error = new Label("", new FontIcon("fth-alert-circle"));
    private final TextField limit = new TextField();
    private final LayersPane layers;
    private final MachinesTable machines;
    private final ObservableList<io.quartermaster.model.work.Chunk> slow = FXCollections.observableArrayList();
    private final Faces faces;
    /// The stored limit as it was when it was put into the field.
    private int offered = UNKNOWN;

    /// @param back leads to where it was opened from
    public WorkPane(Desk desk, Runnable back) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model =
                new WorkViewModel(texts, desk.tasks(), desk.times().ticker().clock());
        this.actions = new WorkActions(desk, model);
        this.words = new WorkWords(texts, desk.times());
        this.layers = new LayersPane(model, texts, words);
        this.machines = new MachinesTable(model, texts, desk.times(), words, desk.state());
        actions.register();
        setId("work");
        getStyleClass().addAll("page", "work-pane");
        VBox content = new VBox(facts(), layers, body());
        VBox.setVgrow(content.getChildren().getLast(), Priority.ALWAYS);
        this.faces = new Faces(texts, content);
        VBox.setVgrow(faces, Priority.ALWAYS);
        getChildren().setAll(header(back), banner(said), banner(error), faces);
        model.shownProperty().subscribe(now -> show());
        model.troubleProperty().subscribe(now -> show());
        model.updatedProperty().subscribe(now -> show());
        texts.languageProperty().subscribe(now -> show());
        model.saidProperty().subscribe(this::say);
    }

    /// Follows the work of a record from now on; null for none.
    public void open(@Nullable Workspace in, @Nullable RecordId record) {
        limit.clear();
        offered = UNKNOWN;
        model.open(in, record);
    }

    /// The pulse while it is in front.
    public void tick(Instant now) {
        model.tick(now);
        freshen();
    }

    WorkViewModel model() {
        return model;
    }

    private HBox header(Runnable back) {
        Button out = new Button(null, new FontIcon("fth-arrow-left"));
        out.setId("work-back");
        out.getStyleClass().addAll("icon-button", "flat");
        out.accessibleTextProperty().bind(texts.live("work.back"));
        out.setOnAction(event -> back.run());
        title.getStyleClass().add("heading");
        title.setMinWidth(60);
        fresh.getStyleClass().addAll("muted", "small");
        status.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        limit.setId("work-limit");
        limit.setPrefColumnCount(6);
        limit.setMinWidth(72);
        limit.promptTextProperty().bind(texts.live("work.limit.prompt"));
        limit.textProperty().bindBidirectional(actions.limitProperty());
        Button set = desk.actions().button(WorkActions.LIMIT);
        set.setMinWidth(Region.USE_PREF_SIZE);
        fresh.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = new HBox(
                out,
                title,
                status,
                fresh,
                space,
                limit,
                set,
                desk.actions().iconButton(WorkActions.PAUSE),
                desk.actions().iconButton(WorkActions.RESUME),
                desk.actions().iconButton(WorkActions.CANCEL));
        header.getStyleClass().add("page-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private Node facts() {
        progress.setId("work-progress");
        pace.setId("work-pace");
        left.setId("work-left");
        HBox.setHgrow(whole, Priority.ALWAYS);
        whole.setMinWidth(80);
        whole.setMaxWidth(Double.MAX_VALUE);
        for (Label each : new Label[] {progress, pace, left, took}) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox line = new HBox(16, whole, progress, pace, left, took);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("work-facts");
        return line;
    }

    private Node body() {
        ChunksTable chunks = new ChunksTable(
                "work-chunks", model.chunks().chunks(), texts, desk.times(), desk.state(), this::readAt, true);
        chunks.onEnd(model.chunks()::loadMore);
        VBox.setVgrow(chunks, Priority.ALWAYS);
        VBox list = new VBox(new ChunkFilters(model, texts, words), chunks);
        ChunksTable stragglers =
                new ChunksTable("work-slow", slow, texts, desk.times(), desk.state(), this::readAt, false);
        SplitPane sides = new SplitPane(titled("work.machines", machines), titled("work.slow", stragglers));
        sides.setDividerPositions(0.58);
        SplitPane body = new SplitPane(sides, list);
        body.setOrientation(Orientation.VERTICAL);
        body.setDividerPositions(0.4);
        return body;
    }

    private Node titled(String key, Node node) {
        Label heading = new Label();
        heading.textProperty().bind(texts.live(key));
        heading.getStyleClass().addAll("strong", "work-title");
        VBox.setVgrow(node, Priority.ALWAYS);
        return new VBox(heading, node);
    }

    private HBox banner(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        HBox bar = new HBox(label);
        bar.getStyleClass().add("notice-bar");
        bar.visibleProperty().bind(label.textProperty().isNotEmpty());
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private @Nullable Instant readAt() {
        WorkSnapshot now = model.shownProperty().get();
        return now == null ? null : now.at();
    }

    private void say(WorkViewModel.@Nullable Said now) {
        said.setId("work-said");
        said.setText(now == null ? "" : now.text());
        said.getStyleClass().removeAll("status-failed", "status-ok");
        if (now != null) {
            said.getStyleClass().add(now.wrong() ? "status-failed" : "status-ok");
        }
    }

    private void show() {
        WorkSnapshot now = model.shownProperty().get();
        freshen();
        if (now == null) {
            empty();
            return;
        }
        faces.showContent();
        Job job = now.job();
        title.setText((job == null ? texts.get("work.job.gone") : job.spec().name()) + "  #"
                + now.run().record());
        RunStatusLook.dress(status, now.run().status(), texts, "");
        progress.setText(words.progress(now));
        pace.setText(words.pace(now, model.paceProperty().get()));
        left.setText(words.left(now, model.paceProperty().get()));
        took.setText(words.took(now));
        whole.show(now.last().chunks(), Math.max(1, now.last().all()));
        error.getStyleClass().add("status-failed");
        error.setText(Objects.requireNonNullElse(now.run().error(), ""));
        if (job != null) {
            offer(job.spec().work().rate());
        }
        layers.show(now);
        machines.show(now);
        if (!slow.equals(now.stragglers())) {
            slow.setAll(now.stragglers());
        }
    }

    /// Puts the stored limit into its field when it is another than before; what a person typed since stays meanwhile.
    private void offer(int rate) {
        if (rate != offered) {
            offered = rate;
            limit.setText(rate == 0 ? "" : Integer.toString(rate));
        }
    }

    private void empty() {
        Trouble trouble = model.troubleProperty().get();
        title.setText(texts.get("work.title"));
        error.setText("");
        if (trouble != null) {
            faces.showBroken(texts.live("work.face.broken"), new SimpleStringProperty(trouble.cause()), model::refresh);
        } else if (model.updatedProperty().get() == null) {
            faces.showLoading();
        } else {
            faces.showEmpty("fth-layers", texts.live("work.face.none"), texts.live("work.face.none.todo"), null);
        }
    }

    private void freshen() {
        Instant updated = model.updatedProperty().get();
        Trouble trouble = model.troubleProperty().get();
        fresh.getStyleClass().remove("status-failed");
        if (trouble != null && updated != null) {
            fresh.getStyleClass().add("status-failed");
            fresh.setText(texts.get("work.stale", desk.times().relative(updated)));
        } else {
            fresh.setText(
                    updated == null
                            ? ""
                            : texts.get("work.updated", desk.times().relative(updated)));
        }
    }
}
