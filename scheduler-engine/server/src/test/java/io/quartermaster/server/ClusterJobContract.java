package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.model.work.ChunkTask;
import io.quartermaster.model.work.ExecuteInstance;
import io.quartermaster.model.work.WorkState;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cluster jobs, with real clients over real links.
abstract class ClusterJobContract {
    @TempDir
    Path directory;

    private final ClusterHandlers one = new ClusterHandlers(2);
    private final ClusterHandlers two = new ClusterHandlers(2);
    private TestServer bed;
    private Jobs jobs;
    private SchedulerClient first;
    private SchedulerClient second;

    abstract DatabaseSettings database();

    @BeforeEach
    void start() {
        bed = TestServer.start(database(), "cluster", directory).leading();
        jobs = bed.jobs();
        first = bed.client("app", "CellA", one.all());
        second = bed.client("app", "CellA", two.all());
        Eventually.until("both are there", () -> bed.database.cluster().handlers(Jobs.INSTANCE, "app").stream()
                .allMatch(offered -> offered.clients() == 2));
    }

    @AfterEach
    void end() {
        one.open();
        two.open();
        first.close();
        second.close();
        bed.close();
    }

    @Test
    void everyItemOfEveryChunkIsProcessedOnceByClientsThatShareThem() {
        Job job = job("whole", 20, 0);
        TriggerRecord record = run(job);

        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(record.result()).isEqualTo("21 chunks, 200 items");
        assertThat(written()).hasSize(200).doesNotHaveDuplicates();
        assertThat(one.written).isNotEmpty();
        assertThat(two.written).isNotEmpty();
        assertThat(instances(record)).hasSize(2).allSatisfy(each -> assertThat(each.status())
                .isEqualTo(RunStatus.SUCCEED));
        assertThat(chunks(record)).hasSize(21).allSatisfy(each -> assertThat(each.status())
                .isEqualTo(ChunkStatus.SUCCEED));
    }

    @Test
    void aJobWithoutSplitsExecutesOneChunk() {
        Job job = jobs.create(spec("unsplit", 1, 0).withWork(WorkPlan.WHOLE));

        assertThat(run(job).result()).isEqualTo("1 chunks, 10 items");
    }

