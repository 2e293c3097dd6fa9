package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.work.LayerCount;
import io.quartermaster.model.work.WorkRun;
import io.quartermaster.sample.AccountHandlers;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample application's handlers of every kind, in two clients over real links.
class SampleWorkTest {
    private static final String APP = "sample-app";
    private static final WorkPlan TWO_LAYERS = WorkPlan.WHOLE.withSplits(List.of("splitByBranch", "splitByRange"));

    @TempDir
    private Path directory;

    private TestServer bed;
    private Jobs jobs;
    private SchedulerClient one;
    private SchedulerClient other;

    @BeforeEach
    void start() {
        bed = TestServer.start(new DatabaseSettings.InMemory("sample-" + UUID.randomUUID()), "sample", directory)
                .leading();
        jobs = bed.jobs();
        one = client();
        other = client();
        Eventually.until("both clients are there", () -> bed.database.cluster().handlers(Jobs.INSTANCE, APP).stream()
                .anyMatch(offered -> offered.clients() == 2));
    }

    @AfterEach
    void end() {
        one.close();
        other.close();
        bed.close();
    }

    @Test
    void everyAccountOfATwoLayerJobIsSettled() {
        TriggerRecord record = run(cluster("settleAccounts", Jobs.IGNORING_MISSED));

        assertThat(record.error()).isNull();
        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(executed(record)).satisfies(layer -> {
            assertThat(List.of(layer.chunks(), (int) layer.read(), (int) layer.written(), (int) layer.failed()))
                    .isEqualTo(List.of(12, 3_000, 3_000, 0));
        });
    }

    @Test
    void closedAccountsFailTheirChunksAndTheRun() {
        TriggerRecord record = run(cluster("settleClosedToo", Jobs.IGNORING_MISSED));

        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.error())
                .containsPattern("1 of 250 items failed: account 0[0-2]-(250|500|750|1000) is closed");
    }

    @Test
    void whatOneClientReadsAnyClientProcesses() {
        Policies oneway = new Policies(
                Policies.Missed.IGNORE,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                0,
                Duration.ZERO,
                false,
                Policies.Communication.ONEWAY,
                Policies.Routing.RANDOM);
        TriggerRecord record = run(cluster("notifyHolders", oneway));

        assertThat(record.error()).isNull();
        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void shardsSumWhatIsTheirsAndStepsHandOnWhatTheyKnow() {
        TriggerRecord sharded = run(jobs.create(simple("sumShard", WorkPlan.WHOLE.withShards(3))));
        TriggerRecord stepped =
                run(jobs.create(simple("openBooks", WorkPlan.WHOLE.withSteps(List.of("bookEntries", "closeBooks")))));

        assertThat(sharded.error()).isNull();
        assertThat(sharded.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(stepped.error()).isNull();
        assertThat(stepped.status()).isEqualTo(RunStatus.SUCCEED);
    }

    private static JobSpec simple(String handler, WorkPlan plan) {
        return Jobs.simple(handler, handler)
                .withTarget(JobType.SIMPLE, APP, handler)
                .withWork(plan);
    }

    private Job cluster(String handler, Policies policies) {
        return jobs.create(Jobs.simple(handler, handler)
                .withTarget(JobType.CLUSTER, APP, handler)
                .withWork(TWO_LAYERS)
                .withPolicies(policies)
                .withParams(List.of(
                        new Param("branches", Param.Type.INT, "3"),
                        new Param("rangeSize", Param.Type.INT, "250"),
                        new Param("millis", Param.Type.INT, "0"))));
    }

    private TriggerRecord run(Job job) {
        jobs.answer(jobs.triggerNow(job));
        return jobs.closed(job);
    }

    private LayerCount executed(TriggerRecord record) {
        WorkRun run = bed.database.work().runs(record.id()).get(0);
        return bed.database.work().layers(run.id()).stream()
                .filter(layer -> layer.stage() == 2)
                .findFirst()
                .orElseThrow();
    }

    private SchedulerClient client() {
        SchedulerClient client = SchedulerClient.builder()
                .application(APP)
                .instance(Jobs.INSTANCE.value())
                .accessKey(bed.key.accessKey())
                .secret(bed.key.secret())
                .zone("CellA")
                .timings(TestServer.TIMINGS)
                .closeGrace(Duration.ofMillis(200))
                .remoteExecute(true)
                .server("127.0.0.1:" + bed.server.port())
                .handlers(AccountHandlers.silent())
                .build();
        client.start();
        return client;
    }
}
