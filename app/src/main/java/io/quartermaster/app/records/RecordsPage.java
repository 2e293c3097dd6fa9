package io.quartermaster.app.records;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Page;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TraceId;
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
            view = new RecordsView(desk, model, story, openTrace, openRun);
            root.getStylesheets().add(RecordsView.sheet());
            root.getChildren().setAll(view);
        }
        return root;
    }

    @Override
    public void activate() {
        active.unsubscribe();
        active = Subscription.combine(
                desk.times().ticker().nowProperty().subscribe(now -> {
                    model.refresh();
                    if (view != null) {
                        view.tick();
                    }
                }),
                workspace.subscribe(now -> model.refresh()),
                model.selectedProperty()
                        .flatMap(RecordRow::recordProperty)
                        .subscribe(record -> story.show(workspace.getValue(), record == null ? null : record.id())));
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
        model.queryProperty().set(RecordQuery.ALL.ofJob(job, name));
        if (record != null) {
            model.want(record);
        }
    }

    public RecordsViewModel model() {
        return model;
    }
}
