package io.quartermaster.bench.chunks;

import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Child;
import io.quartermaster.bench.process.Scratch;
import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.ResultsFile;
import io.quartermaster.bench.report.Table;
import io.quartermaster.model.Actor;
import io.quartermaster.model.Command.Kind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.model.work.WorkRun;
import io.quartermaster.store.Database;
import io.quartermaster.store.RecordRepository;
import io.quartermaster.store.SaveResult;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A cluster job of many chunks over several client processes, one of which is killed half way: whether every item was
/// written, how often more than once and why, and what it costs beside the same work in a plain loop.
@Command(
        name = "cluster-job",
        description = "A job of a million items in ten thousand chunks, a client killed half way.")
public final class ClusterJobBench implements Callable<Integer> {
    private static final Actor ACTOR = new Actor("bench", "localhost");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PAGE_OF_ROWS = 5_000;

    @Option(names = "--tables", description = "There are as many chunks as its square (default: ${DEFAULT-VALUE}).")
    private int tables = 100;

    @Option(names = "--page", description = "How many items a chunk has (default: ${DEFAULT-VALUE}).")
    private int page = 100;

    @Option(names = "--clients", description = "How many client processes (default: ${DEFAULT-VALUE}).")
    private int clients = 4;

    @Option(names = "--room", description = "How many chunks a client takes at once (default: ${DEFAULT-VALUE}).")
    private int room = 4;

