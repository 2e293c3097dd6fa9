package io.quartermaster.server.link;

import io.quartermaster.client.LinkState;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.SchedulerClientBuilder;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A link server on loopback with short times, and clients to it.
final class LinkBed implements AutoCloseable {
    static final InstanceId INSTANCE = new InstanceId("000001");
    static final AccessKeys KEYS = key -> switch (key) {
        case "key" -> Optional.of(new AccessKey("key", "secret", INSTANCE));
        case "other" -> Optional.of(new AccessKey("other", "secret", new InstanceId("000002")));
        default -> Optional.empty();
    };
    static final LinkSettings QUICK = new LinkSettings("127.0.0.1", 0, Duration.ofMillis(100), Duration.ofMillis(900));
    static final LinkTimings TIMES = new LinkTimings(
            Duration.ofMillis(100),
            Duration.ofMillis(900),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofSeconds(30));

    final RecordingListener heard = new RecordingListener();
    final List<String> states = new CopyOnWriteArrayList<>();
    private final List<SchedulerClient> clients = new ArrayList<>();
    LinkServer server;

    LinkBed() {
        this(QUICK);
    }

    LinkBed(LinkSettings settings) {
        this(settings, KEYS);
    }

    LinkBed(LinkSettings settings, AccessKeys keys) {
        server = LinkServer.start(settings, keys, heard, InstantSource.system());
    }

    SchedulerClientBuilder builder(IJobHandler... handlers) {
        return builderTo(server.port(), handlers);
    }

    SchedulerClientBuilder builderTo(int port, IJobHandler... handlers) {
        return SchedulerClient.builder()
                .application("settlement")
                .instance(INSTANCE.value())
                .accessKey("key")
                .secret("secret")
                .server("127.0.0.1:" + port)
                .timings(TIMES)
                .closeGrace(Duration.ofSeconds(2))
                .listener((address, state, reason) -> states.add(reason == null ? state.name() : state + " " + reason))
                .handlers(List.of(handlers));
    }

    SchedulerClient started(SchedulerClientBuilder builder) {
        SchedulerClient client = builder.build();
        clients.add(client);
        client.start();
        return client;
    }

    /// @return what the server knows of a new client with these handlers
    ConnectedClient connect(IJobHandler... handlers) {
        return connect(builder(handlers));
    }

    ConnectedClient connect(SchedulerClientBuilder builder) {
        int before = heard.connected.size();
        started(builder);
        Eventually.until("the client is connected", () -> heard.connected.size() > before);
        return heard.connected.get(before);
    }

    void restartServer() {
        int port = server.port();
        server.close();
        server = LinkServer.start(
                new LinkSettings("127.0.0.1", port, QUICK.pingEvery(), QUICK.frozenAfter()),
                KEYS,
                heard,
                InstantSource.system());
    }

    boolean was(LinkState state) {
        return states.stream().anyMatch(each -> each.startsWith(state.name()));
    }

    static Dispatch dispatch(String triggerId, String handler) {
        return dispatch(triggerId, handler, Map.of());
    }

    static Dispatch dispatch(String triggerId, String handler, Map<String, Object> params) {
        Instant due = Instant.parse("2026-11-21T08:00:00Z");
        return new Dispatch(
                triggerId,
                new TraceId("trace-" + triggerId + "-000"),
                "nightly",
                handler,
                true,
                params,
                0,
                1,
                due,
                due.plusMillis(7));
    }

    @Override
    public void close() {
        clients.forEach(SchedulerClient::close);
        server.close();
    }
}
