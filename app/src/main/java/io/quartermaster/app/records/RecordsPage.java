package io.quartermaster.app.records;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.diagnosis.Diagnosis;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.work.LevelsPane;
import io.quartermaster.app.work.WorkPane;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The page of the records: every firing, newest first, alive. FX thread only.
public final class RecordsPage implements Page {
    private final Desk desk;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Consumer<TraceId> openTrace;
    private final Consumer<RecordId> openRun;
    private final RecordsViewModel model;
    private final RecordStory story;
    private final StackPane root = new StackPane();
    private @Nullable RecordsView view;
    private @Nullable WorkPane work;
    private boolean working;
    private Subscription active = Subscription.EMPTY;

    /// @param openTrace opens the log lines of a trace
    /// @param openRun   opens the run of a topology
    public RecordsPage(
            Desk desk,
            ObservableValue<@Nullable Workspace> workspace,
            Consumer<TraceId> openTrace,
            Consumer<RecordId> openRun) {
        this.desk = desk;
        this.workspace = workspace;
        this.openTrace = openTrace;
        this.openRun = openRun;
        this.model = new RecordsViewModel(
                desk.texts(), desk.tasks(), desk.times().ticker().clock(), workspace);
        this.story = new RecordStory(desk.texts(), desk.tasks());
        root.getStyleClass().add("page");
        root.setId("page-records");
    }

    @Override
    public String id() {
        return "records";
    }

    @Override
    public String titleKey() {
        return "records.title";
    }

    @Override
    public String icon() {
        return "fth-activity";
    }

    @Override
    public Node view() {
        if (view == null) {
            LevelsPane levels = new LevelsPane(desk.texts(), desk.times(), desk.tasks());
            story.levelsProperty().subscribe(now -> levels.show(workspace.getValue(), now));
            view = new RecordsView(desk, model, story, openTrace, openRun, this::openWork, this::diagnose, levels);
            root.getStylesheets().setAll(RecordsView.sheet("jobs.css"), RecordsView.sheet("work.css"));
            root.getChildren().setAll(view);
        }
        return root;
    }

    @Override
    public void activate() {
        active.unsubscribe();
        active = Subscription.combine(
                desk.times().ticker().nowProperty().subscribe(this::pulse),
                workspace.subscribe((before, now) -> closeWork()),
                workspace.subscribe(now -> model.refresh()),
                model.selectedProperty()
                        .flatMap(RecordRow::recordProperty)
                        .subscribe(record -> story.show(workspace.getValue(), record == null ? null : record.id())));
    }

    private void pulse(Instant now) {
        if (working) {
            Objects.requireNonNull(work).tick(now);
            return;
        }
        model.refresh();
        RecordRow held = model.selectedProperty().get();
        if (held != null
                && held.record().status().running()
                && !story.levelsProperty().get().isEmpty()) {
            // chunks come and go while the record itself stays as it is
            story.show(workspace.getValue(), held.id());
        }
        if (view != null) {
            view.tick();
        }
    }

    /// Shows the chunks of a record in place of the records.
    public void openWork(RecordId record) {
        view();
        WorkPane pane = work;
        if (pane == null) {
            pane = new WorkPane(desk, this::closeWork);
            work = pane;
        }
        working = true;
        pane.open(workspace.getValue(), record);
        root.getChildren().setAll(pane);
    }

    private void diagnose(TriggerRecord record) {
        Workspace in = workspace.getValue();
        if (in != null) {
            Diagnosis.open(desk, in, record);
        }
    }

    private void closeWork() {
        if (working) {
            working = false;
            Objects.requireNonNull(work).open(null, null);
            root.getChildren().setAll(Objects.requireNonNull(view));
        }
    }

    @Override
    public void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void focusFilter() {
        if (view != null) {
            view.focusFilter();
        }
    }

    /// Shows the records of one job, and selects one of them; null for the newest on.
    public void showJob(JobId job, String name, @Nullable RecordId record) {
        closeWork();
        model.queryProperty().set(RecordQuery.ALL.ofJob(job, name));
        if (record != null) {
            model.want(record);
        }
    }

    /// Shows one record, of whichever job.
    public void showRecord(RecordId record) {
        closeWork();
        model.queryProperty().set(RecordQuery.ALL.withText("#" + record));
        model.want(record);
    }

    public RecordsViewModel model() {
        return model;
    }
}
