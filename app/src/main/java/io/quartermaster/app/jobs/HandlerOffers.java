package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.JobType;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The handlers that connected clients offer, for the form to choose from and to warn by. FX thread only, without a
/// toolkit; the database is asked in background tasks.
final class HandlerOffers {
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Workspace workspace;
    private final ObservableList<OfferedHandler> offered = FXCollections.observableArrayList();
    private boolean known;

    HandlerOffers(Texts texts, BackgroundTasks tasks, Workspace workspace) {
        this.texts = texts;
        this.tasks = tasks;
        this.workspace = workspace;
    }

    ObservableList<OfferedHandler> all() {
        return offered;
    }

    /// The key of what should make a person look at the handler again; null when nothing should.
    @Nullable
    String warning(JobForm form) {
        String handler = form.target.get().strip();
        String application = form.application.get().strip();
        if (!known || form.type.get() != JobType.SIMPLE || handler.isEmpty() || application.isEmpty()) {
            return null;
        }
        List<OfferedHandler> same = offered.stream()
                .filter(each ->
                        each.application().equals(application) && each.handler().equals(handler))
                .toList();
        if (same.isEmpty()) {
            return offered.stream().anyMatch(each -> each.application().equals(application))
                    ? "jobs.handler.unknown"
                    : "jobs.application.unknown";
        }
        return same.stream().anyMatch(each -> each.kind() == HandlerKind.SIMPLE) ? null : "jobs.handler.kind";
    }

    /// Asks again which handlers are offered.
    void load() {
        tasks.quietly(
                        texts.live("jobs.task.handlers"),
                        () -> workspace.database().cluster().handlers(workspace.instance(), null))
                .onDone(found -> {
                    known = true;
                    offered.setAll(found);
                })
                // without the list the fields still take any text, and nothing is warned of
                .onFailed(why -> known = false);
    }
}
