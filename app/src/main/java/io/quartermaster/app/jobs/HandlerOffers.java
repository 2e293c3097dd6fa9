package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.store.ClusterRepository.ClientHost;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The handlers that connected clients offer and the hosts they are on, for the form to choose from and to warn by. FX
/// thread only, without a toolkit; the database is asked in background tasks.
final class HandlerOffers {
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Workspace workspace;
    private final ObservableList<OfferedHandler> offered = FXCollections.observableArrayList();
    private List<ClientHost> hosts = List.of();
    private boolean known;

    /// What should make a person look at a handler again. It keeps nobody from saving: the client may come later.
    sealed interface Warning {
        /// No client of the application is connected.
        record NoClient(String application) implements Warning {}

        /// Clients are connected and do not offer it.
        ///
        /// @param instead what they offer of the kind that is needed
        record Unknown(String application, List<String> instead) implements Warning {}

        /// Only other applications' clients offer it.
        record Elsewhere(String application, List<String> offering) implements Warning {}

        /// It is offered, but is another kind of handler.
        record WrongKind(int clients, HandlerKind offered, HandlerKind needed) implements Warning {}
    }

    HandlerOffers(Texts texts, BackgroundTasks tasks, Workspace workspace) {
        this.texts = texts;
        this.tasks = tasks;
        this.workspace = workspace;
    }

    ObservableList<OfferedHandler> all() {
        return offered;
    }

    /// What is doubtful of a handler in a place that needs `kind`; null when nothing is, or nothing can be known.
    @Nullable
    Warning warning(String application, String handler, HandlerKind kind) {
        if (!known || handler.isEmpty() || application.isEmpty()) {
            return null;
        }
        List<OfferedHandler> named =
                offered.stream().filter(each -> each.handler().equals(handler)).toList();
        List<OfferedHandler> own = named.stream()
                .filter(each -> each.application().equals(application))
                .toList();
        if (own.stream().anyMatch(each -> each.kind() == kind)) {
            return null;
        }
        if (!own.isEmpty()) {
            OfferedHandler first = own.getFirst();
            return new Warning.WrongKind(first.clients(), first.kind(), kind);
        }
        if (offered.stream().noneMatch(each -> each.application().equals(application))) {
            return new Warning.NoClient(application);
        }
        return named.isEmpty()
                ? new Warning.Unknown(application, ofKind(application, kind))
                : new Warning.Elsewhere(
                        application,
                        named.stream()
                                .map(OfferedHandler::application)
                                .distinct()
                                .toList());
    }

    private List<String> ofKind(String application, HandlerKind kind) {
        return offered.stream()
                .filter(each -> each.application().equals(application) && each.kind() == kind)
                .map(OfferedHandler::handler)
                .toList();
    }

    /// Where the clients are.
    List<ClientHost> hosts() {
        return hosts;
    }

    private record Found(List<OfferedHandler> handlers, List<ClientHost> hosts) {}

    /// Asks again which handlers are offered.
    void load() {
        tasks.quietly(
                        texts.live("jobs.task.handlers"),
                        () -> new Found(
                                workspace.database().cluster().handlers(workspace.instance(), null),
                                workspace.database().cluster().hosts(workspace.instance())))
                .onDone(found -> {
                    known = true;
                    hosts = found.hosts();
                    offered.setAll(found.handlers());
                })
                // without the list the fields still take any text, and nothing is warned of
                .onFailed(why -> known = false);
    }
}
