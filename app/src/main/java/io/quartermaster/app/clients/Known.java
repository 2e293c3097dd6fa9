package io.quartermaster.app.clients;

import io.quartermaster.model.InstanceId;
import io.quartermaster.store.ClientRepository;
import io.quartermaster.store.ClientRepository.Need;
import io.quartermaster.store.ClientRepository.Offered;
import io.quartermaster.store.ClientRepository.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What need not be asked for with every reading: what a session offers never changes, and there may be a hundred
/// thousand jobs. Belongs to one reading at a time.
final class Known {
    /// Every so many readings the jobs are read again.
    private static final int READINGS = 8;

    private static final int ASKED_AT_ONCE = 500;

    private final Map<String, List<Offered>> offered = new HashMap<>();
    private List<Need> needs = List.of();
    private int readings;

    /// What the sessions offer, by their ids.
    Map<String, List<Offered>> offered(ClientRepository repository, List<Session> sessions) {
        Set<String> ids = sessions.stream().map(Session::id).collect(Collectors.toSet());
        offered.keySet().retainAll(ids);
        List<String> asked = new ArrayList<>(
                ids.stream().filter(id -> !offered.containsKey(id)).toList());
        for (int from = 0; from < asked.size(); from += ASKED_AT_ONCE) {
            List<String> some = asked.subList(from, Math.min(from + ASKED_AT_ONCE, asked.size()));
            Map<String, List<Offered>> found =
                    repository.offered(some).stream().collect(Collectors.groupingBy(Offered::session));
            some.forEach(id -> offered.put(id, found.getOrDefault(id, List.of())));
        }
        return Map.copyOf(offered);
    }

    /// What the jobs need, as it was within the last few readings.
    List<Need> needs(ClientRepository repository, InstanceId instance) {
        if (readings++ % READINGS == 0) {
            needs = repository.needs(instance, null);
        }
        return needs;
    }
}
