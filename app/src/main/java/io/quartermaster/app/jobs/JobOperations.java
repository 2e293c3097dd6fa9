package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toasts;
import io.quartermaster.app.platform.UserError;
import io.quartermaster.model.Job;
import io.quartermaster.store.SaveResult;
import org.jspecify.annotations.Nullable;

/// What can be done to one job without its form: enable, disable, delete. FX thread only.
///
/// Each is done to the version that was on the screen; what came of it is said, and the table is read again.
final class JobOperations {
    /// DOMAIN §6: runbooks search for this text.
    static final String RUNNING = "can not delete running job";

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Dialogs dialogs;
    private final Toasts toasts;
    private final Runnable changed;

    JobOperations(Texts texts, BackgroundTasks tasks, Dialogs dialogs, Toasts toasts, Runnable changed) {
        this.texts = texts;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.toasts = toasts;
        this.changed = changed;
    }

    /// Switches the job on or off; the toast takes it back.
    void setEnabled(Workspace workspace, Job job, boolean enabled) {
        String name = job.spec().name();
        tasks.run(texts.live(enabled ? "jobs.task.enable" : "jobs.task.disable", name), () -> workspace
                        .database()
                        .jobs()
                        .setEnabled(job.id(), job.version(), enabled, workspace.actor()))
                .onDone(result -> {
                    changed.run();
                    if (result instanceof SaveResult.Saved saved) {
                        toasts.show(
                                texts.get(enabled ? "jobs.enabled.done" : "jobs.disabled.done", name),
                                () -> setEnabled(workspace, saved.job(), !enabled));
                    } else {
                        explain(job, result, enabled ? "jobs.enable.refused" : "jobs.disable.refused");
                    }
                });
    }

    /// @param reason what the person gave as such, for the audit
    void delete(Workspace workspace, Job job, @Nullable String reason) {
        String name = job.spec().name();
        tasks.run(
                        texts.live("jobs.task.delete", name),
                        () -> workspace.database().jobs().delete(job.id(), job.version(), workspace.actor(), reason))
                .onDone(result -> {
                    changed.run();
                    if (result instanceof SaveResult.Deleted) {
                        toasts.show(texts.get("jobs.deleted.done", name));
                    } else {
                        explain(job, result, "jobs.delete.refused");
                    }
                });
    }

    private void explain(Job job, SaveResult result, String sentence) {
        String name = job.spec().name();
        String title = texts.get(sentence, name);
        switch (result) {
            case SaveResult.Running running ->
                dialogs.error(error(job, title, RUNNING, texts.get("jobs.refused.running.todo"), "JOB-RUNNING"));
            case SaveResult.Stale stale ->
                dialogs.error(error(
                        job,
                        title,
                        texts.get("jobs.refused.stale", stale.current().updatedBy()),
                        texts.get("jobs.refused.stale.todo"),
                        "JOB-STALE"));
            case SaveResult.Gone gone ->
                dialogs.error(error(
                        job, title, texts.get("jobs.refused.gone"), texts.get("jobs.refused.gone.todo"), "JOB-GONE"));
            case SaveResult.NameTaken taken ->
                dialogs.error(error(
                        job,
                        title,
                        texts.get("jobs.refused.taken", taken.name()),
                        texts.get("jobs.refused.stale.todo"),
                        "JOB-NAME"));
            case SaveResult.NoCalendar missing ->
                dialogs.error(error(
                        job,
                        title,
                        texts.get("jobs.refused.calendar", missing.name()),
                        texts.get("jobs.refused.calendar.todo"),
                        "JOB-CALENDAR"));
            case SaveResult.Saved saved -> toasts.show(name);
            case SaveResult.Deleted deleted -> toasts.show(name);
        }
    }

    private static UserError error(Job job, String sentence, String cause, String todo, String code) {
        String details = code + " job " + job.id() + " version " + job.version() + ": " + cause;
        return new UserError(sentence, cause, todo, code, details);
    }
}