    @Option(names = "--results", description = "Where the table is kept (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("RESULTS.md");

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException {
        Items items = new Items(tables, page);
        try (Scratch scratch = Scratch.make();
                BenchDatabase database = BenchDatabase.start()) {
            String conditions = Conditions.line(clock, database.description());
            double limit = PlainLoop.itemsPerSecond(items, clients * room, scratch.path());
            Cluster.Shape shape = new Cluster.Shape(Duration.ZERO, 2, room, 512, clients, ChunkClient.class);
            try (Cluster cluster = Cluster.start(database, scratch.path(), shape)) {
                report(measure(cluster, items), items, limit, conditions);
            }
        }
        return 0;
    }

    private Found measure(Cluster cluster, Items items) {
        Database database = cluster.database();
        Job warm = created(database, "warm", new Items(10, page));
        ended(database, trigger(database, warm));
        Map<String, Long> before = new HashMap<>();
        cluster.clients().forEach(client -> before.put(client.name(), ItemLog.size(cluster.journal(client.name()))));
        Job job = created(database, "measured", items);
        TriggerRecord record = trigger(database, job);
        Eventually.until("the work began", PATIENCE, () -> !database.work()
                .runs(record.id())
                .isEmpty());
        WorkRun run = database.work().runs(record.id()).getFirst();
        Eventually.until("half of it is done", PATIENCE, () -> done(database, run) >= items.chunks() / 2);
        Child victim = cluster.clients().getFirst();
        victim.kill();
        return found(cluster, run, ended(database, record), before);
    }

    private static Found found(Cluster cluster, WorkRun run, TriggerRecord record, Map<String, Long> before) {
        List<Chunk> chunks = chunks(cluster.database(), run);
        List<Long> spans = new ArrayList<>();
        cluster.clients().forEach(client -> spans.addAll(SpanLog.read(SpanLog.beside(cluster.journal(client.name())))));
        double handled = spans.stream().mapToLong(each -> each).average().orElse(0) / 1_000;
        double taken = chunks.stream()
                .filter(each -> each.attempt() == 1)
                .mapToLong(each -> each.duration().orElse(Duration.ZERO).toMillis())
                .average()
                .orElse(0);
        Duration whole =
                Duration.between(Objects.requireNonNull(record.fired()), Objects.requireNonNull(record.finished()));
        return new Found(record.status(), written(cluster, before), chunks, whole, taken - handled);
    }

    /// What came of it.
    ///
    /// @param chunks those that were executed
    private record Found(RunStatus status, Written written, List<Chunk> chunks, Duration whole, double overhead) {}

    private void report(Found found, Items items, double limit, String conditions) throws IOException {
        Written written = found.written();
        long missing = written.missing(items.count());
        long duplicates = written.total() - (items.count() - missing);
        long explained = found.chunks().stream()
                .filter(each -> each.attempt() > 1)
                .mapToLong(each -> (long) (each.attempt() - 1) * page)
                .sum();
        double perSecond = items.count() * 1_000.0 / found.whole().toMillis();
        Table table = new Table("Items", "Chunks", "Ended", "Missing", "Duplicates", "of chunks sent again", "Items/s");
        table.add(
                String.valueOf(items.count()),
                String.valueOf(items.chunks()),
                found.status().name(),
                String.valueOf(missing),
                String.valueOf(duplicates),
                duplicates <= explained ? "all, at most " + explained : "only " + explained,
                String.format(Locale.ROOT, "%.0f", perSecond));
        String told = conditions + "\n\n" + table + "\n" + clients + " client processes with room for " + room
                + " chunks each, the first killed when half of the chunks were done; 2 servers, warmed with a smaller job. The same items read, handed over and written by as many threads of one process, without a"
                + " scheduler: " + String.format(Locale.ROOT, "%.0f", limit) + " items/s. A chunk's overhead is what"
                + " lies between its sending and the storing of its end beside what its handler took.";
        System.out.println("\n" + told);
        new ResultsFile(results).put("cluster-job", told);
        System.out.printf(
                Locale.ROOT,
                "bench cluster-job items=%d missing=%d duplicates=%d unexplained=%d items_per_s=%.0f chunk_overhead_ms=%.1f"
                        + " limit_items_per_s=%.0f%n",
                items.count(),
                missing,
                duplicates,
                Math.max(0, duplicates - explained),
                perSecond,
                found.overhead(),
                limit);
    }

    private static Written written(Cluster cluster, Map<String, Long> before) {
        Written written = new Written();
        before.forEach((client, from) -> ItemLog.read(cluster.journal(client), from, written::add));
        return written;
    }

    private static int done(Database database, WorkRun run) {
        return database.work().layers(run.id()).stream()
                .filter(each -> each.stage() == 2 && each.status() == ChunkStatus.SUCCEED)
                .mapToInt(each -> each.chunks())
                .sum();
    }

    private static List<Chunk> chunks(Database database, WorkRun run) {
        List<Chunk> all = new ArrayList<>();
        List<Chunk> rows = database.work().chunks(run.id(), 2, null, null, 0, PAGE_OF_ROWS);
        while (!rows.isEmpty()) {
            all.addAll(rows);
            rows = database.work()
                    .chunks(run.id(), 2, null, null, rows.getLast().number(), PAGE_OF_ROWS);
        }
        return all;
    }

    private static TriggerRecord trigger(Database database, Job job) {
        database.commands().ask(job, Kind.TRIGGER_NOW, job.spec().name(), ACTOR);
        Eventually.until("it fires", PATIENCE, () -> !records(database, job).isEmpty());
        return records(database, job).getFirst();
    }

    private static TriggerRecord ended(Database database, TriggerRecord record) {
        Eventually.until(
                "it ends", PATIENCE, () -> now(database, record).status().closed());
        return now(database, record);
    }

    private static TriggerRecord now(Database database, TriggerRecord record) {
        return database.records().find(record.id()).orElseThrow();
    }

    private static List<TriggerRecord> records(Database database, Job job) {
        RecordRepository.Filter filter = new RecordRepository.Filter(job.id(), EnumSet.allOf(RunStatus.class), "");
        return database.records().page(Cluster.INSTANCE, filter, null, 1);
    }

    private static Job created(Database database, String name, Items items) {
        JobSpec spec = JobSpec.blank(Cluster.INSTANCE)
                .withName(name)
                .withTarget(JobType.CLUSTER, Cluster.APPLICATION, WritePage.NAME)
                .withWork(WorkPlan.WHOLE.withSplits(List.of(SplitTables.NAME, SplitPages.NAME)))
                .withParams(List.of(
                        new Param(Items.TABLES, Param.Type.INT, String.valueOf(items.tables())),
                        new Param(Items.PAGE, Param.Type.INT, String.valueOf(items.page()))));
        return ((SaveResult.Saved) database.jobs().create(spec, true, ACTOR)).job();
    }
}
