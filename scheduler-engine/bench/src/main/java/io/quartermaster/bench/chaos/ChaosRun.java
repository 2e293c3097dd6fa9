package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Expected;
import io.quartermaster.bench.chaos.Evidence.Span;
import io.quartermaster.model.Actor;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One run, from its seed to what the checker found.
///
/// @param seed draws the jobs and the faults
/// @param jobs how many
/// @param topologies how many, each of which falls due every few seconds
/// @param length how long jobs fall due and faults happen
/// @param gap the mean time between two faults
/// @param longest a fault lasts no longer
/// @param kinds the faults that may happen
/// @param patience how long the cluster has to come to rest afterwards
/// @param directory where configuration, logs and journals go
record ChaosRun(
        long seed,
        int jobs,
        int topologies,
        Duration length,
        Duration gap,
        Duration longest,
        Set<Fault.Kind> kinds,
        Duration patience,
        Path directory) {
    /// The servers' own, after which a job's policy for missed due times decides.
    private static final long MISSED_AFTER = 10_000;

    /// Jobs are made for then, and moved to the run's start when all are made: nobody knows how long that takes.
    private static final Duration FAR = Duration.ofDays(1);

    private static final Duration LEAD = Duration.ofSeconds(5);

    /// What was found, and in words with the stories of the records it speaks of.
    record Result(Findings findings, TopologyCheck.Found topologies, String report) {
        boolean clean() {
            return findings.clean() && topologies.clean();
        }

        /// The figures in one line, for scripts.
        String summary() {
            return findings.summary() + " " + topologies.summary();
        }
    }

    /// Looks at a run that is over, while its database is still there.
    interface Aftermath<T> {
        /// @param database the run's
        /// @param evidence reads ledger and journals, as they are by then
        T look(Database database, Supplier<Evidence> evidence);
    }

    /// The usual aftermath: to check and to tell.
    static Result check(Database database, Supplier<Evidence> evidence) {
        Evidence all = evidence.get();
        Findings findings = Checker.check(all);
        TopologyCheck.Found topologies = new TopologyCheck(database, all.lines()).check();
        String report = new ChaosReport(findings, all, new LedgerReader(database)).text();
        return new Result(findings, topologies, report + topologies.text());
    }

    <T> T play(InstantSource clock, Consumer<String> say, Aftermath<T> aftermath)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        List<PlannedJob> planned = Workload.draw(random.split(), jobs, length);
        List<Fault> faults =
                new FaultPlan(Stage.SERVERS, Stage.CLIENTS, length, gap, longest, kinds).draw(random.split());
        say.accept("seed " + seed + ": " + jobs + " jobs, " + topologies + " topologies, " + faults.size()
                + " faults in " + length.toSeconds() + " s");
        try (Stage stage = Stage.set(directory)) {
            // also when the run is interrupted from the keyboard
            Thread reaper = new Thread(stage::close, "chaos-end");
            Runtime.getRuntime().addShutdownHook(reaper);
            try {
                return play(stage, planned, faults, clock, say, aftermath);
            } finally {
                Runtime.getRuntime().removeShutdownHook(reaper);
            }
        }
    }

    private <T> T play(
            Stage stage,
            List<PlannedJob> planned,
            List<Fault> faults,
            InstantSource clock,
            Consumer<String> say,
            Aftermath<T> aftermath)
            throws InterruptedException {
        Instant start = make(stage, planned, clock);
        ready(stage);
        say.accept("the run starts at " + start);
        Injector injector = new Injector(stage, clock, text -> say.accept(stamped(clock, start, text)));
        injector.play(faults, start.toEpochMilli(), start.plus(length).toEpochMilli());
        say.accept(stamped(clock, start, "everything is healed"));
        rest(stage, injector, clock, start, say);
        List<Span> spans = injector.spans();
        return aftermath.look(stage.database, () -> evidence(stage, planned, start, spans));
    }

    private Instant make(Stage stage, List<PlannedJob> planned, InstantSource clock) {
        Database database = stage.database;
        Instant far = clock.instant().plus(FAR).truncatedTo(ChronoUnit.SECONDS);
        database.call(handle -> handle.execute("set global innodb_flush_log_at_trx_commit = 0"));
        Actor actor = new Actor("chaos", "bench");
        for (PlannedJob job : planned) {
            SaveResult saved = database.jobs().create(job.spec(far, far.plus(length)), true, actor);
            if (!(saved instanceof SaveResult.Saved)) {
                throw new IllegalStateException("The job " + job + " could not be made: " + saved);
            }
        }
        ChaosTopologies.make(database, topologies, far, far.plus(length));
        database.call(handle -> handle.execute("set global innodb_flush_log_at_trx_commit = 1"));
        Eventually.until(
                "the servers link", Duration.ofMinutes(2), () -> links(stage) == Stage.SERVERS * Stage.CLIENTS);
        Instant start =
                clock.instant().plus(LEAD).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        move(database, far, start);
        return start;
    }

    private static void ready(Stage stage) {
        Eventually.until(
                "the schedule is known",
                Duration.ofMinutes(1),
                () -> stage.database.call(handle ->
                        handle.createQuery("select count(*) from job j left join job_schedule s on s.job_id = j.id"
                                                + " where s.job_id is null or s.job_version <> j.version")
                                        .mapTo(Long.class)
                                        .one()
                                == 0));
    }

    private static void move(Database database, Instant from, Instant to) {
        database.run(handle -> handle.createUpdate(
                        """
                        update job set fire_at = fire_at - :by, effective_from_at = effective_from_at - :by,
                          expires_at = expires_at - :by, version = version + 1, updated_at = :now""")
                .bind("by", Duration.between(to, from).toMillis())
                .bind("now", to.minus(LEAD).minusSeconds(1).toEpochMilli())
                .execute());
    }

    private static int links(Stage stage) {
        return stage.database.call(
                handle -> handle.createQuery("select count(*) from client_session where disconnected_at is null")
                        .mapTo(Integer.class)
                        .one());
    }

    /// Waits until nothing is left to be done, and a little longer, but not for ever: what is left then is reported.
    private void rest(Stage stage, Injector injector, InstantSource clock, Instant start, Consumer<String> say)
            throws InterruptedException {
        LedgerReader ledger = new LedgerReader(stage.database);
        long end = clock.millis() + patience.toMillis();
        int quiet = 0;
        while (quiet < 3 && clock.millis() < end) {
            injector.tendUntil(clock.millis() + 1000);
            quiet = ledger.unfinished() == 0 ? quiet + 1 : 0;
        }
        say.accept(stamped(
                clock,
                start,
                quiet < 3 ? "it did not come to rest: " + ledger.unfinished() + " left" : "it is at rest"));
    }

    private Evidence evidence(Stage stage, List<PlannedJob> planned, Instant start, List<Span> spans) {
        LedgerReader ledger = new LedgerReader(stage.database);
        List<Expected> expected = planned.stream()
                .map(job -> new Expected(job, job.timing().dues(start, start.plus(length))))
                .toList();
        return new Evidence(
                expected, ledger.rows(), ledger.skippedAt(), ledger.told(), stage.journals(), spans, MISSED_AFTER);
    }

    private static String stamped(InstantSource clock, Instant start, String text) {
        Instant now = clock.instant();
        return String.format(
                java.util.Locale.ROOT,
                "%s (%+.1f s) %s",
                now,
                Duration.between(start, now).toMillis() / 1000.0,
                text);
    }
}