    @Test
    void nothingToDoIsWell() {
        assertThat(run(job("empty", 0, 0)).status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aChunkThatFailsIsTriedOnAnotherMachine() {
        two.once = one.once;
        one.once.addAll(List.of("c3-4", "c5-1"));
        TriggerRecord record = run(job("mended", 8, 3));

        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(new HashSet<>(written())).hasSize(80);
        assertThat(chunks(record)).filteredOn(each -> each.attempt() > 1).hasSize(2);
    }

    @Test
    void aChunkThatFailsEverywhereFailsTheRunWhenAllOthersAreDone() {
        one.broken.add("c3-4");
        two.broken.add("c3-4");
        TriggerRecord record = run(job("broken", 8, 1));

        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.error()).contains("1 of 8 pieces failed").contains("1 of 10 items failed");
        assertThat(chunks(record))
                .filteredOn(each -> each.status() == ChunkStatus.SUCCEED)
                .hasSize(8);
    }

    @Test
    void theChunksOfAMachineThatGoesAwayAreTakenOver() {
        one.shut();
        Job job = job("orphaned", 10, 0);
        jobs.answer(jobs.triggerNow(job));
        Eventually.until("it has chunks", () -> !one.begun.isEmpty());
        first.close();
        TriggerRecord record = jobs.closed(job);

        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(new HashSet<>(two.written)).hasSize(100);
        assertThat(instances(record)).extracting(ExecuteInstance::status).contains(RunStatus.FAILED);
    }

    @Test
    void whoeverComesLateGetsWork() {
        one.shut();
        two.shut();
        Job job = job("late", 12, 0);
        jobs.answer(jobs.triggerNow(job));
        Eventually.until("both have chunks", () -> !one.begun.isEmpty() && !two.begun.isEmpty());
        ClusterHandlers three = new ClusterHandlers(2);
        try (SchedulerClient third = bed.client("app", "CellA", three.all())) {
            Eventually.until("it does what the others do not", () -> three.written.size() >= 60);
            one.open();
            two.open();

            assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
        }
    }

    @Test
    void aPausedRunHandsOutNothingUntilItIsResumed() {
        one.shut();
        two.shut();
        Job job = job("paused", 12, 0);
        TriggerRecord record = begin(job);
        Eventually.until("both have what they have room for", () -> one.begun.size() == 2 && two.begun.size() == 2);
        assertThat(ask(job, record, Command.Kind.PAUSE).state()).isEqualTo(Command.State.DONE);
        one.open();
        two.open();
        Eventually.until("what was under way has ended", () -> chunks(record).stream()
                .noneMatch(each -> each.status() == ChunkStatus.EXECUTING));

        assertThat(jobs.records(job).get(0).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(chunks(record))
                .filteredOn(each -> each.status() == ChunkStatus.WAITING)
                .hasSize(8);
        assertThat(ask(job, record, Command.Kind.RESUME).state()).isEqualTo(Command.State.DONE);
        assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(written()).hasSize(120).doesNotHaveDuplicates();
        Command late = ask(job, record, Command.Kind.CANCEL);
        assertThat(late.state()).isEqualTo(Command.State.REFUSED);
    }

    @Test
    void aCancelledRunIsStoppedAtItsClientsAndSaysWho() {
        one.shut();
        two.shut();
        Job job = job("cancelled", 12, 0);
        TriggerRecord record = begin(job);
        Eventually.until("both have chunks", () -> !one.begun.isEmpty() && !two.begun.isEmpty());
        assertThat(ask(job, record, Command.Kind.RESUME).answer()).isEqualTo(WorkState.NOT_PAUSED);
        assertThat(ask(job, record, Command.Kind.CANCEL).state()).isEqualTo(Command.State.DONE);
        TriggerRecord ended = jobs.closed(job);

        assertThat(ended.status()).isEqualTo(RunStatus.CANCEL);
        assertThat(ended.error()).isEqualTo("cancelled by anna");
        assertThat(chunks(record)).noneMatch(each -> !each.status().closed());
    }

    @Test
    void aRunThatTakesTooLongIsStoppedAndMarked() {
        one.shut();
        two.shut();
        Job job = jobs.create(spec("slow", 4, 0).withPolicies(policies(0, Duration.ofSeconds(1), true)));
        TriggerRecord record = run(job);

        assertThat(record.status()).isEqualTo(RunStatus.TIMEOUT);
        assertThat(record.error()).isEqualTo("no result within 1000 ms");
    }

    @Test
    void aRunTheDatabaseCannotHoldFailsWithItsReasonAndHoldsNoOtherUp() {
        one.shut();
        two.shut();
        Job other = job("other", 8, 0);
        TriggerRecord running = begin(other);
        Eventually.until("it has chunks", () -> !one.begun.isEmpty());
        Job job = jobs.create(spec("odd", 2, 0)
                .withParams(List.of(
                        new Param("chunks", Param.Type.INT, "2"), new Param("odd", Param.Type.BOOLEAN, "true"))));
        TriggerRecord record = run(job);
        one.open();
        two.open();

        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.error()).startsWith("what its handlers said cannot be stored: ");
        assertThat(jobs.closed(other).status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(chunks(running)).hasSize(9);
    }

    @Test
    void aRunSpoiledByHandHoldsNoOtherUp() {
        TriggerRecord done = run(job("done", 1, 0));
        bed.database.run(handle -> handle.createUpdate(
                        "update work_run set plan = 'nonsense', finished_at = null where record_id = :record")
                .bind("record", done.id().value())
                .execute());

        assertThat(run(job("next", 4, 0)).status()).isEqualTo(RunStatus.SUCCEED);
        Eventually.until("it is told of", () -> bed.log("common-error.log").stream()
                .anyMatch(line -> line.contains("its work cannot be read")));
        assertThat(run(job("last", 4, 0)).status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void anUnknownKindIsToldInTheRunbooksWords() {
        Job job = jobs.create(spec("wrong", 1, 0).withWork(WorkPlan.WHOLE.withSplits(List.of("execute"))));

        assertThat(run(job).error()).isEqualTo("type of handler execute is not IClusterJobSplitHandler");
    }

    @Test
    void remoteModeIsRefusedWhereItIsNotEnabled() {
        Job job = jobs.create(spec("refused", 2, 0).withPolicies(policies(0, Duration.ZERO, false)));

        assertThat(run(job).error()).startsWith("remote execute is disabled, please enable first");
    }

    @Test
    void inRemoteModeWhatIsReadIsProcessedByAnyMachine() {
        ClusterHandlers three = new ClusterHandlers(1);
        ClusterHandlers four = new ClusterHandlers(1);
        try (SchedulerClient third = bed.remoteClient("remote", "CellA", three.all());
                SchedulerClient fourth = bed.remoteClient("remote", "CellA", four.all())) {
            JobSpec spec = spec("remote", 6, 0).withTarget(JobType.CLUSTER, "remote", "execute");
            Job job = jobs.create(spec.withPolicies(policies(0, Duration.ZERO, false)));
            TriggerRecord record = run(job);

            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            List<String> all = new ArrayList<>(three.written);
            all.addAll(four.written);
            assertThat(all).hasSize(60).doesNotHaveDuplicates();
            assertThat(chunks(record)).extracting(Chunk::task).contains(ChunkTask.READ, ChunkTask.PROCESS);
        }
    }

    @Test
    void theRateOfTheJobHoldsWhileItRunsAndMayBeRaised() {
        Job job = jobs.create(spec("limited", 20, 0).withWork(plan().withRate(20)));
        jobs.answer(jobs.triggerNow(job));
        Eventually.until("something is written", () -> !written().isEmpty());
        assertThat(written().size()).isLessThan(150);
        jobs.update(job, job.spec().withWork(plan()));

        assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(written()).hasSize(200);
    }

    private List<String> written() {
        List<String> all = new ArrayList<>(one.written);
        all.addAll(two.written);
        return all;
    }

    private Command ask(Job job, TriggerRecord record, Command.Kind kind) {
        return jobs.answer(bed.database
                .commands()
                .askOfRun(job, record.id(), kind, UUID.randomUUID().toString(), Jobs.ANNA, null));
    }

    private List<ExecuteInstance> instances(TriggerRecord record) {
        return bed.database.work().instances(work(record));
    }

    private List<Chunk> chunks(TriggerRecord record) {
        return bed.database.work().chunks(work(record), null, null, null, 0, 1000);
    }

    private long work(TriggerRecord record) {
        return Eventually.given("its work began", () -> bed.database.work().runs(record.id()).stream()
                        .findFirst()
                        .orElse(null))
                .id();
    }

    private TriggerRecord begin(Job job) {
        jobs.answer(jobs.triggerNow(job));
        return jobs.next(job, record -> record.status().running());
    }

    private TriggerRecord run(Job job) {
        jobs.answer(jobs.triggerNow(job));
        return jobs.closed(job);
    }

    private Job job(String name, int chunks, int retries) {
        return jobs.create(spec(name, chunks, retries));
    }

    private static JobSpec spec(String name, int chunks, int retries) {
        return JobSpec.blank(Jobs.INSTANCE)
                .withName(name)
                .withTarget(JobType.CLUSTER, "app", "execute")
                .withWork(plan())
                .withParams(List.of(new Param("chunks", Param.Type.INT, String.valueOf(chunks))))
                .withPolicies(policies(retries, Duration.ZERO, true));
    }

    private static WorkPlan plan() {
        return WorkPlan.WHOLE.withSplits(List.of("split"));
    }

    private static Policies policies(int retries, Duration timeout, boolean callback) {
        return new Policies(
                Policies.Missed.FIRE_ONCE_NOW,
                timeout,
                Policies.OnTimeout.MARK,
                retries,
                Duration.ofMillis(50),
                false,
                callback ? Policies.Communication.CALLBACK : Policies.Communication.ONEWAY,
                Policies.Routing.RANDOM);
    }
}
