package io.quartermaster.bench.lateness;

import io.quartermaster.bench.cluster.Ours;
import io.quartermaster.bench.race.Contender;
import io.quartermaster.bench.rivals.DbSchedulerRival;
import io.quartermaster.bench.rivals.QuartzRival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What the races have in common on the command line.
final class RaceOptions {
    /// The scheduler whose figures are named without its name.
    static final String OURS = "ours";
    /// The one that shows a trap, and is not raced against.
    static final String TRAP = "quartz-trap";

    @Option(
            names = "--only",
            split = ",",
            description = "Only these of ours, quartz, db-scheduler, db-scheduler-lock, quartz-trap.")
    List<String> only = List.of();

    @Option(
            names = "--round-trips",
            split = ",",
            description = "Milliseconds added to every database round trip (default: ${DEFAULT-VALUE}).")
    List<Integer> roundTrips = List.of(0, 5);

    @Option(names = "--servers", description = "Server processes of each (default: ${DEFAULT-VALUE}).")
    int servers = 3;

    @Option(
            names = "--threads",
            description = "Handlers at a time for each server (default: ${DEFAULT-VALUE}); the trap keeps its 50.")
    int threads = 200;

    @Option(
            names = "--patience",
            description = "Seconds after the last due time at which what has not fired is lost"
                    + " (default: ${DEFAULT-VALUE}).")
    int patience = 600;

    @Option(names = "--results", description = "Where the table is kept (default: ${DEFAULT-VALUE}).")
    Path results = Path.of("RESULTS.md");

    /// By the names of `--only`, in the order they run.
    Map<String, Contender> contenders() {
        Map<String, Contender> all = new LinkedHashMap<>();
        all.put(OURS, new Ours());
        all.put("quartz", QuartzRival.TUNED);
        all.put("db-scheduler", DbSchedulerRival.FETCH);
        all.put("db-scheduler-lock", DbSchedulerRival.LOCK_AND_FETCH);
        all.put(TRAP, QuartzRival.TRAPPED);
        if (!only.isEmpty()) {
            all.keySet().retainAll(only);
        }
        return all;
    }

    List<Duration> distances() {
        return roundTrips.stream().map(Duration::ofMillis).toList();
    }
}
