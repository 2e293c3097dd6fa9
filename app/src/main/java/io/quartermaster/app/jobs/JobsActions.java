package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Job;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Everything that can be done on the jobs page, as actions the palette, the buttons and the menus share.
final class JobsActions {
    static final String NEW = "jobs.new";
    static final String EDIT = "jobs.edit";
    static final String DUPLICATE = "jobs.duplicate";
    static final String DELETE = "jobs.delete";
    static final String ENABLE = "jobs.enable";
    static final String DISABLE = "jobs.disable";
    static final String FIRE = "jobs.fire";
    static final String RECORDS = "jobs.records";

    /// What the actions lead to.
    interface Handlers {
        void create(Workspace workspace);

        void edit(Workspace workspace, Job job);

        void duplicate(Workspace workspace, Job job);

        void delete(Workspace workspace, Job job, @Nullable String reason);

        void setEnabled(Workspace workspace, Job job, boolean enabled);

        void fire(Workspace workspace, Job job);

        void records(Job job);
    }

    private final Desk desk;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final BooleanProperty editing = new SimpleBooleanProperty(this, "editing");
    /// The selected job as it is now; grows with the row it is of.
    private final ObjectProperty<@Nullable Job> job = new SimpleObjectProperty<>(this, "job");
    private @Nullable Asked asked;

    /// What a person was asked about, so that nothing else is done when the selection moves meanwhile.
    private record Asked(Workspace workspace, Job job, @Nullable String reason) {}

    JobsActions(Desk desk, ObservableValue<@Nullable Workspace> workspace, JobsViewModel model) {
        this.desk = desk;
        this.workspace = workspace;
        model.selectedProperty()
                .flatMap(JobRow::listingProperty)
                .subscribe(listing -> job.set(listing == null ? null : listing.job()));
    }

    /// Whether the form lies over the table; the table's actions wait meanwhile.
    BooleanProperty editingProperty() {
        return editing;
    }

    void register(Handlers handlers) {
        Texts texts = desk.texts();
        add(Action.of(NEW, "jobs.new", "fth-plus", () -> handlers.create(Objects.requireNonNull(workspace.getValue())))
                .writing()
                .disabledWhile(reason(each -> true, false, "")));
        add(selectedAction(EDIT, "fth-edit-2", handlers::edit));
        add(selectedAction(DUPLICATE, "fth-copy", handlers::duplicate).writing());
        add(selectedAction(FIRE, "fth-zap", handlers::fire)
                .writing()
                .disabledWhile(reason(Job::sound, true, "jobs.reason.unreadable")));
        add(selectedAction(ENABLE, "fth-toggle-right", (from, each) -> handlers.setEnabled(from, each, true))
                .writing()
                .disabledWhile(reason(each -> !each.enabled(), true, "jobs.reason.enabled")));
        add(selectedAction(DISABLE, "fth-toggle-left", (from, each) -> handlers.setEnabled(from, each, false))
                .writing()
                .disabledWhile(reason(Job::enabled, true, "jobs.reason.disabled")));
        add(selectedAction(RECORDS, "fth-list", (from, each) -> handlers.records(each)));
        add(Action.of(DELETE, "jobs.delete", "fth-trash-2", () -> {
                    Asked what = Objects.requireNonNull(asked);
                    handlers.delete(what.workspace(), what.job(), what.reason());
                })
                .writing()
                .disabledWhile(reason(each -> true, true, ""))
                .confirmedBy(() -> question(texts)));
    }

    private void add(Action action) {
        desk.actions().register(action);
    }

    private Action selectedAction(String id, String icon, BiConsumer<Workspace, Job> handler) {
        return Action.of(id, id, icon, () -> {
                    Workspace from = workspace.getValue();
                    Job selected = job.get();
                    if (from != null && selected != null) {
                        handler.accept(from, selected);
                    }
                })
                .disabledWhile(reason(each -> true, true, ""));
    }

    private Confirm question(Texts texts) {
        Workspace from = Objects.requireNonNull(workspace.getValue());
        Job what = Objects.requireNonNull(job.get());
        asked = new Asked(from, what, null);
        return new Confirm(
                        texts.get("jobs.delete.question", what.spec().name()),
                        texts.get("jobs.delete.consequence"),
                        what.spec().name(),
                        from.environment(),
                        texts.get("jobs.delete"))
                .askingWhy(reason -> asked = new Asked(from, what, reason))
                .asIrreversible();
    }

    private ObservableValue<@Nullable String> reason(Predicate<Job> fits, boolean needsJob, String otherwise) {
        Observable[] causes = {workspace, job, editing, desk.texts().languageProperty()};
        return Bindings.createObjectBinding(() -> reasonNow(fits, needsJob, otherwise), causes);
    }

    private @Nullable String reasonNow(Predicate<Job> fits, boolean needsJob, String otherwise) {
        Texts texts = desk.texts();
        Job selected = job.get();
        if (workspace.getValue() == null) {
            return texts.get("jobs.reason.unconnected");
        }
        if (editing.get()) {
            return texts.get("jobs.reason.editing");
        }
        if (needsJob && selected == null) {
            return texts.get("jobs.reason.selection");
        }
        return selected != null && !fits.test(selected) ? texts.get(otherwise) : null;
    }
}
