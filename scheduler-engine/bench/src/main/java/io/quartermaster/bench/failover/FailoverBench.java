package io.quartermaster.bench.failover;

import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.cluster.Jobs;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Scratch;
import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.Percentiles;
import io.quartermaster.bench.report.ResultsFile;
import io.quartermaster.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Three servers and jobs due every second. One server after another is killed without a word, at any moment of a
/// second, and started again: how long until one of its jobs is fired again, and until the last of them is.
@Command(name = "failover", description = "From the kill of a server to the next fire of its jobs.")
public final class FailoverBench implements Callable<Integer> {
    private static final Duration LEAD = Duration.ofSeconds(5);

    @Option(names = "--kills", description = "How often a server is killed (default: ${DEFAULT-VALUE}).")
    private int kills = 20;

    @Option(names = "--jobs", description = "Jobs due every second (default: ${DEFAULT-VALUE}).")
    private int jobs = 60;

    @Option(names = "--servers", description = "Server processes (default: ${DEFAULT-VALUE}).")
    private int servers = 3;

    @Option(names = "--seed", description = "Of the moments of the kills (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--results", description = "Where the table is kept (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("RESULTS.md");

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = Scratch.make();
                BenchDatabase database = BenchDatabase.start()) {
            String conditions = Conditions.line(clock, database.description());
            Cluster.Shape shape = new Cluster.Shape(Duration.ZERO, servers, 50, 256);
            try (Cluster cluster = Cluster.start(database, scratch.path(), shape)) {
                Instant first = clock.instant().plus(LEAD).truncatedTo(ChronoUnit.SECONDS);
                cluster.create(IntStream.range(0, jobs)
                        .mapToObj(i -> Jobs.everySecond(String.format(Locale.ROOT, "tick-%04d", i), first))
                        .toList());
                report(conditions, kill(new Killing(cluster, database, clock, new Random(seed))));
            }
        }
        return 0;
    }

    private List<Killing.Gap> kill(Killing killing) {
        List<Killing.Gap> gaps = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            Killing.Gap gap = killing.next();
            System.out.printf(
                    Locale.ROOT,
                    "kill %d: %s with %d jobs: first fire after %d ms, all after %d ms%n",
                    i + 1,
                    gap.server(),
                    gap.jobs(),
                    gap.firstMillis(),
                    gap.allMillis());
            gaps.add(gap);
        }
        return gaps;
    }

    private void report(String conditions, List<Killing.Gap> gaps) throws IOException {
        Percentiles first =
                Percentiles.of(gaps.stream().map(Killing.Gap::firstMillis).toList());
        Percentiles all =
                Percentiles.of(gaps.stream().map(Killing.Gap::allMillis).toList());
        Table table = new Table("From the kill to", "median ms", "worst ms");
        table.add("the first fire of one of its jobs", first.median() + "", first.max() + "");
        table.add("the first fire of the last of its jobs", all.median() + "", all.max() + "");
        String about =
                String.format(Locale.ROOT, "%d kills, %d servers, %d jobs due every second.%n%n", kills, servers, jobs);
        System.out.println("\n" + conditions + "\n\n" + about + table);
        new ResultsFile(results).put("failover", about + conditions + "\n\n" + table);
        // By the last of its jobs: the first may have been handed to another server just before the kill.
        System.out.printf(Locale.ROOT, "bench failover median_ms=%d worst_ms=%d%n", all.median(), all.max());
    }
}
