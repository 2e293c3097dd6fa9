package io.quartermaster.server.firing;

import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.RecordId;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks every client of an application that can be reached which of some runs it has: all of them at once, and for as
/// long as the links wait for an answer, which is about a second. Thread-safe.
public final class AskClients {
    /// What is done with answers may wait for the ledger, which a link's thread must not.
    private static final Executor OWN =
            work -> Thread.ofVirtual().name("answers").start(work);

    private final Clients clients;

    public AskClients(Clients clients) {
        this.clients = clients;
    }

    /// Whose runs they are.
    public record Application(InstanceId instance, String name) {}

    /// A client that has a run.
    public record Found(ConnectedClient client, Sighting sighting) {}

    /// What was said.
    ///
    /// @param asked how many clients were
    /// @param silent how many of them gave no answer, though they may still be there
    record Answers(Map<RecordId, Found> found, int asked, int silent) {}

    boolean anybody(Application application) {
        return !clients.of(application.instance(), application.name()).isEmpty();
    }

    /// @param then hears the answers, on a thread that may wait
    void ask(Application application, List<RecordId> records, Sighting.Wish wish, Consumer<Answers> then) {
        Map<String, RecordId> wanted = new HashMap<>();
        records.forEach(record -> wanted.put(record.toString(), record));
        askAbout(application, List.copyOf(wanted.keySet()), wish, told -> {
            Map<RecordId, Found> found = new HashMap<>();
            told.found().forEach((id, one) -> found.put(Objects.requireNonNull(wanted.get(id)), one));
            then.accept(new Answers(found, told.asked(), told.silent()));
        });
    }

    /// As [Answers], by trigger id.
    public record Told(Map<String, Found> found, int asked, int silent) {}

    /// @param then hears the answers, on a thread that may wait
    public void askAbout(Application application, List<String> triggers, Sighting.Wish wish, Consumer<Told> then) {
        List<ConnectedClient> asked = clients.of(application.instance(), application.name());
        Collected collected = new Collected(Set.copyOf(triggers));
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (ConnectedClient client : asked) {
            for (int from = 0; from < triggers.size(); from += LinkProtocol.FRAME_MESSAGES) {
                List<String> ids =
                        triggers.subList(from, Math.min(triggers.size(), from + LinkProtocol.FRAME_MESSAGES));
                answers.add(clients.ask(client.sessionId(), ids, wish)
                        .handle((states, thrown) -> collected.add(client, states, thrown))
                        .toCompletableFuture());
            }
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handleAsync(
                        (done, thrown) -> {
                            then.accept(collected.told(asked.size()));
                            return true;
                        },
                        OWN);
    }

    private static final class Collected {
        /// Guarded by this, both.
        private final Map<String, Found> found = new HashMap<>();

        private final List<ConnectedClient> silent = new ArrayList<>();
        /// What was asked about; what a client says of anything else does not count.
        private final Set<String> wanted;

        Collected(Set<String> wanted) {
            this.wanted = wanted;
        }

        synchronized boolean add(ConnectedClient client, @Nullable List<Sighting> states, @Nullable Throwable thrown) {
            Throwable why =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            if (why != null && !(why instanceof ClientGone) && !silent.contains(client)) {
                silent.add(client);
            }
            if (states != null) {
                for (Sighting state : states) {
                    if (wanted.contains(state.triggerId()) && state.stage() != Sighting.Stage.UNKNOWN) {
                        found.merge(state.triggerId(), new Found(client, state), Collected::better);
                    }
                }
            }
            return true;
        }

        /// Two clients may have it when it was sent twice before; one that still runs it must not be overlooked.
        private static Found better(Found one, Found other) {
            return other.sighting().stage() == Sighting.Stage.RUNNING ? other : one;
        }

        synchronized Told told(int asked) {
            return new Told(Map.copyOf(found), asked, silent.size());
        }
    }
}
