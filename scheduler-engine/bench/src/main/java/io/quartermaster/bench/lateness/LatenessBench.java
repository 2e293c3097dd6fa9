package io.quartermaster.bench.lateness;

import io.quartermaster.bench.cluster.Ours;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Scratch;
import io.quartermaster.bench.race.Contender;
import io.quartermaster.bench.race.Ground;
import io.quartermaster.bench.race.Outcome;
import io.quartermaster.bench.race.Race;
import io.quartermaster.bench.race.Workload;
import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.ResultsFile;
import io.quartermaster.bench.rivals.DbSchedulerRival;
import io.quartermaster.bench.rivals.QuartzRival;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Many jobs due at one instant: our servers, Quartz and db-scheduler one after another on the same MariaDB, near and
/// five milliseconds away. Lateness is the wall clock at the handler's entry minus the due time, on one host.
@Command(name = "lateness", description = "Many jobs due at one instant, beside Quartz and db-scheduler.")
public final class LatenessBench implements Callable<Integer> {
    static final String ABOUT =
            """
            Three server processes each, on one MariaDB that makes every commit durable; every firing leaves one durable
            row. Late is the wall clock at the handler's entry minus the due time, of all firings; *spread* is what the
            most loaded server fired, as a multiple of its even share; *lost* had not fired when nothing moved any more.
            Our servers and clients run without Java's second compiler, as the README advises; the rivals with it, as
            Quartz is later without. It is tuned with its own blocking pool, a batch of 50 and acquisition within the lock;
            db-scheduler looks ten times a second, in either of its two ways. The pool that never blocks has 50 threads and
            a queue of 100.
            """;

    @Mixin
    private final RaceOptions options = new RaceOptions();

    @Option(names = "--jobs", description = "Jobs at one instant that take 2 s each (default: ${DEFAULT-VALUE}).")
    private int jobs = 500;

    @Option(names = "--burst", description = "Jobs at one instant that take 5 ms each (default: ${DEFAULT-VALUE}).")
    private int burst = 5000;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException {
        Workload few = new Workload("long", jobs, 1, Duration.ofSeconds(2));
        Workload many = new Workload("short", burst, 1, Duration.ofMillis(5));
        try (Scratch scratch = Scratch.make();
                BenchDatabase database = BenchDatabase.start()) {
            String conditions = Conditions.line(clock, database.description());
            Race race = new Race(clock, Duration.ofSeconds(options.patience));
            List<Outcome> outcomes = new ArrayList<>();
            for (Duration distance : options.distances()) {
                for (Map.Entry<String, Contender> one : options.contenders().entrySet()) {
                    Ground ground = new Ground(
                            database,
                            distance,
                            scratch.directory(one.getKey() + "-" + distance.toMillis()),
                            options.servers,
                            options.threads);
                    // what falls into the trap does so with few jobs already
                    List<Workload> work = one.getKey().equals(RaceOptions.TRAP) ? List.of(few) : List.of(few, many);
                    outcomes.addAll(race.run(one.getValue(), ground, work));
                }
            }
            outcomes.sort(
                    java.util.Comparator.comparing(outcome -> outcome.workload().name()));
            Standings standings = new Standings(new Ours(), outcomes);
            System.out.println("\n" + conditions + "\n\n" + standings.markdown());
            new ResultsFile(options.results).put("lateness", ABOUT + "\n" + conditions + "\n\n" + standings.markdown());
            lastLine(standings, few);
            lastLine(standings, many);
        }
        return 0;
    }

    /// At the first distance, which is none unless another was asked for. The last line stands for all.
    private void lastLine(Standings standings, Workload workload) {
        long distance = options.roundTrips.getFirst();
        standings
                .ours(workload, distance)
                .ifPresent(own -> System.out.printf(
                        Locale.ROOT,
                        "bench lateness jobs=%d p50_ms=%d p99_ms=%d spread=%.2f lost=%d ratio_quartz=%.1f"
                                + " ratio_dbscheduler=%.1f%n",
                        workload.jobs(),
                        own.lateness().median(),
                        own.lateness().at(99),
                        own.spread(),
                        own.lost(),
                        standings.ratio(QuartzRival.TUNED, workload, distance),
                        // of its two ways the better one that was raced against
                        DoubleStream.of(
                                        standings.ratio(DbSchedulerRival.FETCH, workload, distance),
                                        standings.ratio(DbSchedulerRival.LOCK_AND_FETCH, workload, distance))
                                .filter(Double::isFinite)
                                .min()
                                .orElse(Double.NaN)));
    }
}
