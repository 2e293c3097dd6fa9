package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.model.work.ExecuteInstance;
import io.quartermaster.model.work.WorkRun;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Simple jobs in shards, in steps and in every zone, with real clients over real links.
abstract class PiecesContract {
    @TempDir
    Path directory;

    private final TestHandler first = new TestHandler("first");
    private final TestHandler second = new TestHandler("second");
    private final TestHandler elsewhere = new TestHandler("first");
    private TestServer bed;
    private Jobs jobs;
    private SchedulerClient here;
    private SchedulerClient there;

    abstract DatabaseSettings database();

    @BeforeEach
    void start() {
        bed = TestServer.start(database(), "pieces", directory).leading();
        jobs = bed.jobs();
        here = bed.client("app", "CellA", first, second);
        there = bed.client("app", "CellA", elsewhere, new TestHandler("second"));
    }

    @AfterEach
    void end() {
        first.open();
        elsewhere.open();
        here.close();
        there.close();
        bed.close();
    }

    @Test
    void shardsAreSpreadOverTheClientsAndEachIsCalledOnce() {
        TriggerRecord record = run(job("sharded", WorkPlan.WHOLE.withShards(6)));

        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(shards(first)).hasSize(3);
        assertThat(shards(elsewhere)).hasSize(3);
        assertThat(IntStream.concat(
                        shards(first).stream().mapToInt(i -> i),
                        shards(elsewhere).stream().mapToInt(i -> i)))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        assertThat(first.calls)
                .allSatisfy(call -> assertThat(call.getShardingCount()).isEqualTo(6));
    }

    @Test
    void aStepBeginsWhenTheFormerHasSucceededEverywhere() {
        first.shut();
        elsewhere.shut();
        Job job = job("stepped", WorkPlan.WHOLE.withShards(2).withSteps(List.of("second")));
        jobs.answer(jobs.triggerNow(job));
        Eventually.until("both shards run", () -> first.calls.size() + elsewhere.calls.size() == 2);
        elsewhere.open();
        WorkRun work = work(jobs.records(job).get(0));
        Eventually.until(
                "one has ended", () -> chunks(work).stream().anyMatch(each -> each.status() == ChunkStatus.SUCCEED));

        assertThat(second.calls).isEmpty();
        assertThat(chunks(work)).hasSize(2);
        first.open();

        assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(chunks(work)).extracting(Chunk::stage).containsExactly(0, 0, 1, 1);
    }

    @Test
    void aPieceThatFailsEndsTheRunInItsStepWithItsReason() {
        first.fails.set(true);
        elsewhere.fails.set(true);
        Job job = job("broken", WorkPlan.WHOLE.withSteps(List.of("second")));
        TriggerRecord record = run(job);

        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.error()).isEqualTo("no money, no\nsettlement");
        assertThat(second.calls).isEmpty();
        assertThat(jobs.records(job)).hasSize(1);
    }

    @Test
    void aPieceThatFailsIsTriedAgainAsOftenAsTheJobAllows() {
        first.fails.set(true);
        Job job = jobs.create(spec("again", WorkPlan.WHOLE.withShards(2)).withPolicies(retrying(3)));
        TriggerRecord record = run(job);

        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(jobs.records(job)).hasSize(1);
        assertThat(chunks(work(record)))
                .anySatisfy(each -> assertThat(each.attempt()).isGreaterThan(1));
    }

    @Test
    void aJobOfEachZoneRunsOnceInEveryZone() {
        TestHandler inB = new TestHandler("first");
        try (SchedulerClient zoneB = bed.client("app", "CellB", inB)) {
            Job job = jobs.create(spec("each", WorkPlan.WHOLE).withZones(new ZoneScope.Each()));
            TriggerRecord record = run(job);

            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(record.zone()).isEqualTo("CellA,CellB");
            assertThat(inB.calls).hasSize(1);
            assertThat(first.calls.size() + elsewhere.calls.size()).isEqualTo(1);
        }
    }

    @Test
    void theMachinesOfARunAreRecorded() {
        TriggerRecord record = run(job("recorded", WorkPlan.WHOLE.withShards(4)));
        List<ExecuteInstance> machines =
                bed.database.work().instances(work(record).id());

        assertThat(machines).hasSize(2).allSatisfy(each -> {
            assertThat(each.chunks()).isEqualTo(2);
            assertThat(each.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(each.finished()).isNotNull();
        });
        assertThat(record.result()).isEqualTo("4 pieces");
    }

    @Test
    void theShardsOfAClientThatGoesAwayAreDoneByAnother() {
        first.shut();
        elsewhere.shut();
        Job job = job("orphaned", WorkPlan.WHOLE.withShards(2));
        jobs.answer(jobs.triggerNow(job));
        Eventually.until("both run one", () -> first.calls.size() == 1 && elsewhere.calls.size() == 1);
        elsewhere.open();
        there.close();
        Eventually.until(
                "the other has both, or the first was reported",
                () -> first.calls.size() == 2
                        || chunks(work(jobs.records(job).get(0))).stream()
                                .anyMatch(each -> each.status() == ChunkStatus.SUCCEED));
        first.open();

        assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
    }

    private static List<Integer> shards(TestHandler handler) {
        return handler.calls.stream().map(call -> call.getSharding()).toList();
    }

    private WorkRun work(TriggerRecord record) {
        return Eventually.given(
                "its work began",
                () -> bed.database.work().runs(record.id()).stream().findFirst().orElse(null));
    }

    private List<Chunk> chunks(WorkRun work) {
        return bed.database.work().chunks(work.id(), null, null, null, 0, 100);
    }

    private TriggerRecord run(Job job) {
        jobs.answer(jobs.triggerNow(job));
        return jobs.closed(job);
    }

    private Job job(String name, WorkPlan plan) {
        return jobs.create(spec(name, plan));
    }

    private static JobSpec spec(String name, WorkPlan plan) {
        return JobSpec.blank(Jobs.INSTANCE)
                .withName(name)
                .withTarget(JobType.SIMPLE, "app", "first")
                .withWork(plan);
    }

    private static Policies retrying(int times) {
        return new Policies(
                Policies.Missed.FIRE_ONCE_NOW,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                times,
                Duration.ofMillis(50),
                false,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
    }
}
