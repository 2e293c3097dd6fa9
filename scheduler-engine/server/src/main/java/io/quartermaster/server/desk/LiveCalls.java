package io.quartermaster.server.desk;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.topology.desk.Call;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.Report;
import io.quartermaster.server.link.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Asks attached clients to do the work of nodes that are run at the desk, and hears what they report.
///
/// Such work is nobody's firing: it has no record, its trigger ids are its own, and what is reported of it is stored
/// nowhere. Thread-safe; nothing blocks.
public final class LiveCalls {
    /// What trigger ids of the desk begin with; a record's is a number.
    private static final String MARK = "DESK:";

    private static final String NOBODY = "no target was found";

    private final Clients clients;
    private final InstanceId instance;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<Heard>> open = new ConcurrentHashMap<>();

    /// What came of a call.
    public sealed interface Heard {
        record Answered(Told told) implements Heard {}

        /// Nobody was there to ask, or what was asked did not get there.
        ///
        /// @param reason one of the texts that runbooks know
        record NoClient(String reason) implements Heard {}

        /// The client did not report in time, and was asked to stop.
        record Silent(Duration patience) implements Heard {}
    }

    /// A handler of an attached client.
    public record Offer(String application, String handler) {}

    public LiveCalls(Clients clients, InstanceId instance, InstantSource clock) {
        this.clients = clients;
        this.instance = instance;
        this.clock = clock;
    }

    /// What clients that are attached now can be asked, each handler once.
    public List<Offer> offers() {
        return clients.attached(instance).stream()
                .flatMap(client -> client.handlers().entrySet().stream()
                        .filter(handler -> handler.getValue() == HandlerKind.SIMPLE)
                        .map(handler -> new Offer(client.application(), handler.getKey())))
                .distinct()
                .sorted(Comparator.comparing(Offer::application).thenComparing(Offer::handler))
                .toList();
    }

    /// Has a client do a node's work.
    ///
    /// @param params the job's own parameters, which what the node is given goes over
    /// @return completes on one of the engine's threads, and never exceptionally; cancelled, the client is asked to
    // stop
    public CompletableFuture<Heard> call(Call call, Map<String, Object> params, Duration patience) {
        Optional<ConnectedClient> client = choose(call);
        if (client.isEmpty()) {
            return CompletableFuture.completedFuture(new Heard.NoClient(whyNot(call)));
        }
        String session = client.get().sessionId();
        String id = MARK + UUID.randomUUID();
        CompletableFuture<Heard> heard = new CompletableFuture<>();
        open.put(id, heard);
        clients.send(session, dispatch(id, call, params)).whenComplete((sent, thrown) -> {
            if (thrown != null) {
                heard.complete(new Heard.NoClient("no available connection: " + thrown.getMessage()));
            }
        });
        heard.completeOnTimeout(new Heard.Silent(patience), patience.toMillis(), TimeUnit.MILLISECONDS);
        heard.whenComplete((answer, thrown) -> {
            open.remove(id);
            if (thrown != null || answer instanceof Heard.Silent) {
                clients.ask(session, List.of(id), Sighting.Wish.STOP);
            }
        });
        return heard;
    }

    /// Takes a client's report of work done for the desk.
    ///
    /// @return whether it was such work, also when nobody waits for it any more
    public boolean reported(Report report) {
        if (!report.triggerId().startsWith(MARK)) {
            return false;
        }
        CompletableFuture<Heard> waiting = open.get(report.triggerId());
        if (waiting != null) {
            waiting.complete(new Heard.Answered(told(report)));
        }
        return true;
    }

    private static Told told(Report report) {
        Duration took = Duration.between(report.startedAt(), report.finishedAt());
        String message = report.message();
        return new Told(
                report.success() ? NodeStatus.SUCCEED : NodeStatus.FAILED,
                "",
                message == null ? "" : message,
                report.params(),
                took.isNegative() ? Duration.ZERO : took);
    }

    private Optional<ConnectedClient> choose(Call call) {
        return clients.attached(instance).stream()
                .filter(client -> client.application().equals(call.to().application()))
                .filter(client -> client.handlers().get(call.to().handler()) == HandlerKind.SIMPLE)
                .max(Comparator.comparing(ConnectedClient::connectedAt));
    }

    private String whyNot(Call call) {
        boolean otherKind = clients.attached(instance).stream()
                .anyMatch(client -> client.application().equals(call.to().application())
                        && client.handlers().containsKey(call.to().handler()));
        return otherKind ? "type of handler " + call.to().handler() + " is not ISimpleJobHandler" : NOBODY;
    }

    private Dispatch dispatch(String id, Call call, Map<String, Object> params) {
        Map<String, Object> all = new HashMap<>(params);
        all.putAll(call.given().values());
        Instant now = clock.instant();
        return new Dispatch(
                id,
                new TraceId(id.substring(MARK.length())),
                call.turn().node().toString(),
                call.to().handler(),
                true,
                all,
                0,
                1,
                now,
                now);
    }
}
