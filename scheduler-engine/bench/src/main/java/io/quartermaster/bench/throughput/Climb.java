package io.quartermaster.bench.throughput;

import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.cluster.Jobs;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.journal.Execution;
import io.quartermaster.bench.process.Pause;
import io.quartermaster.bench.report.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Adds jobs due every second, step by step, and measures each step once it has settled. Confined to one thread.
final class Climb {
    private static final Duration LEAD = Duration.ofSeconds(4);
    private static final Duration LEAD_PER_JOB = Duration.ofMillis(2);
    private static final Duration SETTLES_IN = Duration.ofSeconds(4);
    /// Later than this is behind: the next second's firings are due.
    private static final long BEHIND_MILLIS = 1000;

    private static final double KEPT_UP = 0.98;

    private final Cluster cluster;
    private final BenchDatabase database;
    private final InstantSource clock;
    private final Duration measured;
    private int jobs;

    Climb(Cluster cluster, BenchDatabase database, InstantSource clock, Duration measured) {
        this.cluster = cluster;
        this.database = database;
        this.clock = clock;
        this.measured = measured;
    }

    /// What so many jobs due every second led to.
    ///
    /// @param firedPerSecond the handlers entered, whatever they were due for
    /// @param lateness of those that were entered
    record Step(int duePerSecond, double firedPerSecond, Percentiles lateness, ProcessorUse use) {
        boolean keptUp() {
            return firedPerSecond >= KEPT_UP * duePerSecond && lateness.at(99) < BEHIND_MILLIS;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d due a second: %.0f fired a second, p50 %d ms, p99 %d ms; %s",
                    duePerSecond,
                    firedPerSecond,
                    lateness.median(),
                    lateness.at(99),
                    use);
        }
    }

    /// From now on so many are due every second.
    Step to(int perSecond) {
        Instant first = clock.instant()
                .plus(LEAD)
                .plus(LEAD_PER_JOB.multipliedBy(perSecond - jobs))
                .truncatedTo(ChronoUnit.SECONDS);
        cluster.create(IntStream.range(jobs, perSecond)
                .mapToObj(i -> Jobs.everySecond(String.format(Locale.ROOT, "tick-%05d", i), first))
                .toList());
        jobs = perSecond;
        Pause.of(Duration.between(clock.instant(), first).plus(SETTLES_IN));
        ProcessorUse.Reading before = ProcessorUse.read(cluster, database);
        long begin = clock.millis();
        Pause.of(measured);
        long end = clock.millis();
        ProcessorUse use = before.until(ProcessorUse.read(cluster, database));
        List<Long> late = cluster.executions().stream()
                .filter(execution -> execution.enteredMillis() >= begin && execution.enteredMillis() < end)
                .map(Execution::lateMillis)
                .toList();
        return new Step(perSecond, late.size() * 1000.0 / (end - begin), Percentiles.of(late), use);
    }
}
