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
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The same jobs due second after second, as in [LatenessBench].
@Command(name = "steady", description = "300 jobs due every second for a minute, beside Quartz and db-scheduler.")
public final class SteadyBench implements Callable<Integer> {
    @Mixin
    private final RaceOptions options = new RaceOptions();

    @Option(names = "--per-second", description = "Jobs due every second (default: ${DEFAULT-VALUE}).")
    private int perSecond = 300;

    @Option(names = "--seconds", description = "For how long (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException {
        Workload steady = new Workload("steady", perSecond, seconds, Duration.ZERO);
        try (Scratch scratch = Scratch.make();
                BenchDatabase database = BenchDatabase.start()) {
            String conditions = Conditions.line(clock, database.description());
            Race race = new Race(clock, Duration.ofSeconds(options.patience));
            Map<String, Contender> contenders = options.contenders();
            contenders.remove(RaceOptions.TRAP);
            List<Outcome> outcomes = new ArrayList<>();
            for (Duration distance : options.distances()) {
                for (Map.Entry<String, Contender> one : contenders.entrySet()) {
                    Ground ground = new Ground(
                            database,
                            distance,
                            scratch.directory(one.getKey() + "-" + distance.toMillis()),
                            options.servers,
                            options.threads);
                    outcomes.addAll(race.run(one.getValue(), ground, List.of(steady)));
                }
            }
            Standings standings = new Standings(new Ours(), outcomes);
            System.out.println("\n" + conditions + "\n\n" + standings.markdown());
            new ResultsFile(options.results)
                    .put("steady", LatenessBench.ABOUT + "\n" + conditions + "\n\n" + standings.markdown());
            lastLine(standings, steady);
        }
        return 0;
    }

    private void lastLine(Standings standings, Workload steady) {
        standings
                .ours(steady, options.roundTrips.getFirst())
                .ifPresent(own -> System.out.printf(
                        Locale.ROOT,
                        "bench steady per_second=%d p50_ms=%d p99_ms=%d lost=%d%n",
                        perSecond,
                        own.lateness().median(),
                        own.lateness().at(99),
                        own.lost()));
    }
}
