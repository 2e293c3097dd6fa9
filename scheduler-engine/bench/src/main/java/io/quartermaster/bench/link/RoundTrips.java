package io.quartermaster.bench.link;

import io.quartermaster.model.TraceId;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.LinkListener;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Counts and times the way of a dispatch to a client and of its report back. Thread-safe.
final class RoundTrips implements LinkListener {
    private static final Instant DUE = Instant.EPOCH;

    private final Map<String, Long> under = new ConcurrentHashMap<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private volatile Consumer<ConnectedClient> then = client -> {};

    void send(LinkServer server, ConnectedClient client) {
        String id = String.valueOf(number.incrementAndGet());
        under.put(id, System.nanoTime());
        server.send(
                client.sessionId(),
                new Dispatch(
                        id,
                        new TraceId("trace-" + id + "-0000"),
                        "bench",
                        ManyClients.HANDLER,
                        true,
                        Map.of(),
                        0,
                        1,
                        DUE,
                        DUE));
    }

    /// What is done with a client that has reported.
    void then(Consumer<ConnectedClient> next) {
        then = next;
    }

    /// What was measured since the last call, in microseconds.
    List<Long> taken() {
        List<Long> all = new java.util.ArrayList<>();
        for (Long each = nanos.poll(); each != null; each = nanos.poll()) {
            all.add(each / 1_000);
        }
        return all;
    }

    boolean isQuiet() {
        return under.isEmpty();
    }

    long disconnects() {
        return disconnects.get();
    }

    @Override
    public void connected(ConnectedClient client) {}

    @Override
    public void disconnected(ConnectedClient client, String reason) {
        disconnects.incrementAndGet();
    }

    @Override
    public void refused(String address, String reason) {
        System.out.println("refused " + reason);
    }

    @Override
    public CompletionStage<Void> reported(ConnectedClient client, Report report) {
        Long sent = under.remove(report.triggerId());
        if (sent != null) {
            nanos.add(System.nanoTime() - sent);
            then.accept(client);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void progressed(ConnectedClient client, Progress progress) {}
}
