package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Page;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.store.TopologyRunRepository.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The runs of topologies: the list and the history of one, a run that is open, two runs compared. FX thread only.
public final class RunsPage implements Page {
    private final Desk desk;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Consumer<TraceId> openTrace;
    private final @Nullable Debugging debugging;
    private final RunsViewModel model;
    private final RunActions verbs;
    private final Beginnings beginnings;
    private final StackPane root = new StackPane();
    private final ObjectProperty<@Nullable RunView> run = new SimpleObjectProperty<>(this, "run");
    private @Nullable RunsView list;
    private @Nullable CompareView comparing;
    private boolean shown;
    private Subscription active = Subscription.EMPTY;

    /// @param workspace what the page works on, null while nothing is connected
    /// @param openTrace opens the log lines of a trace
    /// @param debugging takes a run to the debugger; null where there is none
    public RunsPage(
            Desk desk,
            ObservableValue<@Nullable Workspace> workspace,
            Consumer<TraceId> openTrace,
            @Nullable Debugging debugging) {
        this.desk = desk;
        this.workspace = workspace;
        this.openTrace = openTrace;
        this.debugging = debugging;
        this.model = new RunsViewModel(
                desk.tasks(), desk.texts(), desk.times().ticker().clock(), workspace);
        this.verbs = new RunActions(desk);
        this.beginnings = new Beginnings(desk, this::open);
        root.setId("page-runs");
        root.getStyleClass().add("page");
        for (String sheet : new String[] {"jobs.css", "cluster.css", "topologies.css", "runs.css"}) {
            String file = "/io/quartermaster/ui/css/" + sheet;
            root.getStylesheets()
                    .add(Objects.requireNonNull(RunsPage.class.getResource(file), file)
                            .toExternalForm());
        }
        new RunsActions(desk, model, workspace).register(this, run, debugging);
        verbs.register();
    }

    @Override
    public String id() {
        return "runs";
    }

    @Override
    public String titleKey() {
        return "runs.title";
    }

    @Override
    public String icon() {
        return "fth-play-circle";
    }

    @Override
    public Node view() {
        if (list == null) {
            list = new RunsView(desk, model, this::open);
            show();
        }
        return root;
    }

    @Override
    public void activate() {
        active.unsubscribe();
        shown = true;
        active = Subscription.combine(
                workspace.subscribe(this::follow),
                desk.times().ticker().nowProperty().subscribe((before, now) -> {
                    beginnings.pulse();
                    if (run.get() == null && comparing == null) {
                        model.refresh();
                    }
                }));
        RunView open = run.get();
        if (open != null) {
            open.activate();
        }
    }

    @Override
    public void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
        shown = false;
        RunView open = run.get();
        if (open != null) {
            open.deactivate();
        }
    }

    @Override
    public void refresh() {
        RunView open = run.get();
        if (open != null) {
            open.model().refresh();
        } else {
            model.refresh();
        }
    }

    @Override
    public void focusFilter() {
        RunView open = run.get();
        if (open != null) {
            open.find();
        } else if (list != null) {
            list.focusChooser();
        }
    }

    /// Opens a run; bring the page to the front as well.
    public void open(RecordId id) {
        open(id, null);
    }

    private void open(RecordId id, @Nullable NodeId node) {
        Workspace now = workspace.getValue();
        if (now == null) {
            return;
        }
        leaveRun();
        comparing = null;
        RunViewModel opened = new RunViewModel(
                desk.tasks(), desk.texts(), desk.times().ticker().clock(), now, id);
        opened.selectedProperty().set(node);
        RunView view = new RunView(desk, opened, openTrace, this::back);
        run.set(view);
        verbs.follow(opened);
        show();
        if (shown) {
            view.activate();
        } else {
            opened.refresh();
        }
    }

    /// Shows the runs of one topology as a history.
    public void showTopology(JobId topology) {
        back();
        // before the first look at this connection the choice would be forgotten
        model.refresh();
        model.chosenProperty().set(topology);
    }

    /// Asks how a run of a topology shall begin; bring the page to the front as well.
    public void begin(JobId topology) {
        Workspace now = workspace.getValue();
        if (now != null) {
            showTopology(topology);
            desk.tasks()
                    .run(
                            desk.texts().live("runs.task.list"),
                            () -> now.database().jobs().find(topology))
                    .onDone(job -> job.ifPresent(found -> beginnings.ask(now, found)));
        }
    }

    RunsViewModel model() {
        return model;
    }

    /// The run that is open, null while the list or a comparison is shown.
    @Nullable
    RunView run() {
        return run.get();
    }

    @Nullable
    CompareView comparing() {
        return comparing;
    }

    void openSelected() {
        if (!model.selected().isEmpty()) {
            open(model.selected().getLast());
        }
    }

    /// The older of the two is what the newer is compared with.
    void compare() {
        Workspace now = workspace.getValue();
        List<Run> runs = model.selected().stream()
                .flatMap(id -> model.row(id).stream())
                .map(RunRow::run)
                .sorted(Comparator.comparing((Run each) -> each.record().due())
                        .thenComparing(each -> each.record().id().value()))
                .toList();
        if (now == null || runs.size() != 2) {
            return;
        }
        leaveRun();
        CompareViewModel compared = new CompareViewModel(
                desk.tasks(), desk.texts(), desk.times().ticker().clock(), now, runs.getFirst(), runs.getLast());
        comparing = new CompareView(desk, compared, this::back);
        compared.read();
        show();
    }

    void begin() {
        Workspace now = workspace.getValue();
        if (now != null) {
            model.chosenJob().ifPresent(job -> beginnings.ask(now, job));
        }
    }

    void debug() {
        RunView open = run.get();
        TriggerRecord record =
                open == null ? null : open.model().recordProperty().get();
        if (open == null || record == null || debugging == null) {
            return;
        }
        RunViewModel of = open.model();
        String from = desk.texts()
                .get(
                        "runs.debug.from",
                        record.id().toString(),
                        desk.times().absolute(record.due()),
                        of.workspace().environment().word());
        of.log()
                .ifPresent(log -> debugging.open(
                        record.jobName(), log.definitions(), of.jobNames(), List.copyOf(log.events()), from));
    }

    private void back() {
        leaveRun();
        comparing = null;
        show();
        model.refresh();
    }

    private void leaveRun() {
        RunView open = run.get();
        if (open != null) {
            open.deactivate();
            run.set(null);
            verbs.follow(null);
        }
    }

    /// Another connection has other runs.
    private void follow(@Nullable Workspace now) {
        RunView open = run.get();
        if (open != null && open.model().workspace() != now) {
            leaveRun();
            comparing = null;
            show();
        }
        model.refresh();
    }

    private void show() {
        RunView open = run.get();
        if (open != null) {
            root.getChildren().setAll(open);
        } else if (comparing != null) {
            root.getChildren().setAll(comparing);
        } else if (list != null) {
            root.getChildren().setAll(list);
        }
    }
}
