package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.wire.WireHandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Param;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.Slots;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.StoryNote.Reason;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import io.quartermaster.testing.TcpProxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of runs whose server, or whose client, goes away in the middle of sending them.
class TakeOverTest {
    private static final int JOBS = 6;

    @TempDir
    Path directory;

    @Test
    void whatAServerSentAndCouldNotWriteDownIsTakenOverAndNotRunAgain() {
        sentUnseen(new TestHandler("work").shut(), Reason.FOUND_RUNNING);
    }

    @Test
    void whatIsDoneByThenIsReportedAgain() {
        sentUnseen(new TestHandler("work"), Reason.FOUND_DONE);
    }

    /// The first server fires, cut off from the database, and dies; the other finds rows that look unsent.
    private void sentUnseen(TestHandler work, Reason expected) {
        DatabaseSettings.MySql shared = TestSchemas.on(MariaDb.shared());
        try (TcpProxy way = TcpProxy.to(shared.port());
                TestServer second = TestServer.start(shared, "s2", directory)) {
            TestServer first = TestServer.start(through(shared, way), "s1", directory);
            evenly(first, second);
            try (SchedulerClient one = second.client("app", "CellA", List.of(first), work);
                    SchedulerClient two = second.client("app", "CellA", List.of(first), work)) {
                List<Job> due = jobs(first, second.jobs());
                Instant near =
                        second.jobs().records(due.getFirst()).getFirst().due().minusMillis(700);
                Eventually.until(
                        "they are nearly due", () -> second.database.now().isAfter(near));
                way.cut();
                Eventually.until("all run", () -> work.calls.size() >= JOBS);
                first.die();
                Eventually.until("the other has it all", () -> second.server.slots() == Slots.COUNT);
                Eventually.until("they are known", () -> due.stream()
                        .allMatch(job -> notes(second, job).contains(expected)));
                work.open();

                due.forEach(
                        job -> assertThat(second.jobs().closed(job).status()).isEqualTo(RunStatus.SUCCEED));
                assertThat(work.calls).hasSize(JOBS);
                assertThat(second.log("common-error.log")).noneMatch(line -> line.contains("twice"));
            }
        }
    }

    @Test
    void whatNoClientKnowsIsSentByTheNextOwnerAndItsStorySaysWhy() {
        DatabaseSettings.MySql shared = TestSchemas.on(MariaDb.shared());
        TestHandler work = new TestHandler("work");
        try (TestServer second = TestServer.start(shared, "s2", directory)) {
            TestServer first = TestServer.start(shared, "s1", directory);
            evenly(first, second);
            List<Job> due = jobs(first, second.jobs());
            first.die();
            try (SchedulerClient one = second.client("app", "CellA", work)) {
                due.forEach(job -> {
                    TriggerRecord record = second.jobs().closed(job);
                    assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
                    Eventually.asserted(() -> assertThat(notes(second, job)).containsExactly(Reason.NOT_FOUND));
                });
                assertThat(work.calls).hasSize(JOBS);
            }
        }
    }

