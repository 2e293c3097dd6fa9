package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerRecord;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one MariaDB, and what happens when one of them, or the database, goes away.
class ClusterTest {
    @TempDir
    Path directory;

    @Test
    void whenTheLeaderDiesTheOtherLosesNoDueTimeAndFiresNoneTwice() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler work = new TestHandler("work");
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = first.client("app", "CellA", List.of(second), work)) {
            assertThat(second.server.leads()).isFalse();
            Jobs jobs = second.jobs();
            Job job = jobs.create(Jobs.simple("steady", "work").withTrigger(Jobs.everySecond()));
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
    void aResultThatTheLeaderTookToItsGraveReachesTheNextOne() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("slow").shut();
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = first.client("app", "CellA", List.of(second), slow)) {
            Jobs jobs = second.jobs();
            Job job = jobs.create(Jobs.simple("long", "slow"));
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
    void aResultThatComesToAServerThatNoLongerLeadsIsStored() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("slow").shut();
        try (TestServer server = TestServer.start(shared, "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", slow)) {
            Jobs jobs = server.jobs();
            Job job = jobs.create(Jobs.simple("long", "slow"));
            jobs.answer(jobs.triggerNow(job));
            Eventually.until("the client runs it", () -> slow.calls.size() == 1);

            server.database.run(handle -> handle.createUpdate(
                            "update leadership set server_id = 'other', epoch = epoch + 1, lease_until_at = :until")
                    .bind("until", server.database.now().plusSeconds(600).toEpochMilli())
                    .execute());
            Eventually.until("it stands by", () -> !server.server.leads());
            slow.open();

            TriggerRecord record = jobs.closed(job);
            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            Eventually.asserted(() -> assertThat(server.database.records().events(record.id()))
                    .extracting(RecordEvent::kind)
                    .contains("REPORTED", "CLOSED"));
        }
    }

    @Test
    void whatAFencedLeaderWritesIsRefusedAndItLeadsAgainOnlyAfterTheOther() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        try (TestServer server = TestServer.start(shared, "s1", directory).leading()) {
            long until = server.database.now().plusSeconds(3).toEpochMilli();
            server.database.run(handle -> handle.createUpdate(
                            "update leadership set server_id = 'thawed', epoch = epoch + 1, lease_until_at = :until")
                    .bind("until", until)
                    .execute());

            Fence former = new Fence("main", "s1", 1);
            assertThatThrownBy(() -> new Planning(server.database).plan(former, List.of(), List.of(), Instant.EPOCH))
                    .isInstanceOf(StoreException.Fenced.class);
            Eventually.until("it stands by", () -> !server.server.leads());
            Eventually.until("it leads again", server.server::leads);
            assertThat(server.database.now().toEpochMilli()).isGreaterThanOrEqualTo(until);
            assertThat(epoch(server)).isEqualTo(3);
        }
    }

    @Test
    void aServerThatClosesHandsOverWithoutWaitingForItsLease() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory)) {
            first.close();

            Eventually.until("the other leads", Duration.ofSeconds(2), second.server::leads);
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
                Eventually.until("it no longer leads", Duration.ofSeconds(4), () -> !server.server.leads());
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

    private static long count(TestServer server, String status) {
        return server.database.call(
                handle -> handle.createQuery("select count(*) from trigger_record where status = :status")
                        .bind("status", status)
                        .mapTo(Long.class)
                        .one());
    }

    private static long epoch(TestServer server) {
        return server.database.call(handle -> handle.createQuery("select epoch from leadership")
                .mapTo(Long.class)
                .one());
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
