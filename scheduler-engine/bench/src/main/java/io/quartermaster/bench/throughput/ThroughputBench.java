package io.quartermaster.bench.throughput;

import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Scratch;
import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.ResultsFile;
import io.quartermaster.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Ever more jobs due every second, planned and fired by three servers, until they fall behind; and what was used up
/// then. The handlers do nothing.
@Command(name = "throughput", description = "Firings a second until something is used up, and what that is.")
public final class ThroughputBench implements Callable<Integer> {
    @Option(names = "--from", description = "Firings a second of the first step (default: ${DEFAULT-VALUE}).")
    private int from = 250;

    @Option(names = "--factor", description = "From one step to the next (default: ${DEFAULT-VALUE}).")
    private double factor = 1.5;

    @Option(names = "--most", description = "Where to stop at the latest (default: ${DEFAULT-VALUE}).")
    private int most = 20_000;

    @Option(names = "--seconds", description = "How long each step is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(names = "--servers", description = "Server processes (default: ${DEFAULT-VALUE}).")
    private int servers = 3;

    @Option(names = "--results", description = "Where the table is kept (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("RESULTS.md");

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = Scratch.make();
                BenchDatabase database = BenchDatabase.start()) {
            String conditions = Conditions.line(clock, database.description());
            Cluster.Shape shape = new Cluster.Shape(Duration.ZERO, servers, 200, 768);
            try (Cluster cluster = Cluster.start(database, scratch.path(), shape)) {
                climb(conditions, new Climb(cluster, database, clock, Duration.ofSeconds(seconds)));
            }
        }
        return 0;
    }

    private void climb(String conditions, Climb climb) throws IOException {
        Table table = new Table("Due/s", "Fired/s", "p50 ms", "p99 ms", "Processors used");
        double best = 0;
        Climb.Step step = climb.to(from);
        while (true) {
            System.out.println(step);
            best = Math.max(best, step.firedPerSecond());
            table.add(
                    String.valueOf(step.duePerSecond()),
                    String.format(Locale.ROOT, "%.0f", step.firedPerSecond()),
                    String.valueOf(step.lateness().median()),
                    String.valueOf(step.lateness().at(99)),
                    step.use().toString());
            int next = (int) (step.duePerSecond() * factor);
            if (!step.keptUp() || next > most) {
                break;
            }
            step = climb.to(next);
        }
        String limit = step.keptUp()
                ? "Nothing was used up."
                : "Used up: " + step.use().limit() + ".";
        System.out.println("\n" + conditions + "\n\n" + table + "\n" + limit);
        new ResultsFile(results).put("throughput", conditions + "\n\n" + table + "\n" + limit);
        System.out.printf(Locale.ROOT, "bench throughput fires_per_s=%.0f%n", best);
    }
}
