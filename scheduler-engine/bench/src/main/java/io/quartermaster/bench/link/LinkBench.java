package io.quartermaster.bench.link;

import io.quartermaster.bench.process.Child;
import io.quartermaster.bench.process.Scratch;
import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.ResultsFile;
import io.quartermaster.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A thousand clients linked to one server, without a database: how many round trips of a dispatch and its report it
/// carries, how long one takes, and what the clients cost the server.
@Command(name = "link", description = "Round trips over the link, with 1,000 clients on one server.")
public final class LinkBench implements Callable<Integer> {
    private static final int HEAP = 512;

    @Option(names = "--clients", description = "Clients (default: ${DEFAULT-VALUE}).")
    private int clients = 1_000;

    @Option(names = "--processes", description = "Processes the clients are in (default: ${DEFAULT-VALUE}).")
    private int processes = 4;

    @Option(names = "--seconds", description = "How long each measurement takes (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(names = "--results", description = "Where the table is kept (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("RESULTS.md");

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException {
        String conditions = Conditions.line(clock, "not used");
        try (Scratch scratch = Scratch.make();
                Child server = Child.start(
                        "server",
                        scratch.path(),
                        HEAP,
                        Child.AS_ADVISED,
                        OneServer.class.getName(),
                        List.of(String.valueOf(clients), String.valueOf(seconds)))) {
            List<Child> children = new ArrayList<>();
            try {
                server.awaitLines("port=", 1);
                for (int i = 0; i < processes; i++) {
                    children.add(Child.start(
                            "clients-" + i,
                            scratch.path(),
                            HEAP,
                            Child.AS_ADVISED,
                            ManyClients.class.getName(),
                            List.of(String.valueOf((int) number(server, "port")), String.valueOf(share(i)))));
                }
                server.awaitLines("connected_ms=", 1);
                server.awaitLines("round_trips_per_s=", 1);
                server.awaitLines("done=", 1);
                report(conditions, server);
            } finally {
                children.forEach(Child::kill);
            }
        }
        return 0;
    }

    private int share(int process) {
        return clients / processes + (process < clients % processes ? 1 : 0);
    }

    private void report(String conditions, Child server) throws IOException {
        Table table = new Table("Figure", "Value");
        table.add("clients, in " + processes + " processes", String.valueOf(clients));
        table.add("until all are connected, s", text(number(server, "connected_ms") / 1_000));
        table.add("round trips a second, one under way to each client", text(number(server, "round_trips_per_s")));
        table.add("their p99, ms", text(number(server, "flat_out_p99_ms")));
        table.add("p50 of 1,000 a second, ms", text(number(server, "p50_ms")));
        table.add("p99 of 1,000 a second, ms", text(number(server, "p99_ms")));
        table.add("the server's heap before the first client, MB", text(number(server, "heap_before_mb")));
        table.add("the server's heap with all of them, MB", text(number(server, "heap_mb")));
        table.add("the server's threads", text(number(server, "threads")));
        table.add("links that broke", text(number(server, "disconnects")));
        System.out.println("\n" + conditions + "\n\n" + table);
        new ResultsFile(results).put("link", conditions + "\n\n" + table);
        System.out.printf(
                Locale.ROOT,
                "bench link round_trips_per_s=%.0f p99_ms=%.1f clients=%d heap_mb=%.0f threads=%.0f%n",
                number(server, "round_trips_per_s"),
                number(server, "p99_ms"),
                clients,
                number(server, "heap_mb"),
                number(server, "threads"));
    }

    private static double number(Child process, String name) {
        return process.lines().stream()
                .filter(line -> line.startsWith(name + "="))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(process.name() + " did not say " + name));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
