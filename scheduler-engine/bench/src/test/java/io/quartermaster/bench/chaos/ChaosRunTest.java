package io.quartermaster.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.bench.chaos.Findings.Case;
import io.quartermaster.bench.journal.Execution;
import io.quartermaster.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A short chaos run: a real cluster of processes loses no due time and runs none twice. And in the same ledger, which
/// took a minute to come by, the checker finds what is then done to it.
class ChaosRunTest {
    /// Of every kind of fault something, also of all servers at once.
    private static final long SEED = 15;

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void noDueTimeIsLostOrRunsTwiceAndTheCheckerFindsWhatIsPlanted() throws IOException, InterruptedException {
        ChaosRun run = new ChaosRun(
                SEED,
                300,
                4,
                Duration.ofSeconds(40),
                Duration.ofMillis(3_400),
                Duration.ofSeconds(7),
                EnumSet.allOf(Fault.Kind.class),
                Duration.ofSeconds(90),
                directory);
        run.play(InstantSource.system(), System.out::println, ChaosRunTest::look);
    }

    private static Findings look(Database database, Supplier<Evidence> evidence) {
        ChaosRun.Result result = ChaosRun.check(database, evidence);
        System.out.println(result.report() + result.summary());
        assertThat(result.clean()).as(result.report()).isTrue();
        assertThat(result.findings().planned()).isGreaterThan(300);

        Evidence whole = evidence.get();
        List<Row> ran = whole.rows().stream()
                .filter(row -> row.job().startsWith("once")
                        && row.timing()
                        && row.status().equals("SUCCEED"))
                .toList();
        lost(database, evidence, ran.getFirst());
        twice(database, evidence, ran.getLast());
        stray(whole, ran.get(ran.size() / 2));
        return result.findings();
    }

    private static void lost(Database database, Supplier<Evidence> evidence, Row row) {
        database.run(handle -> handle.execute("delete from trigger_record where id = ?", row.id()));
        assertThat(Checker.check(evidence.get()).missing())
                .extracting(Case::job, Case::due)
                .containsExactly(tuple(row.job(), row.due()));
    }

    private static void twice(Database database, Supplier<Evidence> evidence, Row row) {
        database.run(handle -> {
            handle.execute("alter table trigger_record drop index uk_trigger_record_job_id_due_at");
            handle.execute("create temporary table second select * from trigger_record where id = ?", row.id());
            handle.execute("update second set id = (select max(id) + 1 from trigger_record)");
            handle.execute("insert into trigger_record select * from second");
        });
        assertThat(Checker.check(evidence.get()).doubles())
                .extracting(Case::job, Case::due)
                .containsExactly(tuple(row.job(), row.due()));
    }

    /// A client ran something the ledger knows nothing of.
    private static void stray(Evidence whole, Row row) {
        List<Line> lines = new ArrayList<>(whole.lines());
        lines.add(new Line("c1.1", new Execution("-1", "other", row.job(), row.due(), row.due() + 5, row.due() + 9)));
        Evidence planted = new Evidence(
                whole.jobs(), whole.rows(), whole.skippedAt(), whole.told(), lines, whole.spans(), whole.missedAfter());
        assertThat(Checker.check(planted).doubles()).extracting(Case::due).containsExactly(row.due());
    }
}
