package io.quartermaster.bench.idle;

import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.cluster.Jobs;
import io.quartermaster.bench.cluster.ServerProcess;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Pause;
import io.quartermaster.bench.process.Scratch;
import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.ResultsFile;
import io.quartermaster.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Three servers, a hundred thousand enabled jobs of which none is due for months: what each server asks of the
/// database, counted by MariaDB for each account, and what its heap holds.
@Command(name = "idle", description = "What 100,000 enabled jobs cost while none is due.")
public final class IdleBench implements Callable<Integer> {
    private static final String CRON = "0 0 3 1 %d ?";
    private static final int MONTHS_AHEAD = 4;
    private static final Duration PLANNED_WITHIN = Duration.ofMinutes(10);
    private static final Duration SETTLES_IN = Duration.ofSeconds(10);
    private static final double MEGABYTE = 1024 * 1024;

    @Option(names = "--jobs", description = "Enabled jobs (default: ${DEFAULT-VALUE}).")
    private int jobs = 100_000;

    @Option(names = "--seconds", description = "For how long statements are counted (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

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
            database.execute("mysql", List.of("set global userstat = 1"));
            Cluster.Shape shape = new Cluster.Shape(Duration.ZERO, servers, 20, 512);
            try (Cluster cluster = Cluster.start(database, scratch.path(), shape)) {
                fill(database, cluster);
                report(conditions, cluster, statements(database, cluster));
            }
        }
        return 0;
    }

    private void fill(BenchDatabase database, Cluster cluster) {
        int month = clock.instant()
                .atZone(java.time.ZoneOffset.UTC)
                .plusMonths(MONTHS_AHEAD)
                .getMonthValue();
        String cron = String.format(Locale.ROOT, CRON, month);
        cluster.create(IntStream.range(0, jobs)
                .mapToObj(i -> Jobs.cron(String.format(Locale.ROOT, "idle-%06d", i), cron))
                .toList());
        System.out.printf(Locale.ROOT, "%,d jobs are stored%n", jobs);
        long begin = System.nanoTime();
        boolean planned = Pause.until(
                PLANNED_WITHIN,
                () -> number(database, cluster, "select count(*) from job_schedule where next_due_at is not null")
                        >= jobs);
        if (!planned) {
            throw new IllegalStateException("The servers have not taken in all jobs after " + PLANNED_WITHIN);
        }
        System.out.printf(
                Locale.ROOT,
                "the servers know them all after %.1f s more%n",
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
        Pause.of(SETTLES_IN);
    }

    /// By server, a second.
    private Map<String, Double> statements(BenchDatabase database, Cluster cluster) {
        Map<String, Long> before = counted(database);
        long begin = System.nanoTime();
        Pause.of(Duration.ofSeconds(seconds));
        double time = (System.nanoTime() - begin) / 1e9;
        Map<String, Long> after = counted(database);
        Map<String, Double> perSecond = new HashMap<>();
        for (ServerProcess server : cluster.servers()) {
            perSecond.put(
                    server.id(), (after.getOrDefault(server.id(), 0L) - before.getOrDefault(server.id(), 0L)) / time);
        }
        return perSecond;
    }

    private static Map<String, Long> counted(BenchDatabase database) {
        Map<String, Long> counts = new HashMap<>();
        database.query(
                        "mysql",
                        "select user, select_commands + update_commands + other_commands"
                                + " from information_schema.user_statistics")
                .forEach(row -> counts.put(row.get(0), Long.parseLong(row.get(1))));
        return counts;
    }

    private void report(String conditions, Cluster cluster, Map<String, Double> statements) throws IOException {
        Table table = new Table("Server", "Statements/s", "Heap after a collection, MB");
        double most = 0;
        double largest = 0;
        for (ServerProcess server : cluster.servers()) {
            double rate = statements.getOrDefault(server.id(), 0.0);
            double heap = LiveHeap.bytes(server.process()) / MEGABYTE;
            most = Math.max(most, rate);
            largest = Math.max(largest, heap);
            table.add(server.id(), String.format(Locale.ROOT, "%.1f", rate), String.format(Locale.ROOT, "%.0f", heap));
        }
        String about = String.format(Locale.ROOT, "%,d enabled jobs, none due; %d s.%n%n", jobs, seconds);
        System.out.println("\n" + conditions + "\n\n" + about + table);
        new ResultsFile(results).put("idle", about + conditions + "\n\n" + table);
        System.out.printf(Locale.ROOT, "bench idle statements_per_s=%.1f heap_mb=%.0f%n", most, largest);
    }

    private static long number(BenchDatabase database, Cluster cluster, String sql) {
        return Long.parseLong(database.query(cluster.schema(), sql).getFirst().getFirst());
    }
}
