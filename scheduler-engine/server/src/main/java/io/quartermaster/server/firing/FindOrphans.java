package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.server.firing.AskClients.Application;
import io.quartermaster.server.firing.AskClients.Found;
import io.quartermaster.server.link.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which client has a run whose link is gone: it may still be there, by another link. Asked again with every look.
/// Thread-safe.
final class FindOrphans {
    private final AskClients ask;
    private final Set<RecordId> asking = ConcurrentHashMap.newKeySet();
    private final Map<RecordId, Optional<Found>> answered = new ConcurrentHashMap<>();

    FindOrphans(Clients clients) {
        ask = new AskClients(clients);
    }

    /// What was answered about it last: empty when no client said that it has it, null while nothing was.
    @Nullable
    Optional<Found> of(RecordId record) {
        return answered.get(record);
    }

    /// Asks about these, and forgets all others.
    void ask(Map<RecordId, Job> orphans) {
        answered.keySet().retainAll(orphans.keySet());
        Map<Application, List<RecordId>> byApplication = new HashMap<>();
        orphans.forEach((record, job) -> {
            if (asking.add(record)) {
                byApplication
                        .computeIfAbsent(
                                new Application(
                                        job.spec().instance(), job.spec().application()),
                                application -> new ArrayList<>())
                        .add(record);
            }
        });
        byApplication.forEach((application, records) -> ask.ask(
                application,
                records,
                Sighting.Wish.REPORT,
                answers -> records.forEach(record -> {
                    answered.put(record, Optional.ofNullable(answers.found().get(record)));
                    asking.remove(record);
                })));
    }
}
