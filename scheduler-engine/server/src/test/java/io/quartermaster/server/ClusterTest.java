package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TenureEnd;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.ClusterRepository;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Planning;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one MariaDB, and what happens when one of them, or the database, goes away.
class ClusterTest {
    @TempDir
    Path directory;

    @Test
    void whenAServerDiesTheOtherLosesNoneOfItsDueTimesAndFiresNoneTwice() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler work = new TestHandler("work");
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = first.client("app", "CellA", List.of(second), work)) {
            assertThat(second.server.leads()).isFalse();
            evenly(first, second);
            Jobs jobs = second.jobs();
            Job job = jobOf(first, jobs, Jobs.simple("steady", "work").withTrigger(Jobs.everySecond()));
            Eventually.until("it fired twice", () -> succeeded(jobs, job).size() >= 2);

            first.die();
            Instant died = second.database.now();
            Eventually.until("the other leads", second.server::leads);
            Eventually.until("it goes on", () -> succeeded(jobs, job).stream()
                    .anyMatch(record -> record.due().isAfter(died.plusSeconds(3))));
            Job disabled = jobs.setEnabled(job, false);
            Eventually.until("nothing is running", () -> jobs.records(disabled).stream()
                    .noneMatch(
                            record -> record.status() == RunStatus.EXECUTING || record.status() == RunStatus.PLANNED));

            assertThat(gaps(jobs, job)).isEmpty();
            assertThat(work.dues).doesNotHaveDuplicates();
            assertThat(jobs.records(job)).allMatch(record -> record.status() == RunStatus.SUCCEED);
            assertThat(jobs.records(job)).extracting(TriggerRecord::server).contains("s1", "s2");
        }
    }

    @Test
    void aResultThatADeadServerWouldHaveTakenReachesTheOther() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("slow").shut();
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = first.client("app", "CellA", List.of(second), slow)) {
            evenly(first, second);
            Jobs jobs = second.jobs();
            Job job = jobOf(first, jobs, Jobs.simple("long", "slow"));
            jobs.answer(jobs.triggerNow(job));
            jobs.next(job, record -> record.status() == RunStatus.EXECUTING);
            Eventually.until("the client runs it", () -> slow.calls.size() == 1);

            first.die();
            Eventually.until("the other leads", second.server::leads);
            slow.open();

            assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(slow.calls).hasSize(1);
        }
    }

    @Test
    void aResultThatComesToAServerThatLostItsTenureIsStored() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("slow").shut();
        try (TestServer server = TestServer.start(shared, "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", slow)) {
            Jobs jobs = server.jobs();
            Job job = jobs.create(Jobs.simple("long", "slow"));
            jobs.answer(jobs.triggerNow(job));
            Eventually.until("the client runs it", () -> slow.calls.size() == 1);

            endTenures(server);
            Eventually.until("it has no slots", () -> server.server.slots() == 0);
            slow.open();

            TriggerRecord record = jobs.closed(job);
            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(server.database.records().events(record.id()))
                    .extracting(RecordEvent::kind)
                    .contains("REPORTED", "CLOSED");
        }
    }

    @Test
    void whatAServerWritesAfterItsTenureIsRefusedAndItGetsANewOne() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        try (TestServer server = TestServer.start(shared, "s1", directory).leading()) {
            endTenures(server);

            Fence former = new Fence("s1", 1);
            assertThatThrownBy(() -> new Planning(server.database).plan(former, List.of(), List.of(), Instant.EPOCH))
                    .isInstanceOf(StoreException.Fenced.class);
            Eventually.until("it is a member again", () -> epochs(server).equals(List.of(2L)));
            Eventually.until("it has all slots again", () -> server.server.slots() == Slots.COUNT);
        }
    }

    @Test
    void aServerThatClosesHandsOverWithoutAnybodyWaitingForItsLease() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory)) {
            first.close();

            Eventually.until(
                    "the other has it all",
                    Duration.ofSeconds(2),
                    () -> second.server.leads() && second.server.slots() == Slots.COUNT);
            assertThat(second.database.cluster().servers())
                    .extracting(row -> row.id() + " " + row.leads())
                    .containsExactly("s2 true");
        }
    }

    @Test
    void whenTheDatabaseGoesAwayNothingFiresAndAllGoesOnWhenItIsBack() {
        try (MariaDb own = MariaDb.start()) {
            TestHandler work = new TestHandler("work");
            try (TestServer server = TestServer.start(TestSchemas.on(own), "s1", directory)
                            .leading();
                    SchedulerClient client = server.client("app", "CellA", work)) {
                Jobs jobs = server.jobs();
                Job job = jobs.create(Jobs.simple("steady", "work").withTrigger(Jobs.everySecond()));
                Eventually.until("it fired", () -> !succeeded(jobs, job).isEmpty());

                own.kill();
                Eventually.until("it is no member", Duration.ofSeconds(4), () -> server.server.slots() == 0);
                int fired = work.dues.size();
                own.resume();

                Eventually.until("it leads again", server.server::leads);
                Eventually.until("it fires again", () -> work.dues.size() > fired + 1);
                jobs.setEnabled(job, false);
                Eventually.until("all is closed", () -> jobs.records(job).stream()
                        .allMatch(r -> r.status() == RunStatus.SUCCEED));
                assertThat(work.dues).doesNotHaveDuplicates();
                assertThat(gaps(jobs, job)).isEmpty();
                assertThat(server.log("common-error.log"))
                        .anyMatch(line -> line.contains("the database cannot be reached"));
                assertThat(server.log("antscheduler-default.log")).anyMatch(line -> line.contains("works again"));
            }
        }
    }

    @Test
    void aServerReachesAClientThatIsOnlyLinkedToAnotherAndHearsHowTheRunEnded() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler work = new TestHandler("work").shut();
        try (TestServer first = TestServer.start(shared, "s1", directory).leading();
                TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = second.client("app", "CellA", work)) {
            Eventually.until("the slots are shared", () -> second.server.slots() > Slots.COUNT / 3);
            Jobs jobs = first.jobs();
            Job job = IntStream.iterate(0, i -> i + 1)
                    .mapToObj(i -> jobs.create(Jobs.simple("far" + i, "work"), false))
                    .filter(one -> first.server.owns(one.id()))
                    .findFirst()
                    .orElseThrow();
            Eventually.until("the client is known", () -> first.server.reaches("app"));
            jobs.answer(jobs.triggerNow(job));
            jobs.next(job, record -> "run 1".equals(record.progress()));
            work.open();

            TriggerRecord record = jobs.closed(job);
            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(record.server()).isEqualTo("s1");
            assertThat(first.log("rpc-slave.log"))
                    .anyMatch(line -> line.contains(",CONNECTED,server[127.0.0.1:") && line.contains(",s2,TO,"));
            assertThat(work.calls).hasSize(1);
            Eventually.asserted(() -> assertThat(first.database.records().events(record.id()))
                    .extracting(RecordEvent::kind)
                    .contains("REPORTED", "CLOSED"));
        }
    }

    @Test
    void threeHundredJobsDueAtOneInstantFireOnceEach() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler work = new TestHandler("work");
        try (TestServer server = TestServer.start(shared, "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", work)) {
            Jobs jobs = server.jobs();
            Instant far = server.database.now().plusSeconds(3600);
            Trigger once = new Trigger.OneTime(far, java.time.ZoneId.of("UTC"));
            for (int i = 0; i < 300; i++) {
                jobs.create(Jobs.simple("once-" + i, "work").withTrigger(once));
            }

            // At once, as a loaded machine may take longer over three hundred jobs than any time set before.
            Instant now = server.database.now();
            server.database.run(handle -> handle.createUpdate(
                            "update job set fire_at = :due, version = version + 1, updated_at = :now")
                    .bind("due", now.plusSeconds(2).toEpochMilli())
                    .bind("now", now.toEpochMilli())
                    .execute());

            Eventually.until("all ran", () -> work.dues.size() >= 300);
            Eventually.until("all are closed", () -> count(server, "SUCCEED") == 300);
            assertThat(work.dues).hasSize(300);
        }
    }

    @Test
    void aServerThatDrainsHandsItsSlotsOverAndSaysWhenItIsDone() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("slow").shut();
        try (TestServer first = TestServer.start(shared, "s1", directory).leading();
                TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = first.client("app", "CellA", slow)) {
            evenly(first, second);
            Jobs jobs = first.jobs();
            Job job = jobOf(first, jobs, Jobs.simple("long", "slow"));
            jobs.answer(jobs.triggerNow(job));
            Eventually.until("the client runs it", () -> slow.calls.size() == 1);
            AtomicBoolean drained = new AtomicBoolean();
            first.server.whenDrained(() -> drained.set(true));

            ServerCommand asked = jobs.askServer("s1", ServerCommand.Kind.DRAIN, "new kernel");
            assertThat(jobs.answer(asked).known()).contains(ServerCommand.Answer.DRAINS);
            Eventually.until("the other has it all", () -> second.server.slots() == Slots.COUNT);
            assertThat(drained).isFalse();
            slow.open();

            Eventually.until("it is drained", drained::get);
            assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(first.log("job-dispatch.log")).anyMatch(line -> line.contains("ASSIGN,s2"));
            ServerCommand late = jobs.askServer("s1", ServerCommand.Kind.STOP_DRAINING, null);
            assertThat(jobs.answer(late).known()).contains(ServerCommand.Answer.LEAVING);
            first.close();
            assertThat(second.database.cluster().tenures(10))
                    .filteredOn(tenure -> tenure.serverId().equals("s1"))
                    .extracting(ClusterRepository.Tenure::reason)
                    .containsExactly(TenureEnd.DRAINED.text());
        }
    }

    @Test
    void aServerThatWasAskedToDrainMayBeAskedToStayAndTakesSlotsAgain() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("slow").shut();
        try (TestServer first = TestServer.start(shared, "s1", directory).leading();
                TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = first.client("app", "CellA", slow)) {
            evenly(first, second);
            Jobs jobs = first.jobs();
            // something to wait for, so that it does not leave before it is asked to stay
            jobs.answer(jobs.triggerNow(jobOf(first, jobs, Jobs.simple("long", "slow"))));
            Eventually.until("the client runs it", () -> slow.calls.size() == 1);
            first.server.whenDrained(() -> {});

            jobs.answer(jobs.askServer("s1", ServerCommand.Kind.DRAIN, null));
            Eventually.until("the other has it all", () -> second.server.slots() == Slots.COUNT);
            assertThat(jobs.answer(jobs.askServer("s2", ServerCommand.Kind.DRAIN, null))
                            .known())
                    .contains(ServerCommand.Answer.LAST);
            assertThat(jobs.answer(jobs.askServer("s1", ServerCommand.Kind.STOP_DRAINING, null))
                            .known())
                    .contains(ServerCommand.Answer.STAYS);

            Eventually.until("it has slots again", () -> first.server.slots() > 0);
            slow.open();
        }
    }

    @Test
    void everyZoneLeadsItselfAndIsStoodInForWhileItIsDead() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestServer cellA = TestServer.startIn(shared, "a1", "CellA", directory).leading();
        try (TestServer cellB =
                TestServer.startIn(shared, "b1", "CellB", directory).leading()) {
            evenly(cellA, cellB);
            assertThat(cellA.server.leads()).isTrue();

            cellA.die();
            Eventually.until("the other zone stands in", () -> cellB.server.slots() == Slots.COUNT);

            try (TestServer back = TestServer.startIn(shared, "a2", "CellA", directory)) {
                Eventually.until("the zone leads itself again", back.server::leads);
                evenly(back, cellB);
            }
        }
    }

    private static long count(TestServer server, String status) {
        return server.database.call(
                handle -> handle.createQuery("select count(*) from trigger_record where status = :status")
                        .bind("status", status)
                        .mapTo(Long.class)
                        .one());
    }

    private static List<Long> epochs(TestServer server) {
        return server.database.call(
                handle -> handle.createQuery("select epoch from tenure where ended_at is null order by epoch")
                        .mapTo(Long.class)
                        .list());
    }

    /// As a leader would that takes the server for dead.
    private static void endTenures(TestServer server) {
        server.database.run(handle -> {
            handle.execute("update server set lease_until_at = 0");
            handle.execute("update tenure set ended_at = 1, end_reason = 'test'");
            handle.execute("update slot set owner_epoch = 0, revision = revision + 1");
        });
    }

    private static void evenly(TestServer... servers) {
        Eventually.until("the slots are shared", () -> Stream.of(servers)
                .allMatch(one -> one.server.slots() > Slots.COUNT * 9 / 10 / servers.length));
    }

    /// A job that this server fires.
    private static Job jobOf(TestServer owner, Jobs jobs, JobSpec spec) {
        for (int i = 0; ; i++) {
            Job job = jobs.create(spec.withName(spec.name() + "-" + i));
            if (owner.server.owns(job.id())) {
                return job;
            }
            jobs.delete(job);
        }
    }

    private static List<TriggerRecord> succeeded(Jobs jobs, Job job) {
        return jobs.records(job).stream()
                .filter(record -> record.status() == RunStatus.SUCCEED)
                .toList();
    }

    /// The seconds between the first and the last due time that have no record.
    private static List<Instant> gaps(Jobs jobs, Job job) {
        List<Instant> dues =
                jobs.records(job).stream().map(TriggerRecord::due).sorted().toList();
        return dues.stream()
                .limit(dues.size() - 1L)
                .map(due -> due.plusSeconds(1))
                .filter(next -> !dues.contains(next))
                .toList();
    }
}
