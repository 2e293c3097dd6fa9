package io.quartermaster.server.peer;

import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.SchedulerClientBuilder;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import io.quartermaster.server.link.AccessKey;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.LinkListener;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server as far as links go: it listens for clients and for other servers, and keeps what it hears. The list of live
/// servers is the test's.
public final class PeerNode implements AutoCloseable {
    public static final InstanceId INSTANCE = new InstanceId("000001");
    static final PeerSettings QUICK = PeerSettings.loopback()
            .withTimings(new PeerSettings.Timings(
                    Duration.ofMillis(100),
                    Duration.ofMillis(900),
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(50)));
    private static final LinkTimings TIMES = new LinkTimings(
            Duration.ofMillis(100),
            Duration.ofMillis(2_000),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofSeconds(30));

    public final LinkServer link;
    public final PeerLink peers;
    final PeerSelf self;
    final Heard heard = new Heard();
    final List<Ended> ended = new CopyOnWriteArrayList<>();
    private final LogBook book;
    private final Path logs;

    private PeerNode(String id, List<PeerAddress> live, Path directory) {
        logs = directory.resolve(id);
        book = LogBook.open(logs, InstantSource.system());
        self = PeerSelf.started(id, "Zone-" + id);
        link = LinkServer.start(
                LinkSettings.loopback(),
                key -> Optional.of(new AccessKey(key, "secret", INSTANCE)),
                heard,
                InstantSource.system());
        peers = PeerLink.start(QUICK, self, link, () -> List.copyOf(live), book, InstantSource.system());
        peers.onEnded(ended::add);
    }

    /// @param live read again and again; to be filled in by the test
    public static PeerNode start(String id, List<PeerAddress> live, Path directory) {
        return new PeerNode(id, live, directory);
    }

    /// How others find it.
    public PeerAddress address() {
        return addressThrough(peers.port());
    }

    PeerAddress addressThrough(int port) {
        return new PeerAddress(self.serverId(), "127.0.0.1:" + port, self.token());
    }

    public SchedulerClientBuilder client(IJobHandler... handlers) {
        return SchedulerClient.builder()
                .application("settlement")
                .instance(INSTANCE.value())
                .accessKey("key")
                .secret("secret")
                .server("127.0.0.1:" + link.port())
                .timings(TIMES)
                .closeGrace(Duration.ofMillis(200))
                .handlers(List.of(handlers));
    }

    SchedulerClient connect(IJobHandler... handlers) {
        int before = link.clients().size();
        SchedulerClient client = client(handlers).build();
        client.start();
        Eventually.until("the client is connected", () -> link.clients().size() > before);
        return client;
    }

    /// The one client of another server this one comes to know of.
    ConnectedClient known() {
        return Eventually.given(
                "a client is known", () -> peers.clients().stream().findFirst().orElse(null));
    }

    CompletableFuture<Void> send(String session, String trigger, String handler, Map<String, Object> params) {
        Instant due = Instant.parse("2026-11-21T08:00:00Z");
        return peers.send(
                        session,
                        new Dispatch(
                                trigger,
                                new TraceId("trace-" + trigger + "-000"),
                                "nightly",
                                handler,
                                true,
                                params,
                                0,
                                1,
                                due,
                                due))
                .toCompletableFuture();
    }

    List<String> log() {
        try {
            Path file = logs.resolve("rpc-slave.log");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        link.close();
        peers.close();
        book.close();
    }

    /// What this server's clients reported.
    static final class Heard implements LinkListener {
        final List<String> reported = new CopyOnWriteArrayList<>();

        @Override
        public void connected(ConnectedClient client) {
            // the link server knows
        }

        @Override
        public void disconnected(ConnectedClient client, String reason) {
            // the link server knows
        }

        @Override
        public void refused(String address, String reason) {
            // no test refuses a client
        }

        @Override
        public CompletionStage<Void> reported(ConnectedClient client, Report report) {
            reported.add(report.triggerId());
            return CompletableFuture.allOf();
        }

        @Override
        public void progressed(ConnectedClient client, Progress progress) {
            // whoever got the dispatch says nothing meanwhile
        }
    }
}
