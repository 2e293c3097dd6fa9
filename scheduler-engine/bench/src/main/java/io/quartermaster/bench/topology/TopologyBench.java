package io.quartermaster.bench.topology;

import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.cluster.Jobs;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Scratch;
import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.ResultsFile;
import io.quartermaster.bench.report.Table;
import io.quartermaster.model.Actor;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.store.Database;
import io.quartermaster.store.RecordRepository;
import io.quartermaster.store.SaveResult;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Many runs at once, then one run of many nodes, on three servers with as many clients. The handlers do nothing.
@Command(name = "topology", description = "Nodes of topologies done a second, and from node to node.")
public final class TopologyBench implements Callable<Integer> {
    private static final Actor ACTOR = new Actor("bench", "localhost");
    private static final int WARM_RUNS = 60;
    private static final Duration FAR = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// What others say of themselves or have been measured at, on machines that are not this one and larger.
    private static final String OTHERS =
            """
            What others are reported to do, none of it measured here, on larger machines, where a task is more than a
            handler that does nothing: DolphinScheduler 2,120-2,420 tasks a minute on one host, 6,600 with 2 masters and
            5 workers; Airflow 2 in the same test 1,001-1,080, and 4,380 with 4 schedulers and 7 workers; Kestra 2,500
            executions a minute at 0.6 s, 3,000 at 13 s; Temporal about 1,000 state transitions a second on a minimal
            set of pods. A thousand completions a second are 60,000 a minute.
            """;

    @Option(names = "--runs", description = "How many run at once (default: ${DEFAULT-VALUE}).")
    private int runs = 2_000;

    @Option(names = "--nodes", description = "How many nodes each of them has (default: ${DEFAULT-VALUE}).")
    private int nodes = 10;

    @Option(names = "--largest", description = "How many nodes the one large run has (default: ${DEFAULT-VALUE}).")
    private int largest = 5_000;

    @Option(names = "--results", description = "Where the table is kept (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("RESULTS.md");

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = Scratch.make();
                BenchDatabase database = BenchDatabase.start()) {
            String conditions = Conditions.line(clock, database.description());
            Cluster.Shape shape = new Cluster.Shape(Duration.ZERO, 3, 100, 768);
            try (Cluster cluster = Cluster.start(database, scratch.path(), shape)) {
                measure(cluster.database(), conditions);
            }
        }
        return 0;
    }

    private void measure(Database database, String conditions) throws IOException {
        Job member = created(
                database, Jobs.due("member", clock.instant(), 1, Duration.ZERO).withTrigger(new Trigger.Event()));
        // a server a moment old loads and interprets most of what it runs
        run(database, WARM_RUNS, "warm", Shapes.chains(member.id(), nodes, 1));
        Progress many = run(database, runs, "many", Shapes.chains(member.id(), nodes, 1));
        Progress large = run(database, 1, "large", Shapes.chains(member.id(), largest, 50));
        Table table = new Table("Runs", "Nodes each", "Nodes done/s", "Node p50 ms", "Node p99 ms");
        add(table, runs, nodes, many);
        add(table, 1, largest, large);
        String told = conditions + "\n\n" + table + "\n" + OTHERS;
        System.out.println("\n" + told);
        new ResultsFile(results).put("topology", told);
        System.out.printf(
                Locale.ROOT,
                "bench topology completions_per_s=%.0f runs=%d largest_nodes=%d node_to_node_p99_ms=%d%n",
                many.perSecond(),
                runs,
                large.completions(),
                many.cycles().at(99));
    }

    private static void add(Table table, int runs, int nodes, Progress progress) {
        table.add(
                String.valueOf(runs),
                String.valueOf(nodes),
                String.format(Locale.ROOT, "%.0f", progress.perSecond()),
                String.valueOf(progress.cycles().median()),
                String.valueOf(progress.cycles().at(99)));
    }

    /// So many topologies of one shape, all due at one instant.
    private Progress run(Database database, int count, String name, Topology topology) {
        Trigger once = new Trigger.OneTime(clock.instant().plus(FAR), ZoneOffset.UTC);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Job job = created(
                    database,
                    JobSpec.blank(Cluster.INSTANCE)
                            .withName(name + "-" + i)
                            .withTarget(JobType.TOPOLOGY, "", "")
                            .withTrigger(once));
            database.topologies().begin(job, 0, topology, ACTOR);
            database.topologies().publish(job, 1, 1, ACTOR);
            jobs.add(job);
        }
        dueSoon(database, name);
        Eventually.until("all runs of " + name + " ended", PATIENCE, () -> open(database, name) == 0);
        List<List<RunEvent>> logs = new ArrayList<>();
        jobs.forEach(job ->
                logs.add(database.topologyRuns().events(record(database, job).id(), 0)));
        return Progress.of(logs);
    }

    /// They are made for a far day, as nobody knows how long making them takes.
    private static void dueSoon(Database database, String name) {
        Instant now = database.now();
        database.run(handle -> handle.createUpdate(
                        "update job set fire_at = :due, version = version + 1, updated_at = :now where name like :names")
                .bind("due", now.plus(AHEAD).toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("names", name + "-%")
                .execute());
    }

    private static long open(Database database, String name) {
        return database.call(handle -> handle.createQuery(
                        """
                        select count(*) from job j left join trigger_record r on r.job_id = j.id and r.status = 'SUCCEED'
                        where j.name like :names and r.id is null""")
                .bind("names", name + "-%")
                .mapTo(Long.class)
                .one());
    }

    private static TriggerRecord record(Database database, Job job) {
        RecordRepository.Filter filter = new RecordRepository.Filter(job.id(), EnumSet.allOf(RunStatus.class), "");
        return database.records().page(Cluster.INSTANCE, filter, null, 1).getFirst();
    }

    private static Job created(Database database, JobSpec spec) {
        return ((SaveResult.Saved) database.jobs().create(spec, true, ACTOR)).job();
    }
}
