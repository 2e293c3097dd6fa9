package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Job;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.SkipReason;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.StoryNote.Reason;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Runs that take longer than they may, at real clients. All tests share the server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoppedRunsTest {
    @TempDir
    static Path directory;

    private TestServer bed;
    private Jobs jobs;

    @BeforeAll
    void start() {
        bed = TestServer.start(TestSchemas.on(MariaDb.shared()), "s1", directory)
                .leading();
        jobs = bed.jobs();
    }

    @AfterAll
    void end() {
        bed.close();
    }

    @Test
    void aRunThatTakesTooLongIsStoppedAtItsClientAndItsStoryTellsSo() {
        TestHandler polite = new TestHandler("work").shut().polite();
        try (SchedulerClient client = bed.client("polite", "CellA", polite)) {
            Job job = create("polite", policies(Policies.OnTimeout.MARK, 0, false));
            jobs.answer(jobs.triggerNow(job));

            TriggerRecord record = jobs.closed(job);

            assertThat(record.status()).isEqualTo(RunStatus.TIMEOUT);
            told(record.id(), Reason.STOP_SENT, Reason.STOPPED);
        }
    }

    @Test
    void anExclusiveJobIsNotFiredWhileItsClientDoesNotStopWhatTimedOut() {
        TestHandler stubborn = new TestHandler("work").shut();
        try (SchedulerClient client = bed.client("stubborn", "CellA", stubborn)) {
            Job job = create("stubborn", policies(Policies.OnTimeout.MARK, 0, true));
            jobs.answer(jobs.triggerNow(job));
            TriggerRecord first = jobs.closed(job);
            assertThat(first.status()).isEqualTo(RunStatus.TIMEOUT);

            jobs.answer(jobs.triggerNow(job));

            TriggerRecord skipped = jobs.next(job, record -> record.status() == RunStatus.SKIPPED);
            assertThat(skipped.error()).isEqualTo(SkipReason.STILL_RUNNING.text());
            told(first.id(), Reason.STOP_SENT, Reason.NOT_STOPPED);
            stubborn.open();
            told(first.id(), Reason.STOP_SENT, Reason.NOT_STOPPED, Reason.STOPPED);
            jobs.answer(jobs.triggerNow(job));
            jobs.next(job, record -> record.status() == RunStatus.SUCCEED);
            assertThat(stubborn.calls).hasSize(2);
        }
    }

    @Test
    void aTryWaitsForTheStopOfTheOneBefore() {
        TestHandler stubborn = new TestHandler("work").shut();
        try (SchedulerClient client = bed.client("tried", "CellA", stubborn)) {
            Job job = create("tried", policies(Policies.OnTimeout.RETRY, 1, true));
            jobs.answer(jobs.triggerNow(job));
            jobs.next(job, record -> record.status() == RunStatus.TIMEOUT);
            TriggerRecord retry = jobs.next(job, record -> record.reason() == TriggerReason.RETRY);
            Eventually.until(
                    "it would have been due",
                    () -> bed.database.now().isAfter(retry.due().plusMillis(500)));
            assertThat(stubborn.calls).hasSize(1);

            stubborn.open();

            assertThat(jobs.next(
                                    job,
                                    record -> record.id().equals(retry.id())
                                            && record.status().closed())
                            .status())
                    .isEqualTo(RunStatus.SUCCEED);
            assertThat(stubborn.calls).hasSize(2);
        }
    }

    @Test
    void aClientThatGoesAwayRunsNothingAnyMore() {
        TestHandler stubborn = new TestHandler("work").shut();
        Job job;
        TriggerRecord first;
        try (SchedulerClient client = bed.client("leaving", "CellA", stubborn)) {
            job = create("leaving", policies(Policies.OnTimeout.MARK, 0, true));
            jobs.answer(jobs.triggerNow(job));
            first = jobs.closed(job);
        }
        told(first.id(), Reason.STOP_SENT, Reason.STOP_LOST);
        stubborn.open();

        try (SchedulerClient client = bed.client("leaving", "CellA", stubborn)) {
            jobs.answer(jobs.triggerNow(job));
            jobs.next(job, record -> record.status() == RunStatus.SUCCEED);
        }
    }

    private Job create(String application, Policies policies) {
        return jobs.create(Jobs.simple(application, "work")
                .withTarget(io.quartermaster.model.JobType.SIMPLE, application, "work")
                .withPolicies(policies));
    }

    private void told(RecordId record, Reason... reasons) {
        Eventually.asserted(() -> assertThat(notes(record)).containsExactly(reasons));
    }

    private List<Reason> notes(RecordId record) {
        return bed.database.records().events(record).stream()
                .filter(event -> event.kind().equals("STOP"))
                .flatMap(event -> StoryNote.read(event.detail()).stream())
                .map(StoryNote::reason)
                .toList();
    }

    private static Policies policies(Policies.OnTimeout onTimeout, int retries, boolean exclusive) {
        return new Policies(
                Policies.Missed.FIRE_ONCE_NOW,
                Duration.ofMillis(400),
                onTimeout,
                retries,
                Duration.ofMillis(100),
                exclusive,
                Policies.Communication.CALLBACK,
                Policies.Routing.ROUND_ROBIN);
    }
}
