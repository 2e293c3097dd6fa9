package io.quartermaster.server.work;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Routing;
import io.quartermaster.model.Routing.Ask;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkTask;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.Zones;
import io.quartermaster.server.link.ConnectedClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Who takes a chunk: the clients that offer its handler, in its zone, as they have room. Confined to one loop, and
// made
/// anew for each round.
final class Takers {
    /// The runbooks' text for a client that does neither read for others nor process for them.
    static final String NOT_REMOTE = "remote execute is disabled, please enable first";

    /// Of a client that does not say how many it wants: one to work on and one to go on with.
    private static final int ROOM = 2;

    private final Clients clients;
    private final Zones zones;
    private final RandomGenerator random;
    private final Map<Place, Integer> taken = new HashMap<>();
    private final Map<Want, Found> found = new HashMap<>();

    /// What a client process has in hand of a handler.
    private record Place(String instance, String handler) {}

    /// @param run the job's own wishes differ from run to run
    private record Want(long run, ChunkTask task, int stage, String zone) {}

    /// @param why there is nobody; empty when there is somebody
    private record Found(List<ConnectedClient> clients, String why) {}

    Takers(Clients clients, Zones zones, RandomGenerator random, Collection<LiveWork> runs) {
        this.clients = clients;
        this.zones = zones;
        this.random = random;
        runs.forEach(run -> run.state
                .executing()
                .forEach(chunk -> took(String.valueOf(chunk.instance()), run.handler(chunk.stage()))));
    }

    /// Who was found for a chunk.
    sealed interface Choice {
        record To(ConnectedClient client) implements Choice {}

        /// All that could have it have enough.
        record NoRoom() implements Choice {}

        record Nobody(String why) implements Choice {}
    }

    Choice choose(LiveWork run, Chunk chunk) {
        String handler = run.handler(chunk.stage());
        Found there = found(run, chunk.task(), chunk.stage(), String.valueOf(chunk.zone()));
        if (there.clients().isEmpty()) {
            return new Choice.Nobody(there.why());
        }
        List<ConnectedClient> others = elsewhere(chunk, there.clients());
        Optional<ConnectedClient> taker =
                chunk.task() == ChunkTask.STEP ? routed(run, chunk, others) : withRoom(handler, others);
        taker.ifPresent(client -> took(client.clientId(), handler));
        return taker.<Choice>map(Choice.To::new).orElseGet(Choice.NoRoom::new);
    }

    /// Those that could have chunks of the run's last stage.
    List<ConnectedClient> executors(LiveWork run) {
        int last = run.state.shape().handlers().size() - 1;
        return run.order.zones().stream()
                .flatMap(zone -> found(run, run.state.shape().task(last), last, zone).clients().stream())
                .distinct()
                .toList();
    }

    private Found found(LiveWork run, ChunkTask task, int stage, String zone) {
        return found.computeIfAbsent(new Want(run.id, task, stage, zone), want -> find(run, want));
    }

    private void took(String instance, String handler) {
        taken.merge(new Place(instance, handler), 1, Integer::sum);
    }

    private int taken(ConnectedClient client, String handler) {
        return taken.getOrDefault(new Place(client.clientId(), handler), 0);
    }

    private Found find(LiveWork run, Want want) {
        JobSpec job = run.spec;
        Ask ask = new Ask(run.handler(want.stage()), kind(want.task()), 0, want.zone());
        List<Routing.Candidate> candidates = clients.candidates(job.instance(), ask.handler());
        ZoneSwitch moves = zones.zoneSwitch(job.instance());
        List<ConnectedClient> fitting = Routing.fitting(job, ask, candidates, moves).stream()
                .flatMap(candidate -> clients.find(candidate.session()).stream())
                .toList();
        if (fitting.isEmpty()) {
            return new Found(fitting, reason(job, ask, candidates, moves));
        }
        Stream<ConnectedClient> able =
                fitting.stream().filter(client -> !LiveWork.remote(want.task()) || client.remote());
        return new Found(able.toList(), NOT_REMOTE);
    }

    private String reason(JobSpec job, Ask ask, List<Routing.Candidate> candidates, ZoneSwitch moves) {
        return Routing.choose(job, ask, candidates, moves, clients.ownZone(), 0, random)
                        instanceof Routing.Outcome.Failed failed
                ? failed.text() + ": " + failed.detail()
                : Routing.NO_TARGET;
    }

    private static HandlerKind kind(ChunkTask task) {
        return switch (task) {
            case STEP -> HandlerKind.SIMPLE;
            case SPLIT -> HandlerKind.CLUSTER_SPLIT;
            case EXECUTE, READ, PROCESS -> HandlerKind.CLUSTER_EXECUTE;
        };
    }

    /// A chunk that failed on a machine goes to another, if there is another.
    private static List<ConnectedClient> elsewhere(Chunk chunk, List<ConnectedClient> there) {
        List<ConnectedClient> others = there.stream()
                .filter(client -> !client.clientId().equals(chunk.instance()))
                .toList();
        return others.isEmpty() ? there : others;
    }

    /// The one with most room left.
    private Optional<ConnectedClient> withRoom(String handler, List<ConnectedClient> there) {
        return there.stream()
                .filter(client -> room(client, handler) > taken(client, handler))
                .min(Comparator.comparingDouble(client -> (double) taken(client, handler) / room(client, handler)));
    }

    private static int room(ConnectedClient client, String handler) {
        return client.rooms().getOrDefault(handler, ROOM);
    }

    /// As the job's routing says; where that is left to chance, shards are spread evenly.
    private Optional<ConnectedClient> routed(LiveWork run, Chunk chunk, List<ConnectedClient> there) {
        JobSpec job = run.spec;
        String handler = run.handler(chunk.stage());
        Policies.Routing routing = job.policies().routing();
        if (routing == Policies.Routing.RANDOM || routing == Policies.Routing.LEAST_ACTIVE) {
            int least = there.stream()
                    .mapToInt(client -> taken(client, handler))
                    .min()
                    .orElse(0);
            List<ConnectedClient> idle = there.stream()
                    .filter(client -> taken(client, handler) == least)
                    .toList();
            return Optional.of(idle.get(random.nextInt(idle.size())));
        }
        Routing.Outcome outcome = Routing.choose(
                job,
                new Ask(handler, HandlerKind.SIMPLE, Integer.parseInt(chunk.data()), chunk.zone()),
                clients.candidates(job.instance(), handler),
                zones.zoneSwitch(job.instance()),
                clients.ownZone(),
                run.order.record().value() + chunk.number(),
                random);
        return outcome instanceof Routing.Outcome.Chosen chosen
                ? clients.find(chosen.target().session())
                : Optional.of(there.get(0));
    }
}
