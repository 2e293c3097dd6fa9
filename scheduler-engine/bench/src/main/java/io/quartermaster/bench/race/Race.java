package io.quartermaster.bench.race;

import io.quartermaster.bench.process.Pause;
import io.quartermaster.bench.report.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Gives a contender one workload after another, the first of them only to warm up, and waits for each to be over:
/// everything fired, or nothing more for [#QUIET]. Confined to one thread.
public final class Race {
    /// How long before the first due time storing the jobs begins, and how much earlier for each firing.
    private static final Duration LEAD = Duration.ofSeconds(8);

    private static final Duration LEAD_PER_FIRING = Duration.ofMillis(2);
    private static final Duration LEAST_LEAD = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(30);
    /// Enough for every contender's hot paths to be compiled: a scheduler runs for weeks. The database is near
    // meanwhile,
    /// or a slow contender would warm up for an hour.
    private static final Workload WARM_UP = new Workload("warm-up", 300, 15, Duration.ZERO);

    private final InstantSource clock;
    private final Duration patience;

    /// @param patience how long after the last due time is waited at most
    public Race(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    public List<Outcome> run(Contender contender, Ground ground, List<Workload> workloads) {
        List<Outcome> outcomes = new ArrayList<>();
        try (Team team = contender.assemble(ground)) {
            ground.database().near();
            fire(team, WARM_UP);
            team.remark(WARM_UP);
            ground.database().portAt(ground.roundTrip());
            for (Workload workload : workloads) {
                double load = Conditions.load();
                fire(team, workload);
                String remark = team.remark(workload);
                List<Firing> firings = team.firings(workload);
                Outcome outcome = new Outcome(
                        contender.title(), workload, ground.roundTrip().toMillis(), ground.nodes(), firings, remark);
                System.out.printf(
                        Locale.ROOT,
                        "%s, +%d ms: %s: p50 %d ms, p99 %d ms, lost %d, per server %s (load %.2f) %s%n",
                        contender.title(),
                        ground.roundTrip().toMillis(),
                        workload.title(),
                        outcome.lateness().median(),
                        outcome.lateness().at(99),
                        outcome.lost(),
                        outcome.perNode(),
                        load,
                        outcome.remark());
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private List<Firing> fire(Team team, Workload workload) {
        Instant first = clock.instant()
                .plus(LEAD)
                .plus(LEAD_PER_FIRING.multipliedBy(workload.planned()))
                .truncatedTo(ChronoUnit.SECONDS);
        team.schedule(workload, first);
        if (clock.instant().plus(LEAST_LEAD).isAfter(first)) {
            throw new IllegalStateException("Storing " + workload.title() + " took until " + clock.instant()
                    + ", too near to the first due time, " + first);
        }
        Instant last = workload.dues(first).getLast();
        Pause.of(Duration.between(clock.instant(), last).plus(workload.takes()).plusMillis(500));
        return awaitEnd(team, workload, last);
    }

    private List<Firing> awaitEnd(Team team, Workload workload, Instant last) {
        List<Firing> firings = team.firings(workload);
        Instant changed = clock.instant();
        while (firings.size() < workload.planned()
                && clock.instant().isBefore(changed.plus(QUIET).plus(workload.takes()))
                && clock.instant().isBefore(last.plus(patience))) {
            Pause.of(Duration.ofSeconds(1));
            List<Firing> now = team.firings(workload);
            if (now.size() > firings.size()) {
                changed = clock.instant();
            }
            firings = now;
        }
        return firings;
    }
}
