package io.quartermaster.bench.link;

import io.quartermaster.bench.process.Pause;
import io.quartermaster.bench.report.Percentiles;
import io.quartermaster.model.InstanceId;
import io.quartermaster.server.link.AccessKey;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.link.LinkSettings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The server's end of the link as a process: clients to wait for, seconds to measure. Prints its port, and then
/// `name=number` for what it measured.
final class OneServer {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int PACED = 1_000;
    private static final double MEGABYTE = 1024 * 1024;

    private final RoundTrips trips = new RoundTrips();
    private final LinkServer server = LinkServer.start(
            LinkSettings.loopback(),
            key -> Optional.of(new AccessKey(key, key, new InstanceId("000001"))),
            trips,
            InstantSource.system());
    private final int clients;
    private final Duration time;

    private OneServer(int clients, Duration time) {
        this.clients = clients;
        this.time = time;
    }

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "io/quartermaster/server/logback-console.xml");
        new OneServer(Integer.parseInt(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1]))).run();
        System.exit(0);
    }

    private void run() {
        say("heap_before_mb", heap());
        say("port", server.port());
        long begin = System.nanoTime();
        if (!Pause.until(PATIENCE, () -> server.clients().size() >= clients)) {
            throw new IllegalStateException(server.clients().size() + " of " + clients + " clients came");
        }
        say("connected_ms", (System.nanoTime() - begin) / 1_000_000);
        flatOut();
        paced();
        say("disconnects", trips.disconnects());
        say("heap_mb", heap());
        say("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        say("done", 1);
    }

    /// One dispatch on its way to each client at any time.
    private void flatOut() {
        trips.then(client -> trips.send(server, client));
        server.clients().forEach(client -> trips.send(server, client));
        Pause.of(WARM_UP);
        trips.taken();
        long begin = System.nanoTime();
        Pause.of(time);
        List<Long> taken = trips.taken();
        say("round_trips_per_s", taken.size() / ((System.nanoTime() - begin) / 1e9));
        say("flat_out_p99_ms", Percentiles.of(taken).at(99) / 1_000.0);
        trips.then(client -> {});
        Pause.until(PATIENCE, trips::isQuiet);
    }

    /// A thousand a second, to one client after the other.
    private void paced() {
        List<ConnectedClient> all = server.clients();
        trips.taken();
        long begin = System.nanoTime();
        long sent = 0;
        while (System.nanoTime() - begin < time.toNanos()) {
            long due = (System.nanoTime() - begin) * PACED / 1_000_000_000L;
            for (; sent < due; sent++) {
                trips.send(server, all.get((int) (sent % all.size())));
            }
            Pause.of(Duration.ofMillis(1));
        }
        Pause.until(PATIENCE, trips::isQuiet);
        Percentiles taken = Percentiles.of(trips.taken());
        say("p50_ms", taken.median() / 1_000.0);
        say("p99_ms", taken.at(99) / 1_000.0);
    }

    /// What is left after a full collection.
    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static void say(String name, double number) {
        System.out.printf(Locale.ROOT, "%s=%.2f%n", name, number);
    }
}
