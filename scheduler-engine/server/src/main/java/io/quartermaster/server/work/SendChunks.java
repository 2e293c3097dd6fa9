package io.quartermaster.server.work;

import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.model.Policies;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkTask;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.link.ChunkOrder;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// Puts chunks into the form that clients take, and sends them. Confined to one loop.
final class SendChunks {
    private final Clients clients;
    private final Set<String> gathered = new HashSet<>();

    SendChunks(Clients clients) {
        this.clients = clients;
    }

    /// Gathers a chunk's attempt for a client; [#flush] sends it.
    CompletionStage<Void> gather(LiveWork run, Chunk chunk, String session) {
        boolean step = chunk.task() == ChunkTask.STEP;
        run.rates.put(session, run.share());
        ChunkOrder order = step
                ? null
                : new ChunkOrder(
                        task(chunk.task()),
                        String.valueOf(run.id),
                        String.valueOf(chunk.number()),
                        run.id + "@" + chunk.instance(),
                        chunk.dataType(),
                        chunk.data(),
                        run.share());
        return gather(
                run,
                session,
                new Dispatch(
                        run.trigger(chunk).toString(),
                        new TraceId(run.order.trace()),
                        run.order.jobName(),
                        run.handler(chunk.stage()),
                        reports(run, chunk),
                        run.state.params(),
                        step ? Integer.parseInt(chunk.data()) : 0,
                        step ? run.state.shape().shards() : 1,
                        run.order.due(),
                        run.order.fired(),
                        order));
    }

    /// Whether the client says how it ended. Only a simple handler of a ONEWAY job does not.
    static boolean reports(LiveWork run, Chunk chunk) {
        return chunk.task() != ChunkTask.STEP
                || run.order.policies().communication() == Policies.Communication.CALLBACK;
    }

    /// Asks a machine to report when it holds nothing of the run any more.
    CompletionStage<Void> gatherFinish(LiveWork run, String instance, String session) {
        ChunkOrder order =
                new ChunkOrder(ChunkOrder.Task.FINISH, String.valueOf(run.id), "", run.id + "@" + instance, "", "", 0);
        Instant fired = run.order.fired();
        return gather(
                run,
                session,
                new Dispatch(
                        run.finish(instance).toString(),
                        new TraceId(run.order.trace()),
                        run.order.jobName(),
                        run.handler(run.state.shape().handlers().size() - 1),
                        true,
                        Map.of(),
                        0,
                        1,
                        run.order.due(),
                        fired,
                        order));
    }

    private CompletionStage<Void> gather(LiveWork run, String session, Dispatch dispatch) {
        gathered.add(session);
        return clients.gather(session, dispatch);
    }

    /// Sends what was gathered: a frame for each client.
    void flush() {
        clients.flush(gathered);
        gathered.clear();
    }

    /// Asks clients to stop what they have of a run.
    void stop(LiveWork run, Collection<Chunk> chunks) {
        Map<String, List<String>> bySession = new HashMap<>();
        for (Chunk chunk : chunks) {
            LiveWork.Flight flight = run.flights.get(chunk.number());
            if (flight != null) {
                bySession
                        .computeIfAbsent(flight.session(), session -> new ArrayList<>())
                        .add(run.trigger(chunk).toString());
            }
        }
        bySession.forEach((session, triggers) -> {
            for (int from = 0; from < triggers.size(); from += LinkProtocol.FRAME_MESSAGES) {
                int until = Math.min(triggers.size(), from + LinkProtocol.FRAME_MESSAGES);
                clients.ask(session, triggers.subList(from, until), Sighting.Wish.STOP);
            }
        });
    }

    /// Tells the machines that have chunks of a run what they may take now, if they were told otherwise.
    void rate(LiveWork run) {
        int share = run.share();
        Set<String> sessions =
                run.flights.values().stream().map(LiveWork.Flight::session).collect(Collectors.toSet());
        run.rates.keySet().retainAll(sessions);
        run.rates.replaceAll((session, former) -> {
            if (former != share) {
                clients.rates(session, Map.of(String.valueOf(run.id), share));
            }
            return share;
        });
    }

    private static ChunkOrder.Task task(ChunkTask task) {
        return switch (task) {
            case SPLIT -> ChunkOrder.Task.SPLIT;
            case READ -> ChunkOrder.Task.READ;
            case PROCESS -> ChunkOrder.Task.PROCESS;
            case EXECUTE, STEP -> ChunkOrder.Task.EXECUTE;
        };
    }
}
