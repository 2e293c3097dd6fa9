package io.quartermaster.app.debugger;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.desk.DeskCase;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.server.desk.LiveCalls;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The debugger: one topology at the desk, or how to get one there. FX thread only.
///
/// What is opened is a copy; the connection it was copied from is known to the sheet that offers topologies, and to
/// nothing else here.
public final class DebuggerPage implements Page {
    static final String OPEN = "debugger.open";

    private final Desk desk;
    private final Texts texts;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Supplier<String> connection;
    private final DebuggerViewModel model;
    private final StackPane root = new StackPane();
    private @Nullable DebuggerView view;
    private boolean built;
    private boolean shown;

    /// @param workspace  whose topologies are offered, null while nothing is connected
    /// @param connection as people call that
    /// @param live       the way to the developer's clients, empty where the embedded engine does not run
    public DebuggerPage(
            Desk desk,
            ObservableValue<@Nullable Workspace> workspace,
            Supplier<String> connection,
            Supplier<Optional<LiveCalls>> live) {
        this.desk = desk;
        this.texts = desk.texts();
        this.workspace = workspace;
        this.connection = connection;
        this.model = new DebuggerViewModel(desk.tasks(), texts, clock(), desk.toasts()::show, live);
        root.setId("page-debugger");
        root.getStyleClass().add("page");
        for (String sheet : new String[] {"jobs.css", "cluster.css", "topologies.css", "debugger.css"}) {
            String file = "/io/quartermaster/ui/css/" + sheet;
            root.getStylesheets()
                    .add(Objects.requireNonNull(DebuggerPage.class.getResource(file), file)
                            .toExternalForm());
        }
        desk.actions()
                .register(Action.of(OPEN, OPEN, "fth-folder", this::choose)
                        .disabledWhile(Bindings.createObjectBinding(
                                () -> workspace.getValue() == null ? texts.get("debugger.why.off") : null,
                                workspace,
                                texts.languageProperty())));
    }

    @Override
    public String id() {
        return "debugger";
    }

    @Override
    public String titleKey() {
        return "debugger.title";
    }

    @Override
    public String icon() {
        return "fth-crosshair";
    }

    @Override
    public Node view() {
        if (!built) {
            built = true;
            if (view == null) {
                root.getChildren().setAll(empty());
            }
        }
        return root;
    }

    @Override
    public void activate() {
        shown = true;
        if (view != null) {
            view.activate();
        }
    }

    @Override
    public void deactivate() {
        shown = false;
        if (view != null) {
            view.deactivate();
        }
    }

    DebuggerViewModel model() {
        return model;
    }

    @Nullable
    DebuggerView opened() {
        return view;
    }

    /// Lays a topology on the desk; what lay there is gone. The caller turns to the page.
    public void open(Opening opening) {
        DeskCase read;
        try {
            read = model.read(opening);
        } catch (IllegalArgumentException e) {
            desk.toasts().show(texts.get("debugger.unreadable", opening.name(), String.valueOf(e.getMessage())));
            return;
        }
        if (view != null) {
            view.dispose();
        }
        model.open(opening, read);
        DebuggerView next = new DebuggerView(desk, model);
        view = next;
        built = true;
        root.getChildren().setAll(next);
        if (!shown) {
            next.deactivate();
        }
    }

    /// Copies a topology of a database and lays it on the desk.
    ///
    /// @param version which of it, null for the one that runs
    /// @param then    runs when it lies there
    public void open(Workspace from, Job job, @Nullable TopologyVersion version, Runnable then) {
        Origin origin = new Origin(from.environment(), connection.get(), clock().instant());
        desk.tasks()
                .run(
                        texts.live("debugger.task.fetch", job.spec().name()),
                        () -> FetchTopology.fetch(from, job, version, origin))
                .onDone(found -> found.ifPresentOrElse(
                        opening -> {
                            open(opening);
                            then.run();
                        },
                        () -> desk.toasts()
                                .show(texts.get(
                                        "debugger.nothing-drawn", job.spec().name()))));
    }

    /// Lays a recorded run on the desk, to be run again.
    ///
    /// @param names of the jobs, for those that the open connection no longer has
    /// @param log   of the run, as far as it is known
    /// @param from  which run of what, for people
    /// @param then  runs when it lies there
    public void openRun(
            String name,
            Definitions definitions,
            Map<JobId, String> names,
            List<RunEvent> log,
            String from,
            Runnable then) {
        Workspace now = workspace.getValue();
        Environment environment = now == null ? Environment.TEST : now.environment();
        Origin origin = new Origin(environment, from, clock().instant());
        desk.tasks()
                .run(texts.live("debugger.task.fetch", name), () -> FetchTopology.jobs(now, names))
                .onDone(jobs -> {
                    open(new Opening(name, definitions, jobs, Map.of(), Optional.of(log), origin));
                    then.run();
                });
    }

    private InstantSource clock() {
        return desk.times().ticker().clock();
    }

    private VBox empty() {
        Faces faces = new Faces(texts, new StackPane());
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        Button open = desk.actions().button(OPEN);
        open.getStyleClass().add("accent");
        faces.showEmpty(
                "fth-crosshair", texts.live("debugger.face.empty"), texts.live("debugger.face.empty.todo"), open);
        return new VBox(new PageHeader(texts, titleKey()), faces);
    }

    /// Offers the topologies of the open connection.
    private void choose() {
        Workspace from = workspace.getValue();
        if (from != null) {
            desk.tasks()
                    .quietly(texts.live("debugger.task.list"), () -> FetchTopology.list(from))
                    .onDone(jobs -> offer(from, jobs));
        }
    }

    private void offer(Workspace from, List<Job> jobs) {
        ListView<Job> list = new ListView<>();
        list.setId("debugger-topologies");
        list.getItems().setAll(jobs);
        list.setPrefSize(420, 320);
        list.accessibleTextProperty().bind(texts.live("debugger.open"));
        Label none = new Label();
        none.textProperty().bind(texts.live("debugger.open.none"));
        list.setPlaceholder(none);
        list.setCellFactory(each -> new JobCell());
        list.getSelectionModel().selectFirst();
        Button cancel = new Button();
        cancel.textProperty().bind(texts.live("platform.cancel"));
        Button open = new Button();
        open.setId("debugger-open-it");
        open.textProperty().bind(texts.live("debugger.open.verb"));
        open.getStyleClass().add("accent");
        open.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        var sheet = desk.dialogs().sheet(texts.live("debugger.open"), list, cancel, open);
        cancel.setOnAction(event -> sheet.close());
        Runnable take = () -> {
            Job job = list.getSelectionModel().getSelectedItem();
            if (job != null) {
                sheet.close();
                open(from, job, null, () -> {});
            }
        };
        open.setOnAction(event -> take.run());
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                take.run();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                take.run();
            }
        });
    }

    private static final class JobCell extends ListCell<Job> {
        @Override
        protected void updateItem(@Nullable Job job, boolean empty) {
            super.updateItem(job, empty);
            setText(job == null || empty ? null : job.spec().name());
        }
    }
}
