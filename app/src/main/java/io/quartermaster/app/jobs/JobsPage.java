package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Page;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The page of the jobs: the table, and in its place the form of one job. FX thread only.
public final class JobsPage implements Page {
    /// Where the page leads to.
    public interface Leads {
        /// Opens the records of a job, at one of them or at the newest (null).
        void records(JobId job, String name, @Nullable RecordId record);
    }

    private final Desk desk;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Leads leads;
    private final JobsViewModel model;
    private final JobInspectorViewModel inspector;
    private final JobOperations operations;
    private final FireNow fireNow;
    private final JobsActions actions;
    private final StackPane root = new StackPane();
    private @Nullable JobsView view;
    private @Nullable JobEditorView editor;
    private Subscription active = Subscription.EMPTY;

    public JobsPage(Desk desk, ObservableValue<@Nullable Workspace> workspace, Leads leads) {
        this.desk = desk;
        this.workspace = workspace;
        this.leads = leads;
        InstantSource clock = desk.times().ticker().clock();
        this.model = new JobsViewModel(desk.texts(), desk.tasks(), clock, workspace);
        this.inspector = new JobInspectorViewModel(desk.texts(), desk.tasks(), clock);
        this.operations = new JobOperations(desk.texts(), desk.tasks(), desk.dialogs(), desk.toasts(), model::refresh);
        this.fireNow = new FireNow(
                desk.texts(), desk.tasks(), clock, () -> UUID.randomUUID().toString(), this::notice);
        this.actions = new JobsActions(desk, workspace, model);
        actions.register(new Doing());
        root.getStyleClass().add("page");
        root.setId("page-jobs");
    }

    @Override
    public String id() {
        return "jobs";
    }

    @Override
    public String titleKey() {
        return "jobs.title";
    }

    @Override
    public String icon() {
        return "fth-list";
    }

    @Override
    public Node view() {
        if (view == null) {
            view = new JobsView(desk, model, inspector, workspace, this::openRecords);
            root.getStylesheets().add(JobsView.sheet());
            show();
        }
        return root;
    }

    @Override
    public void activate() {
        active.unsubscribe();
        active = Subscription.combine(
                desk.times().ticker().nowProperty().subscribe(now -> {
                    model.tick(now);
                    fireNow.tick(now);
                    if (view != null) {
                        view.tick();
                    }
                    if (editor != null) {
                        editor.tick(now);
                    }
                }),
                workspace.subscribe(now -> model.refresh()),
                model.selectedProperty()
                        .flatMap(JobRow::listingProperty)
                        .subscribe(listing -> inspector.show(workspace.getValue(), listing)));
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
        if (view != null && editor == null) {
            view.focusFilter();
        }
    }

    public JobsViewModel model() {
        return model;
    }

    private void openRecords(JobId job, @Nullable RecordId record) {
        String name = model.shown().stream()
                .filter(row -> row.id().equals(job))
                .findFirst()
                .map(JobRow::name)
                .orElse(job.toString());
        leads.records(job, name, record);
    }

    private void notice(Notice notice) {
        if (view != null) {
            view.notice(notice);
        }
        if (notice.kind() == Notice.Kind.DONE) {
            JobId job = notice.job();
            RecordId record = notice.record();
            if (job == null || record == null) {
                desk.toasts().show(notice.text());
            } else {
                desk.toasts().show(notice.text(), desk.texts().get("jobs.fire.open"), () -> openRecords(job, record));
            }
            model.refresh();
        }
    }

    private void show() {
        if (view != null) {
            root.getChildren().setAll(editor == null ? view : editor);
        }
    }

    private void edit(JobEditorViewModel form) {
        JobEditorView opened = new JobEditorView(desk, form, workspace, this::closed);
        editor = opened;
        actions.editingProperty().set(true);
        view();
        show();
        opened.focusFirst();
    }

    private void closed(@Nullable Job saved) {
        editor = null;
        actions.editingProperty().set(false);
        show();
        if (saved != null) {
            desk.toasts().show(desk.texts().get("jobs.form.saved", saved.spec().name()));
            model.selectWhenThere(saved.id());
            model.refresh();
        }
        if (view != null) {
            view.focusTable();
        }
    }

    /// What the actions do.
    private final class Doing implements JobsActions.Handlers {
        private final InstantSource clock = desk.times().ticker().clock();
        private final ZoneId system = ZoneId.systemDefault();

        @Override
        public void create(Workspace from) {
            JobsPage.this.edit(JobEditorViewModel.create(desk.texts(), desk.tasks(), clock, from, system));
        }

        @Override
        public void edit(Workspace from, Job job) {
            JobsPage.this.edit(JobEditorViewModel.edit(desk.texts(), desk.tasks(), clock, from, system, job));
        }

        @Override
        public void duplicate(Workspace from, Job job) {
            JobsPage.this.edit(JobEditorViewModel.duplicate(desk.texts(), desk.tasks(), clock, from, system, job));
        }

        @Override
        public void delete(Workspace from, Job job, @Nullable String reason) {
            operations.delete(from, job, reason);
        }

        @Override
        public void setEnabled(Workspace from, Job job, boolean enabled) {
            operations.setEnabled(from, job, enabled);
        }

        @Override
        public void fire(Workspace from, Job job) {
            fireNow.fire(from, job);
        }

        @Override
        public void records(Job job) {
            openRecords(job.id(), null);
        }
    }
}
