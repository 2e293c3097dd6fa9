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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks every client of an application that can be reached which of some runs it has: all of them at once, and for as
/// long as the links wait for an answer, which is about a second. Thread-safe.
final class AskClients {
    /// What is done with answers may wait for the ledger, which a link's thread must not.
    private static final Executor OWN =
            work -> Thread.ofVirtual().name("answers").start(work);

    private final Clients clients;

    AskClients(Clients clients) {
        this.clients = clients;
    }

    /// Whose runs they are.
    record Application(InstanceId instance, String name) {}

    /// A client that has a run.
    record Found(ConnectedClient client, Sighting sighting) {}

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
        List<ConnectedClient> asked = clients.of(application.instance(), application.name());
        Map<String, RecordId> wanted = new HashMap<>();
        records.forEach(record -> wanted.put(record.toString(), record));
        Collected collected = new Collected(wanted);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (ConnectedClient client : asked) {
            for (int from = 0; from < records.size(); from += LinkProtocol.FRAME_MESSAGES) {
                List<String> ids =
                        records.subList(from, Math.min(records.size(), from + LinkProtocol.FRAME_MESSAGES)).stream()
                                .map(RecordId::toString)
                                .toList();
                answers.add(clients.ask(client.sessionId(), ids, wish)
                        .handle((states, thrown) -> collected.add(client, states, thrown))
                        .toCompletableFuture());
            }
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handleAsync(
                        (done, thrown) -> {
                            then.accept(collected.answers(asked.size()));
                            return true;
                        },
                        OWN);
    }

    private static final class Collected {
        /// Guarded by this, both.
        private final Map<RecordId, Found> found = new HashMap<>();

        private final List<ConnectedClient> silent = new ArrayList<>();
        /// What was asked about; what a client says of anything else does not count.
        private final Map<String, RecordId> wanted;

        Collected(Map<String, RecordId> wanted) {
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
                    RecordId record = wanted.get(state.triggerId());
                    if (record != null && state.stage() != Sighting.Stage.UNKNOWN) {
                        found.merge(record, new Found(client, state), Collected::better);
                    }
                }
            }
            return true;
        }

        /// Two clients may have it when it was sent twice before; one that still runs it must not be overlooked.
        private static Found better(Found one, Found other) {
            return other.sighting().stage() == Sighting.Stage.RUNNING ? other : one;
        }

        synchronized Answers answers(int asked) {
            return new Answers(Map.copyOf(found), asked, silent.size());
        }
    }
}
