package io.quartermaster.server.topology;

import io.quartermaster.model.Job;
import io.quartermaster.server.firing.AskClients;
import io.quartermaster.server.link.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds out which client has a node's work when the link it was sent by is gone: all clients of its application are
/// asked, as a client with several links is still there by any of them. Confined to one loop, but for the answers.
final class SeekNodes {
    /// Between two questions about the same work.
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    private final AskClients ask;
    private final Map<NodeTrigger, Search> searches = new ConcurrentHashMap<>();
    /// What is asked with the next [#ask()], by application.
    private final Map<AskClients.Application, List<NodeTrigger>> wanted = new HashMap<>();

    SeekNodes(AskClients ask) {
        this.ask = ask;
    }

    /// What the clients said.
    sealed interface Answer {
        /// By this link one of them has it.
        record Has(String session) implements Answer {}

        /// None that is there has it.
        ///
        /// @param all whether each of them said so
        record Nobody(boolean all) implements Answer {}
    }

    /// @param answer null while it is awaited
    private record Search(Instant asked, @Nullable Answer answer) {}

    /// What is known of a node's work; empty while it is being asked about, which this begins.
    Optional<Answer> about(NodeTrigger trigger, Job job, Instant now) {
        Search search = searches.get(trigger);
        if (search == null
                || (search.answer() != null && !search.asked().plus(AGAIN).isAfter(now))) {
            searches.put(trigger, new Search(now, null));
            wanted.computeIfAbsent(
                            new AskClients.Application(
                                    job.spec().instance(), job.spec().application()),
                            application -> new ArrayList<>())
                    .add(trigger);
        }
        return search == null ? Optional.empty() : Optional.ofNullable(search.answer());
    }

    /// It is known where it is, or of no interest any more.
    void forget(NodeTrigger trigger) {
        searches.remove(trigger);
    }

    /// Asks what is wanted to be known, and forgets what nobody came back for, as its run is another server's now.
    void ask(Instant now) {
        searches.values().removeIf(search -> search.asked().plus(FORGOTTEN).isBefore(now));
        wanted.forEach((application, triggers) -> ask.askAbout(
                application,
                triggers.stream().map(NodeTrigger::toString).toList(),
                Sighting.Wish.REPORT,
                told -> triggers.forEach(trigger -> searches.computeIfPresent(
                        trigger, (id, search) -> new Search(search.asked(), answer(told, trigger))))));
        wanted.clear();
    }

    private static Answer answer(AskClients.Told told, NodeTrigger trigger) {
        AskClients.Found found = told.found().get(trigger.toString());
        return found == null
                ? new Answer.Nobody(told.silent() == 0)
                : new Answer.Has(found.client().sessionId());
    }
}
