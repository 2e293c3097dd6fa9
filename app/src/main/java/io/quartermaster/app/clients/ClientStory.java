package io.quartermaster.app.clients;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.ClientRepository;
import io.quartermaster.store.ClientRepository.Need;
import io.quartermaster.store.ClientRepository.Part;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the selected client did lately and which jobs it serves. FX thread only, without a toolkit.
final class ClientStory {
    private static final int RUNS = 10;

    /// @param runs   the latest records sent to it, the newest first
    /// @param parts  its parts in runs of work that is cut up, the newest first
    /// @param served jobs of its application
    record Story(List<TriggerRecord> runs, List<Part> parts, List<Served> served) {
        static final Story NONE = new Story(List.of(), List.of(), List.of());
    }

    /// A job of the client's application.
    ///
    /// @param handlers those of its handlers that the client offers as what they have to be
    /// @param wrong    those it offers as something else
    record Served(Need job, List<String> handlers, List<String> wrong) {}

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<Story> story = new ReadOnlyObjectWrapper<>(this, "story", Story.NONE);
    private @Nullable String shown;
    private int generation;
    private boolean underWay;

    ClientStory(Texts texts, BackgroundTasks tasks) {
        this.texts = texts;
        this.tasks = tasks;
    }

    ReadOnlyObjectProperty<Story> storyProperty() {
        return story.getReadOnlyProperty();
    }

    /// Reads what a client did, again if it is the one shown; null for none.
    void show(@Nullable Workspace workspace, @Nullable Client client) {
        boolean another = client == null || !client.key().equals(shown);
        if (another) {
            story.set(Story.NONE);
            generation++;
        } else if (underWay) {
            return;
        }
        shown = client == null ? null : client.key();
        if (workspace == null || client == null) {
            return;
        }
        int mine = generation;
        underWay = true;
        tasks.quietly(texts.live("clients.task.story"), () -> read(workspace, client))
                .onDone(found -> over(mine, () -> story.set(found)))
                // the page says that the database is away; what was read stays
                .onFailed(why -> over(mine, () -> {}));
    }

    private void over(int asked, Runnable then) {
        if (asked == generation) {
            underWay = false;
            then.run();
        }
    }

    private static Story read(Workspace workspace, Client client) {
        ClientRepository repository = workspace.database().clients();
        String id = client.id();
        return new Story(
                repository.runs(workspace.instance(), client.names(), RUNS),
                id == null ? List.of() : repository.parts(workspace.instance(), id, RUNS),
                served(client, repository.needs(workspace.instance(), client.application())));
    }

    /// The jobs of which the client offers a handler, rightly or not.
    static List<Served> served(Client client, List<Need> needs) {
        return needs.stream()
                .map(need -> new Served(need, offered(client, need, true), offered(client, need, false)))
                .filter(each -> !each.handlers().isEmpty() || !each.wrong().isEmpty())
                .toList();
    }

    private static List<String> offered(Client client, Need need, boolean rightly) {
        List<String> handlers = need.handlers();
        return java.util.stream.IntStream.range(0, handlers.size())
                .filter(i -> {
                    String kind = client.handlers().get(handlers.get(i));
                    HandlerKind needed = HandlerKind.needed(need.type(), i, handlers.size());
                    return kind != null && needed.name().equals(kind) == rightly;
                })
                .mapToObj(handlers::get)
                .distinct()
                .toList();
    }
}
