package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The topologies, and one of them open in its editor. FX thread only.
public final class TopologiesPage implements Page {
    private static final String OPEN = "topologies.open";
    private static final String REFRESH = "topologies.refresh";
    private static final Duration QUIT_PATIENCE = Duration.ofSeconds(3);

    private final Desk desk;
    private final Texts texts;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Runnable newJob;
    private final TopologiesViewModel model;
    private final TextField filter = new TextField();
    private final StackPane root = new StackPane();
    private final Links links;
    private @Nullable VBox list;
    private final Trail trail;
    private Subscription active = Subscription.EMPTY;

    /// @param workspace what the page works on, null while nothing is connected
    /// @param newJob    leads to where a topology is made: the jobs page
    public TopologiesPage(Desk desk, ObservableValue<@Nullable Workspace> workspace, Runnable newJob) {
        this(desk, workspace, newJob, Links.NONE);
    }

    /// @param links where the topologies lead to, and what else is there for them
    public TopologiesPage(Desk desk, ObservableValue<@Nullable Workspace> workspace, Runnable newJob, Links links) {
        this.desk = desk;
        this.texts = desk.texts();
        this.workspace = workspace;
        this.newJob = newJob;
        this.links = links;
        this.model = new TopologiesViewModel(
                desk.tasks(), texts, desk.times().ticker().clock(), workspace);
        this.trail = new Trail(desk, links, this::show);
        root.setId("page-topologies");
        root.getStyleClass().add("page");
        for (String sheet : new String[] {"jobs.css", "cluster.css", "topologies.css"}) {
            String file = "/io/quartermaster/ui/css/" + sheet;
            root.getStylesheets()
                    .add(Objects.requireNonNull(TopologiesPage.class.getResource(file), file)
                            .toExternalForm());
        }
        actions();
    }

    private void actions() {
        ObservableValue<@Nullable String> unselected = Bindings.createObjectBinding(
                () -> model.selectedProperty().get() == null ? texts.get("topologies.why.row") : null,
                model.selectedProperty(),
                texts.languageProperty());
        desk.actions()
                .register(Action.of(OPEN, OPEN, "fth-git-merge", this::open).disabledWhile(unselected));
        desk.actions()
                .register(Action.of(REFRESH, REFRESH, "fth-refresh-cw", this::refresh)
                        .disabledWhile(Bindings.createObjectBinding(
                                () -> workspace.getValue() == null ? texts.get("topologies.face.off") : null,
                                workspace,
                                texts.languageProperty())));
    }

    @Override
    public String id() {
        return "topologies";
    }

    @Override
    public String titleKey() {
        return "topologies.title";
    }

    @Override
    public String icon() {
        return "fth-git-merge";
    }

    @Override
    public Node view() {
        if (list == null) {
            list = build();
            root.getChildren().setAll(list);
        }
        return root;
    }

    TopologiesViewModel model() {
        return model;
    }

    /// The topology that is open, null while the list is shown.
    @Nullable
    EditorView editor() {
        return trail.open();
    }

    @Override
    public void activate() {
        active.unsubscribe();
        active = workspace
                .subscribe(this::follow)
                .and(desk.times().ticker().nowProperty().subscribe((before, now) -> {
                    if (trail.open() == null) {
                        model.refresh();
                    }
                }));
        trail.activate();
    }