    @Test
    void aRunWhoseClientGoesAwayBeforeItGotItGoesToAnother() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler work = new TestHandler("work");
        try (TestServer server = TestServer.start(shared, "s1", directory).leading()) {
            Jobs jobs = server.jobs();
            RawHandlers deaf = RawHandlers.deaf(server, "app", Map.of("work", WireHandlerKind.SIMPLE));
            JobSpec big = Jobs.simple("big", "work")
                    .withParams(List.of(new Param("text", Param.Type.STRING, "x".repeat(60_000))));
            Job first = jobs.create(big, false);
            Job second = jobs.create(Jobs.simple("small", "work"), false);
            for (int i = 0; i < 6; i++) {
                jobs.answer(jobs.triggerNow(first));
            }
            Eventually.until("its link is full", () -> jobs.records(first).stream()
                    .allMatch(record -> record.status() == RunStatus.EXECUTING));
            jobs.answer(jobs.triggerNow(second));
            TriggerRecord sent = jobs.next(second, record -> record.status() == RunStatus.EXECUTING);
            try (SchedulerClient client = server.client("app", "CellA", work)) {
                Eventually.until(
                        "both are connected", () -> server.database.cluster().handlers(Jobs.INSTANCE, "app").stream()
                                .anyMatch(offered -> offered.clients() == 2));
                deaf.close();

                TriggerRecord record = jobs.closed(second);
                assertThat(record.status()).as(record.error()).isEqualTo(RunStatus.SUCCEED);
                assertThat(record.client()).isNotEqualTo(sent.client());
                Eventually.asserted(() -> assertThat(notes(server, second)).contains(Reason.REROUTED));
            }
        }
    }

    @Test
    void anOwnerHearsOfTheEndOfARunThatAnotherServerHadSent() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("work").shut();
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory);
                SchedulerClient client = first.client("app", "CellA", slow)) {
            evenly(first, second);
            Jobs jobs = second.jobs();
            Job job = jobOf(first, jobs, Jobs.simple("long", "work"));
            jobs.answer(jobs.triggerNow(job));
            Eventually.until("the client runs it", () -> slow.calls.size() == 1);
            jobs.answer(jobs.askServer("s1", ServerCommand.Kind.DRAIN, "new kernel"));
            Eventually.until("the other has it all", () -> second.server.slots() == Slots.COUNT);
            Eventually.until("the other watches it", () -> running(second, "s2") == 1);

            slow.open();

            assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
            Eventually.until("the other knows", () -> running(second, "s2") == 0);
            first.close();
        }
    }

    @Test
    void aRunWhoseClientIsStillThereByTwoOtherLinksIsNotGivenUp() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler slow = new TestHandler("work").shut();
        TestServer first = TestServer.start(shared, "s1", directory).leading();
        try (TestServer second = TestServer.start(shared, "s2", directory);
                TestServer third = TestServer.start(shared, "s3", directory);
                SchedulerClient client = first.client("app", "CellA", List.of(second, third), slow)) {
            evenly(first, second, third);
            Jobs jobs = second.jobs();
            Job job = jobOf(first, jobs, Jobs.simple("long", "work"));
            jobs.answer(jobs.triggerNow(job));
            Eventually.until("the client runs it", () -> slow.calls.size() == 1);
            TriggerRecord record = jobs.next(job, one -> one.status() == RunStatus.EXECUTING);

            first.die();
            Eventually.until("it is taken over", () -> second.database.records().events(record.id()).stream()
                    .anyMatch(event -> event.kind().equals("ADOPTED")));
            slow.open();

            assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(slow.calls).hasSize(1);
        }
    }

    private static int running(TestServer server, String id) {
        return server.database.call(handle -> handle.createQuery("select running from server where server_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
    }

    private static DatabaseSettings.MySql through(DatabaseSettings.MySql direct, TcpProxy way) {
        return new DatabaseSettings.MySql(
                direct.host(), way.port(), direct.schema(), direct.user(), direct.password(), direct.tls());
    }

    /// Jobs of that server that fall due in a moment, and are planned.
    private static List<Job> jobs(TestServer owner, Jobs jobs) {
        List<Job> made = new ArrayList<>();
        Instant due = owner.database.now().plusSeconds(4);
        for (int i = 0; made.size() < JOBS; i++) {
            Job job =
                    jobs.create(Jobs.simple("due" + i, "work").withTrigger(new Trigger.OneTime(due, ZoneId.of("UTC"))));
            if (owner.server.owns(job.id())) {
                made.add(job);
            } else {
                jobs.delete(job);
            }
        }
        Eventually.until("all are planned", () -> made.stream()
                .allMatch(job -> jobs.records(job).stream().anyMatch(record -> record.status() == RunStatus.PLANNED)));
        return made;
    }

    private static Job jobOf(TestServer owner, Jobs jobs, JobSpec spec) {
        for (int i = 0; ; i++) {
            Job job = jobs.create(spec.withName(spec.name() + "-" + i));
            if (owner.server.owns(job.id())) {
                return job;
            }
            jobs.delete(job);
        }
    }

    private static List<Reason> notes(TestServer server, Job job) {
        return server.jobs().records(job).stream()
                .flatMap(record -> server.database.records().events(record.id()).stream())
                .map(RecordEvent::detail)
                .flatMap(detail -> StoryNote.read(detail).stream())
                .map(StoryNote::reason)
                .toList();
    }

    private static void evenly(TestServer... servers) {
        Eventually.until("the slots are shared", () -> Stream.of(servers)
                .allMatch(one -> one.server.slots() > Slots.COUNT * 9 / 10 / servers.length));
    }
}
