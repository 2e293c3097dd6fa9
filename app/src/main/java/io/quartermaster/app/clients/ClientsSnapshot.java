package io.quartermaster.app.clients;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.ClientRepository;
import io.quartermaster.store.ClientRepository.Failure;
import io.quartermaster.store.ClientRepository.Need;
import io.quartermaster.store.ClientRepository.Offered;
import io.quartermaster.store.ClientRepository.Session;
import io.quartermaster.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The clients of an instance at one moment. Immutable; made off the FX thread.
///
/// @param clients those that are connected by application and place, then those that left, the latest first
/// @param lacking enabled jobs of which nobody can run a handler, by name
record ClientsSnapshot(List<Client> clients, List<LackingJob> lacking) {
    /// How many ended links are looked at.
    static final int OFFLINE = 500;

    private static final Duration LATELY = Duration.ofDays(1);
    private static final Comparator<Session> STANDING_FIRST = Comparator.comparing(
                    (Session link) -> link.left() != null)
            .thenComparing(
                    link -> Objects.requireNonNullElse(link.left(), link.connected()), Comparator.reverseOrder());

    ClientsSnapshot {
        clients = List.copyOf(clients);
        lacking = List.copyOf(lacking);
    }

    long online() {
        return clients.stream().filter(Client::online).count();
    }

    static ClientsSnapshot read(Database database, InstanceId instance, Known known) {
        ClientRepository repository = database.clients();
        List<Session> sessions = repository.sessions(instance, OFFLINE);
        return of(
                sessions,
                known.offered(repository, sessions),
                repository.running(instance),
                repository.failures(instance, database.now().minus(LATELY)),
                known.needs(repository, instance));
    }

    static ClientsSnapshot of(
            List<Session> sessions,
            Map<String, List<Offered>> offered,
            Map<String, Integer> running,
            List<Failure> failures,
            List<Need> needs) {
        Map<String, List<Session>> byProcess = new LinkedHashMap<>();
        sessions.forEach(link -> byProcess
                .computeIfAbsent(process(link), key -> new ArrayList<>())
                .add(link));
        Map<String, Failure> latest = new HashMap<>();
        // the newest first, so the first of each stays
        failures.forEach(failure -> latest.putIfAbsent(failure.client(), failure));
        List<Client> clients = byProcess.entrySet().stream()
                .map(each -> client(each.getKey(), each.getValue(), offered, running, latest))
                .sorted(Comparator.comparing((Client each) -> !each.online())
                        .thenComparing(Client::left, Comparator.nullsFirst(Comparator.reverseOrder()))
                        .thenComparing(Client::application)
                        .thenComparing(Client::place)
                        .thenComparing(Client::key))
                .toList();
        return new ClientsSnapshot(clients, lacking(needs, clients));
    }

    private static String process(Session link) {
        String id = link.clientId();
        return id == null ? link.application() + "@" + link.host() + "#" + link.process() : id;
    }

    private static Client client(
            String key,
            List<Session> all,
            Map<String, List<Offered>> offered,
            Map<String, Integer> running,
            Map<String, Failure> failures) {
        List<Session> ordered = all.stream().sorted(STANDING_FIRST).toList();
        boolean online = ordered.getFirst().left() == null;
        List<Session> links =
                ordered.stream().filter(link -> online == (link.left() == null)).toList();
        SortedMap<String, String> handlers = new TreeMap<>();
        links.forEach(link ->
                offered.getOrDefault(link.id(), List.of()).forEach(each -> handlers.put(each.handler(), each.kind())));
        List<String> names = new ArrayList<>(links.stream()
                .map(link -> link.application() + "@" + link.address())
                .toList());
        names.add(key);
        int runs =
                names.stream().mapToInt(name -> running.getOrDefault(name, 0)).sum();
        Optional<Failure> failure = names.stream()
                .map(failures::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Comparator.comparing(Failure::at));
        return new Client(key, links, handlers, runs, failure.orElse(null));
    }

    /// The jobs that are on and of which a handler is offered by nobody, once for each such handler.
    static List<LackingJob> lacking(List<Need> needs, List<Client> clients) {
        List<Client> online = clients.stream().filter(Client::online).toList();
        Set<String> applications = online.stream().map(Client::application).collect(Collectors.toSet());
        Map<String, Set<String>> kinds = kinds(online);
        List<LackingJob> lacking = new ArrayList<>();
        for (Need need : needs) {
            for (int i = 0; need.enabled() && i < need.handlers().size(); i++) {
                String handler = need.handlers().get(i);
                HandlerKind needed =
                        HandlerKind.needed(need.type(), i, need.handlers().size());
                LackingJob.Why why = why(
                        applications.contains(need.application()),
                        kinds.get(name(need.application(), handler)),
                        needed);
                if (why != null) {
                    lacking.add(new LackingJob(need.job(), need.name(), need.application(), handler, needed, why));
                }
            }
        }
        return lacking;
    }

    private static LackingJob.@Nullable Why why(boolean there, @Nullable Set<String> offered, HandlerKind needed) {
        if (!there) {
            return LackingJob.Why.NO_CLIENT;
        }
        if (offered == null) {
            return LackingJob.Why.NOT_OFFERED;
        }
        return offered.contains(needed.name()) ? null : LackingJob.Why.WRONG_KIND;
    }

    private static Map<String, Set<String>> kinds(Collection<Client> online) {
        Map<String, Set<String>> kinds = new HashMap<>();
        online.forEach(client -> client.handlers().forEach((handler, kind) -> kinds.computeIfAbsent(
                        name(client.application(), handler), key -> new java.util.HashSet<>())
                .add(kind)));
        return kinds;
    }

    private static String name(String application, String handler) {
        return application + "\n" + handler;
    }
}
