package io.quartermaster.server.link;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.Rates;
import io.quartermaster.client.wire.RunStates;
import io.quartermaster.client.wire.ServerFrame;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Listens for clients, lets in those that prove they know a secret, and carries dispatches to them and reports back.
///
/// Back-pressure is the stream's own: a client that does not read lets its dispatches wait here, first in a queue, then
/// in their senders; other clients do not feel it. Thread-safe.
public final class LinkServer implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 20;
    /// Clients look every ten seconds whether the connection is alive; gRPC would take that for an attack.
    private static final int CLIENTS_KEEP_ALIVE_SECONDS = 5;

    private final LinkThreads threads;
    private final Sessions sessions;
    private final Server server;
    private final int port;

    private LinkServer(LinkThreads threads, Sessions sessions, Server server) {
        this.threads = threads;
        this.sessions = sessions;
        this.server = server;
        this.port = server.getPort();
    }

    /// @param clock dates what happens; whether a client is alive does not depend on it
    /// @throws UncheckedIOException when the port is taken, or the address is not one of this host
    /// @throws IllegalArgumentException when a TLS file cannot be used; the message names it
    public static LinkServer start(LinkSettings settings, AccessKeys keys, LinkListener listener, InstantSource clock) {
        LinkThreads threads = LinkThreads.start();
        Sessions sessions = new Sessions();
        LinkService service = new LinkService(
                new LinkService.Parts(sessions, new Handshake(keys), listener, clock, threads.senders()));
        try {
            LinkServer started = new LinkServer(threads, sessions, bound(settings, service, threads));
            started.watch(settings, new CheckKeys(keys, sessions));
            LinkLogs.LINK.info("listening for clients,address={},port={}", settings.bindAddress(), started.port());
            return started;
        } catch (IllegalArgumentException e) {
            threads.close();
            throw e;
        } catch (IOException e) {
            threads.close();
            throw new UncheckedIOException(
                    "Cannot listen for clients on " + settings.bindAddress() + ":" + settings.port(), e);
        }
    }

    private static Server bound(LinkSettings settings, LinkService service, LinkThreads threads) throws IOException {
        try {
            return listening(settings, settings.port(), service, threads);
        } catch (IOException taken) {
            if (!settings.orAnyFree() || settings.port() == 0) {
                throw taken;
            }
            LinkLogs.LINK.info("port {} is taken, another one is used: {}", settings.port(), taken.getMessage());
            return listening(settings, 0, service, threads);
        }
    }

    private static Server listening(LinkSettings settings, int port, LinkService service, LinkThreads threads)
            throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(settings.bindAddress(), port))
                .bossEventLoopGroup(threads.accept())
                .workerEventLoopGroup(threads.network())
                .channelType(NioServerSocketChannel.class)
                .executor(threads.calls())
                .flowControlWindow(WINDOW_BYTES)
                // A frozen host answers no TCP either; this lets go of its connection, the session's own watch of the
                // rest.
                .keepAliveTime(settings.frozenAfter().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(settings.frozenAfter().toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(CLIENTS_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .addService(ServerInterceptors.intercept(service, CallerAddress.noted()));
        LinkTls tls = settings.tls();
        if (tls != null) {
            builder.sslContext(ServerTls.of(tls, threads.keys()));
        }
        return builder.build().start();
    }

    private void watch(LinkSettings settings, CheckKeys keys) {
        long often = settings.keysEvery().toMillis();
        threads.keys().scheduleWithFixedDelay(keys, often, often, TimeUnit.MILLISECONDS);
        long every =
                Math.min(settings.pingEvery().toMillis(), settings.frozenAfter().toMillis() / 3);
        threads.watch().scheduleWithFixedDelay(() -> tick(settings), every, every, TimeUnit.MILLISECONDS);
    }

    private void tick(LinkSettings settings) {
        for (Session session : sessions.all()) {
            try {
                session.tick(settings.frozenAfter());
                // Whoever gathered something and failed before the flush must not leave it lying.
                session.outbound().drainSoon();
            } catch (RuntimeException e) {
                // The edge of a loop: one odd stream must not end the watch over all others.
                LinkLogs.ERROR.error("a client could not be watched; the next round tries again", e);
            }
        }
    }

    /// The port really taken.
    public int port() {
        return port;
    }

    /// Whether that session is open here.
    public boolean has(String sessionId) {
        return sessions.has(sessionId);
    }

    /// Who is connected now, the longest first.
    public List<ConnectedClient> clients() {
        return sessions.clients();
    }

    /// Has `listener` called, on any thread, after each change of [#clients()]. One listener; it must be quick.
    public void onClientsChanged(Runnable listener) {
        sessions.onChange(listener);
    }

    /// Sends a dispatch to a client. Returns at once while fewer than some thousand wait for that client; beyond that
    /// it waits for room, or for the session's end.
    ///
    /// @return completes when the dispatch was handed to the transport; fails with [ClientGone] when the session ended
    ///     before, with IllegalArgumentException when the dispatch is too large or holds a parameter that cannot travel
    public CompletionStage<Void> send(String sessionId, Dispatch dispatch) {
        CompletionStage<Void> handedOver = gather(sessionId, dispatch);
        sessions.find(sessionId).ifPresent(session -> session.outbound().drainSoon());
        return handedOver;
    }

    /// As [#send(String, Dispatch)], but what is gathered for a client goes out together, with [#flush].
    public CompletionStage<Void> gather(String sessionId, Dispatch dispatch) {
        Optional<Session> session = sessions.find(sessionId);
        if (session.isEmpty()) {
            return CompletableFuture.failedFuture(new ClientGone(sessionId));
        }
        try {
            return session.get().outbound().gather(sessionId, WireForms.toWire(dispatch));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Sends what was gathered for a client, on the caller's thread; does not wait for the network.
    public void flush(String sessionId) {
        sessions.find(sessionId).ifPresent(session -> session.outbound().drain());
    }

    /// As [#send(String, Dispatch)], for what comes from another server in the form it travels in.
    public CompletionStage<Void> send(String sessionId, WireDispatch dispatch) {
        Optional<Session> session = sessions.find(sessionId);
        return session.isEmpty()
                ? CompletableFuture.failedFuture(new ClientGone(sessionId))
                : session.get().outbound().add(sessionId, dispatch);
    }

    /// Tells a client of new rates of runs whose chunks it has; a session that is not here is passed over.
    public void rates(String sessionId, Map<String, Integer> byRun) {
        Rates.Builder rates = Rates.newBuilder();
        byRun.forEach(
                (run, rate) -> rates.addRate(WireRate.newBuilder().setRunId(run).setRate(rate)));
        ServerFrame frame = ServerFrame.newBuilder().setRates(rates).build();
        sessions.find(sessionId).ifPresent(session -> session.outbound().control(frame));
    }

    /// Asks a client about runs.
    ///
    /// @return fails with [ClientGone] when the session is over, with TimeoutException when the client does not answer
    ///     within [OpenQuestions#PATIENCE_MILLIS]
    public CompletableFuture<RunStates> ask(String sessionId, Questions questions) {
        return sessions.find(sessionId)
                .map(session -> session.ask(questions))
                .orElseGet(() -> CompletableFuture.failedFuture(new ClientGone(sessionId)));
    }

    /// Ends every session, which the listener hears, and every thread.
    @Override
    public void close() {
        threads.watch().shutdownNow();
        threads.keys().shutdownNow();
        server.shutdown();
        String reason = "the server is closing";
        sessions.all().forEach(session -> session.end(reason, Status.UNAVAILABLE.withDescription(reason)));
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.close();
    }
}
