package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
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

    private final Desk desk;
    private final Texts texts;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Runnable newJob;
    private final TopologiesViewModel model;
    private final TextField filter = new TextField();
    private final StackPane root = new StackPane();
    private @Nullable VBox list;
    private @Nullable EditorView editor;
    private boolean shown;
    private Subscription active = Subscription.EMPTY;

    /// @param workspace what the page works on, null while nothing is connected
    /// @param newJob    leads to where a topology is made: the jobs page
    public TopologiesPage(Desk desk, ObservableValue<@Nullable Workspace> workspace, Runnable newJob) {
        this.desk = desk;
        this.texts = desk.texts();
        this.workspace = workspace;
        this.newJob = newJob;
        this.model = new TopologiesViewModel(
                desk.tasks(), texts, desk.times().ticker().clock(), workspace);
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
        return editor;
    }

    @Override
    public void activate() {
        active.unsubscribe();
        shown = true;
        active = workspace
                .subscribe(this::follow)
                .and(desk.times().ticker().nowProperty().subscribe((before, now) -> {
                    if (editor == null) {
                        model.refresh();
                    }
                }));
        if (editor != null) {
            editor.activate();
        }
    }

    @Override
    public void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
        shown = false;
        if (editor != null) {
            editor.deactivate();
        }
    }

    @Override
    public void refresh() {
        if (editor != null) {
            editor.model().refresh();
        } else {
            model.refresh();
        }
    }

    @Override
    public void focusFilter() {
        if (editor != null) {
            editor.find();
        } else {
            filter.requestFocus();
        }
    }

    /// Another connection has other topologies.
    private void follow(@Nullable Workspace now) {
        EditorView open = editor;
        if (open != null && open.model().workspace() != now) {
            close();
        }
        model.refresh();
    }

    private void open() {
        TopologyRow row = model.selectedProperty().get();
        if (row == null) {
            return;
        }
        EditorViewModel opened = new EditorViewModel(
                desk.tasks(),
                texts,
                desk.toasts(),
                desk.times().ticker().clock(),
                model.working(),
                row.job(),
                desk.actions().writesBlockedProperty());
        EditorView view = new EditorView(desk, opened, this::close);
        editor = view;
        root.getChildren().setAll(view);
        if (shown) {
            view.activate();
        }
    }

    private void close() {
        EditorView open = editor;
        if (open != null) {
            open.deactivate();
            editor = null;
            root.getChildren().setAll(Objects.requireNonNull(list));
            model.refresh();
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
                faces.showEmpty(
                        "fth-git-merge",
                        texts.live("topologies.face.empty"),
                        texts.live("topologies.face.empty.todo"),
                        make);
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