    @Override
    public void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
        trail.deactivate();
    }

    /// Saves what is drawn and not saved yet, and waits a moment for it: call before the console quits, while the
    /// database is still open. What cannot be saved lies in the draft's file and is there at the next start.
    public void quit() {
        trail.quit(QUIT_PATIENCE);
    }

    @Override
    public void refresh() {
        EditorView open = editor();
        if (open != null) {
            open.model().refresh();
        } else {
            model.refresh();
        }
    }

    @Override
    public void focusFilter() {
        EditorView open = editor();
        if (open != null) {
            open.find();
        } else {
            filter.requestFocus();
        }
    }

    /// Another connection has other topologies.
    private void follow(@Nullable Workspace now) {
        EditorView open = editor();
        if (open != null && open.model().workspace() != now) {
            trail.close(0);
        }
        model.refresh();
    }

    /// An editor, or the list when null.
    private void show(@Nullable EditorView open) {
        root.getChildren().setAll(open == null ? Objects.requireNonNull(list) : open);
        if (open == null) {
            model.refresh();
        }
    }

    private void open() {
        TopologyRow row = model.selectedProperty().get();
        if (row != null) {
            trail.open(row.job(), model.working());
        }
    }

    private VBox build() {
        Button open = desk.actions().button(OPEN);
        PageHeader header = new PageHeader(texts, titleKey(), desk.actions().iconButton(REFRESH), open);
        header.freshness().textProperty().bind(freshness());
        filter.setId("topologies-filter");
        filter.promptTextProperty().bind(texts.live("topologies.filter"));
        filter.accessibleTextProperty().bind(texts.live("topologies.filter"));
        filter.setPrefColumnCount(24);
        filter.textProperty().bindBidirectional(model.filterProperty());
        HBox bar = new HBox(filter);
        bar.getStyleClass().add("filter-bar");
        Faces faces = new Faces(
                texts, new TopologiesTable(model, desk, () -> desk.actions().run(OPEN)));
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        model.faceProperty().subscribe(face -> show(faces, face));
        return new VBox(header, bar, faces);
    }

    private void show(Faces faces, TopologiesViewModel.Face face) {
        switch (face) {
            case NO_CONNECTION ->
                faces.showEmpty(
                        "fth-log-in", texts.live("topologies.face.off"), texts.live("topologies.face.off.todo"), null);
            case LOADING -> faces.showLoading();
            case EMPTY -> {
                Button make = new Button();
                make.setId("topologies-new");
                make.textProperty().bind(texts.live("topologies.face.empty.offer"));
                make.getStyleClass().add("accent");
                make.setOnAction(event -> newJob.run());
                Samples samples = links.samples();
                boolean offered = samples != null && samples.fit(model.working());
                faces.showEmpty(
                        "fth-git-merge",
                        texts.live("topologies.face.empty"),
                        texts.live(offered ? "topologies.face.empty.samples" : "topologies.face.empty.todo"),
                        offered ? sampled(Objects.requireNonNull(samples)) : make);
            }
            case BROKEN -> {
                Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
                faces.showBroken(
                        texts.live("topologies.face.broken", desk.times().absolute(trouble.since())),
                        new SimpleStringProperty(trouble.cause()),
                        model::refresh);
            }
            case READY -> faces.showContent();
        }
    }

    private Button sampled(Samples samples) {
        Button add = new Button();
        add.setId("topologies-samples");
        add.textProperty().bind(texts.live("topologies.samples"));
        add.getStyleClass().add("accent");
        add.setOnAction(event -> {
            Workspace into = model.working();
            add.setDisable(true);
            desk.tasks()
                    .run(texts.live("topologies.task.samples"), () -> {
                        samples.add(into);
                        return true;
                    })
                    .onDone(done -> model.refresh())
                    .onFailed(why -> {
                        add.setDisable(false);
                        desk.toasts()
                                .show(texts.get(
                                        "topologies.failed",
                                        Trouble.next(
                                                        null,
                                                        desk.times()
                                                                .ticker()
                                                                .clock()
                                                                .instant(),
                                                        why)
                                                .cause()));
                    });
        });
        return add;
    }

    private ObservableValue<String> freshness() {
        return Bindings.createStringBinding(
                () -> {
                    Instant at = model.updatedProperty().get();
                    Trouble trouble = model.troubleProperty().get();
                    if (at == null) {
                        return "";
                    }
                    return trouble == null
                            ? texts.get("topologies.updated", desk.times().relative(at))
                            : texts.get("topologies.stale.list", desk.times().relative(at), trouble.cause());
                },
                model.updatedProperty(),
                model.troubleProperty(),
                desk.times().ticker().nowProperty(),
                texts.languageProperty());
    }
}
