package io.quartermaster.server.watching;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quartermaster.server.log.LogBook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// The port where probes ask whether the server is alive and ready, Prometheus asks for its figures, and clients
/// ask which servers there are. Thread-safe.
///
/// It is not meant for the world: it listens on loopback unless configured, holds few connections, and lets go of a
/// caller that is slow to ask or to listen.
public final class HttpPort implements AutoCloseable {
    private static final Set<String> PATHS = Set.of("/health", "/ready", "/metrics", "/servers");
    private static final int THREADS = 3;
    private static final int WAITING = 50;
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    static {
        // The JDK's server knows these limits only as properties of the process, and has none of its own.
        limit("sun.net.httpserver.maxReqTime", "10");
        limit("sun.net.httpserver.maxRspTime", "30");
        limit("jdk.httpserver.maxConnections", "100");
    }

    private final HttpServer server;
    private final LogBook log;
    private final JsonMapper json = JsonMapper.builder().build();
    private final ThreadPoolExecutor threads;

    private HttpPort(HttpServer server, LogBook log) {
        this.server = server;
        this.log = log;
        AtomicInteger number = new AtomicInteger();
        // Full, it refuses, and the JDK's server closes that connection: whoever asks so much is no probe.
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
    }

    /// Takes the port; nobody is answered before [#serve(Health, Meters)].
    ///
    /// @throws PortTaken when it cannot be had
    public static HttpPort bind(WatchSettings.HttpAddress address, LogBook log) {
        try {
            return new HttpPort(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getByName(address.bindAddress()), address.port()), 0),
                    log);
        } catch (IOException e) {
            throw new PortTaken(address, e);
        }
    }

    public void serve(Health health, Meters meters) {
        serve(health, meters, List::of);
    }

    /// @param servers a line for each server that clients may link to; throws when that cannot be known now
    public void serve(Health health, Meters meters, Supplier<List<String>> servers) {
        server.createContext("/", exchange -> {
            try (exchange) {
                answerOrTell(exchange, health, meters, servers);
            }
        });
        server.start();
    }

    /// The port really taken.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// The edge of a task: a probe that cannot be answered must be told so, and be seen.
    private void answerOrTell(HttpExchange exchange, Health health, Meters meters, Supplier<List<String>> servers)
            throws IOException {
        try {
            answer(exchange, health, meters, servers);
        } catch (RuntimeException e) {
            log.error("http", exchange.getRequestURI() + " could not be answered", "it is answered with 500", e);
            send(exchange, 500, TEXT, "This could not be answered; see common-error.log\n");
        }
    }

    private void answer(HttpExchange exchange, Health health, Meters meters, Supplier<List<String>> servers)
            throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path == null || !PATHS.contains(path)) {
            send(exchange, 404, TEXT, "There is /health, /ready, /metrics and /servers\n");
        } else if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, TEXT, "Only GET and HEAD are answered\n");
        } else {
            switch (path) {
                case "/health" -> send(exchange, health.alive());
                case "/ready" -> send(exchange, health.ready());
                case "/servers" -> send(exchange, 200, TEXT, String.join("\n", servers.get()) + "\n");
                default -> send(exchange, 200, PROMETHEUS, meters.scrape());
            }
        }
    }

    private void send(HttpExchange exchange, Health.Judgement judgement) throws IOException {
        send(exchange, judgement.good() ? 200 : 503, JSON, json.writeValueAsString(judgement.details()) + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
