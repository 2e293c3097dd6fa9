package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.wire.WireHandlerKind;
import io.quartermaster.model.Actor;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.message.Message;
import io.quartermaster.store.CalendarRepository;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.JobListing;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What one server does on every database, with real clients over real links. All tests share the server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineContract {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @TempDir
    static Path directory;

    final TestHandler work = new TestHandler("work");
    final TestHandler slow = new TestHandler("slow");
    final TestHandler failing = new TestHandler("failing");
    TestServer bed;
    Jobs jobs;
    SchedulerClient client;

    abstract DatabaseSettings database();

    @BeforeAll
    void start() {
        failing.fails.set(true);
        bed = TestServer.start(database(), getClass().getSimpleName(), directory)
                .leading();
        jobs = bed.jobs();
        client = bed.client("app", "CellA", work, slow, failing);
    }

    @AfterAll
    void end() {
        slow.open();
        client.close();
        bed.close();
    }

    @Test
    void aCronJobFiresWithinTheSecondAndIsRecordedOnceForEachDueTime() {
        Job job = jobs.create(Jobs.simple("cron", "work").withTrigger(Jobs.everySecond()));

        Eventually.until("it ran three times", () -> succeeded(job).size() >= 3);
        jobs.setEnabled(job, false);

        assertThat(succeeded(job)).allSatisfy(record -> {
            assertThat(record.reason()).isEqualTo(TriggerReason.TIMING);
            assertThat(record.lateness())
                    .hasValueSatisfying(late -> assertThat(late).isBetween(Duration.ZERO, Duration.ofSeconds(1)));
            assertThat(record.zone()).isEqualTo("CellA");
            assertThat(record.client()).startsWith("app@127.0.0.1:");
        });
        assertThat(succeeded(job)).extracting(TriggerRecord::due).doesNotHaveDuplicates();
    }

    @Test
    void aTriggerNowIsAnsweredWithItsRecordAndItsStoryIsTold() {
        Job job = jobs.create(Jobs.simple("now", "work"), false);

        Command answer = jobs.answer(jobs.triggerNow(job));

        assertThat(answer.state()).isEqualTo(Command.State.DONE);
        TriggerRecord record = jobs.closed(job);
        assertThat(record.id()).isEqualTo(answer.record());
        assertThat(record.reason()).isEqualTo(TriggerReason.MANUAL);
        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        Eventually.asserted(() -> assertThat(bed.database.records().events(record.id()))
                .extracting(RecordEvent::kind)
                .containsExactly("PLANNED", "FIRED", "ROUTED", "REPORTED", "CLOSED"));
        Eventually.asserted(() ->
                assertThat(lines("job-rpc.log", record)).hasSize(2).allMatch(line -> line.split(",").length == 13));
        assertThat(lines("performance.log", record)).hasSize(1);
    }

    @Test
    void aHandlerOfTheWrongKindFailsTheFiringWithTheWordsRunbooksSearchFor() {
        try (RawHandlers odd = RawHandlers.connect(bed, "odd", Map.of("nightly", WireHandlerKind.CLUSTER_SPLIT))) {
            JobSpec spec =
                    JobSpec.blank(Jobs.INSTANCE).withName("wrong kind").withTarget(JobType.SIMPLE, "odd", "nightly");
            Job job = jobs.create(spec, false);
            jobs.answer(jobs.triggerNow(job));

            TriggerRecord record = jobs.closed(job);

            assertThat(record.status()).isEqualTo(RunStatus.FAILED);
            assertThat(record.error()).isEqualTo("type of handler nightly is not ISimpleJobHandler");
            assertThat(odd.dispatched()).isFalse();
        }
    }

    @Test
    void aTriggerOfAJobThatIsGoneIsRefused() {
        Job job = jobs.create(Jobs.simple("gone", "work"));
        bed.database.jobs().delete(job.id(), job.version(), Jobs.ANNA, null);

        Command answer = jobs.answer(jobs.triggerNow(job));

        assertThat(answer.state()).isEqualTo(Command.State.REFUSED);
        assertThat(answer.answer()).contains("there is no job " + job.id());
    }

    @Test
    void anEventFiresOnceForEachKeyAndNotADisabledJob() {
        Job job = jobs.create(Jobs.simple("event", "work"));

        Command first = bed.server.fireEvent(Jobs.INSTANCE, "event", "key-a").orElseThrow();
        Command again = bed.server.fireEvent(Jobs.INSTANCE, "event", "key-a").orElseThrow();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(jobs.answer(first).state()).isEqualTo(Command.State.DONE);
        assertThat(jobs.closed(job).reason()).isEqualTo(TriggerReason.EVENT);
        assertThat(jobs.records(job)).hasSize(1);
        assertThat(bed.server.fireEvent(Jobs.INSTANCE, "no such job", "key-b")).isEmpty();
        jobs.setEnabled(job, false);
        assertThat(jobs.answer(bed.server
                                .fireEvent(Jobs.INSTANCE, "event", "key-c")
                                .orElseThrow())
                        .answer())
                .contains("is disabled");
    }

    @Test
    void aCronJobThatBecomesAnEventJobDoesNotFireForThat() {
        Job job = jobs.create(Jobs.simple("cron-to-event", "work").withTrigger(Jobs.everySecond()));
        jobs.closed(job);

        Job event = jobs.update(job, job.spec().withTrigger(new Trigger.Event()));
        scheduled(event);
        Instant edited = event.updatedAt();
        waitUntil(edited.plusMillis(2200));

        assertThat(jobs.records(job))
                .allSatisfy(record -> assertThat(record.due()).isBeforeOrEqualTo(edited.plusMillis(1)));
    }

    @Test
    void anEditBetweenPlanningAndDueIsObeyed() {
        Job job = jobs.create(Jobs.simple("edited", "work").withTrigger(at(1500)));
        Eventually.until(
                "it is planned", () -> jobs.records(job).stream().anyMatch(r -> r.status() == RunStatus.PLANNED));
        Instant former = jobs.records(job).getFirst().due();

        Job later = jobs.update(job, job.spec().withTrigger(new Trigger.OneTime(former.plusMillis(700), UTC)));

        TriggerRecord record = jobs.closed(later);
        assertThat(record.due()).isEqualTo(former.plusMillis(700));
        assertThat(jobs.records(job)).hasSize(1);
    }

    @Test
    void aJobThatIsDisabledBeforeItsTimeDoesNotFire() {
        Job job = jobs.create(Jobs.simple("disabled", "work").withTrigger(at(1200)));
        Eventually.until("it is planned", () -> !jobs.records(job).isEmpty());
        Instant due = jobs.records(job).getFirst().due();

        jobs.setEnabled(job, false);
        waitUntil(due.plusMillis(400));

        assertThat(jobs.records(job)).isEmpty();
    }

    @Test
    void anEditOfACalendarIsObeyedByItsJobsAsAnEditOfTheirOwn() {
        StoredCalendar open = saved(bed.database.calendars().create(calendar("open", ""), Jobs.ANNA));
        Job job = jobs.create(Jobs.simple("by calendar", "work")
                .withTrigger(Jobs.everySecond())
                .withCalendar("open"));
        jobs.closed(job);

        String always = "2000-01-01..2100-01-01";
        Instant edited = saved(bed.database.calendars().update(open.version(), calendar("open", always), Jobs.ANNA))
                .updatedAt();
        Eventually.until("it is planned anew", () -> bed.database.jobs().list(Jobs.INSTANCE).stream()
                .filter(row -> row.job().id().equals(job.id()) && row.scheduled())
                .map(JobListing::nextDue)
                .anyMatch(next -> next != null && next.isAfter(edited.plusSeconds(86_400))));
        waitUntil(edited.plusMillis(1500));

        assertThat(jobs.records(job))
                .allSatisfy(record -> assertThat(record.due()).isBeforeOrEqualTo(edited));
        saved(bed.database.calendars().update(open.version() + 1, calendar("open", ""), Jobs.ANNA));
        Eventually.until("it fires again", () -> jobs.records(job).stream()
                .anyMatch(record -> record.due().isAfter(edited.plusMillis(1500))));
        jobs.setEnabled(bed.database.jobs().find(job.id()).orElseThrow(), false);
    }

    @Test
    void aJobThatCanNeverFireIsToldOfAndNotPlanned() {
        Job job = jobs.create(Jobs.simple("never", "work").withTrigger(new Trigger.Cron("0 0 9 31 2 ?", UTC)));
        scheduled(job);

        Eventually.until("it is told of", () -> !mentions("job " + job.id() + " never falls due")
                .isEmpty());
        assertThat(jobs.records(job)).isEmpty();
    }

    @Test
    void aJobWhoseCalendarIsGoneDoesNotFireAndIsToldOf() {
        saved(bed.database.calendars().create(calendar("gone", ""), Jobs.ANNA));
        bed.database.run(handle -> handle.execute("delete from calendar where name = 'gone'"));
        Job job = jobs.create(Jobs.simple("no calendar", "work").withTrigger(Jobs.everySecond()), false);
        bed.database.run(handle -> handle.createUpdate(
                        "update job set calendar = 'gone', enabled = 1, version = version + 1 where id = :id")
                .bind("id", job.id().value())
                .execute());

        Eventually.until(
                "it is told of", () -> mentions("there is no calendar gone").size() == 1);
        assertThat(jobs.records(job)).isEmpty();
    }

    @Test
    void aOneTimeJobIsConsumedOnceWhateverIsSavedAfterwards() {
        Job job = jobs.create(Jobs.simple("once", "work").withTrigger(at(300)));
        TriggerRecord ran = jobs.closed(job);

        Job again = jobs.update(job, job.spec().withParams(List.of(new Param("n", Param.Type.INT, "1"))));
        scheduled(again);
        again = jobs.setEnabled(jobs.setEnabled(again, false), true);
        scheduled(again);
        waitUntil(bed.database.now().plusMillis(1200));

        assertThat(jobs.records(job)).extracting(TriggerRecord::id).containsExactly(ran.id());
        assertThat(bed.database.jobs().list(Jobs.INSTANCE))
                .filteredOn(row -> row.job().id().equals(job.id()))
                .allSatisfy(row -> assertThat(row.nextDue()).isNull());
    }

    @Test
    void aJobThatIsDeletedBeforeItsTimeDoesNotFire() {
        Job job = jobs.create(Jobs.simple("deleted", "work").withTrigger(at(1500)));
        jobs.next(job, record -> record.status() == RunStatus.PLANNED);

        jobs.delete(job);

        Eventually.until("it is planned no more", () -> jobs.records(job).isEmpty());
        waitUntil(bed.database.now().plusMillis(1600));
        assertThat(jobs.records(job)).isEmpty();
    }

    @Test
    void aRunThatExcludesOthersHasTheNextDueTimeSkipped() {
        slow.shut();
        Job job = jobs.create(Jobs.simple("exclusive", "slow").withPolicies(policies(Duration.ZERO, 0, true)));
        jobs.answer(jobs.triggerNow(job));
        jobs.next(job, record -> record.status() == RunStatus.EXECUTING);

        jobs.answer(jobs.triggerNow(job));

        TriggerRecord skipped = jobs.next(job, record -> record.status() == RunStatus.SKIPPED);
        assertThat(skipped.error()).contains("still EXECUTING");
        slow.open();
        jobs.next(job, record -> record.status() == RunStatus.SUCCEED);
    }

    @Test
    void aFailedRunIsTriedAgainAsOftenAsItsJobSays() {
        Job job = jobs.create(Jobs.simple("retried", "failing").withPolicies(policies(Duration.ZERO, 2, false)));
        jobs.answer(jobs.triggerNow(job));

        Eventually.until("three tries failed", () -> count(job, RunStatus.FAILED) == 3);

        assertThat(jobs.records(job)).extracting(TriggerRecord::attempt).containsExactly(3, 2, 1);
        assertThat(jobs.records(job).getFirst().reason()).isEqualTo(TriggerReason.RETRY);
        assertThat(jobs.records(job))
                .allSatisfy(record -> assertThat(record.error()).isEqualTo("no money, no\nsettlement"));
        TriggerRecord last = jobs.records(job).getFirst();
        Eventually.asserted(() -> assertThat(lines("job-rpc.log", last)).anySatisfy(line -> assertThat(line)
                .contains(",FAILED: no money, no\\nsettlement")
                .endsWith(", failed")));
    }

    @Test
    void aRunThatTakesTooLongIsATimeoutAndItsLateResultChangesNothing() {
        slow.shut();
        Job job = jobs.create(Jobs.simple("timeout", "slow").withPolicies(policies(Duration.ofMillis(400), 0, false)));
        jobs.answer(jobs.triggerNow(job));

        TriggerRecord record = jobs.closed(job);
        slow.open();

        assertThat(record.status()).isEqualTo(RunStatus.TIMEOUT);
        assertThat(record.error()).isEqualTo("no result within 400 ms");
        Eventually.until("the late result is told of", () -> bed.database.records().events(record.id()).stream()
                .anyMatch(event -> event.kind().equals("LATE")));
        assertThat(bed.database.records().find(record.id()).orElseThrow().status())
                .isEqualTo(RunStatus.TIMEOUT);
    }

    @Test
    void aOneWayRunSucceedsWhenItIsDelivered() {
        slow.shut();
        Policies oneWay = new Policies(
                Policies.Missed.IGNORE,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                0,
                Duration.ZERO,
                false,
                Policies.Communication.ONEWAY,
                Policies.Routing.LEAST_ACTIVE);
        Job job = jobs.create(Jobs.simple("one way", "slow").withPolicies(oneWay));
        jobs.answer(jobs.triggerNow(job));

        TriggerRecord record = jobs.closed(job);
        slow.open();

        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(record.result()).contains("no result by design");
    }

    @Test
    void aLineOfProgressIsToldBeforeTheEndThoughItIsStoredAfterIt() {
        Job job = jobs.create(Jobs.simple("told in order", "work"));
        jobs.answer(jobs.triggerNow(job));
        TriggerRecord record = jobs.closed(job);

        List<String> story = Eventually.given(
                "the progress is told", () -> Stream.of(bed.database.records().events(record.id()))
                        .map(events -> events.stream().map(RecordEvent::kind).toList())
                        .filter(kinds -> kinds.contains("PROGRESS"))
                        .findFirst()
                        .orElse(null));

        assertThat(story).containsSubsequence("FIRED", "ROUTED", "PROGRESS", "REPORTED", "CLOSED");
    }

    @Test
    void theLatestProgressLineIsOnTheRecordWhileItRuns() {
        slow.shut();
        Job job = jobs.create(Jobs.simple("progress", "slow"));
        jobs.answer(jobs.triggerNow(job));

        jobs.next(job, record -> record.status() == RunStatus.EXECUTING && record.progress() != null);
        slow.open();
        jobs.closed(job);
    }

    @Test
    void withoutAClientThatOffersTheHandlerARunFails() {
        Job job = jobs.create(Jobs.simple("no target", "absent"));
        jobs.answer(jobs.triggerNow(job));

        TriggerRecord record = jobs.closed(job);

        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.error()).isEqualTo("no target was found");
        Eventually.asserted(() -> assertThat(lines("job-rpc.log", record))
                .singleElement()
                .asString()
                .endsWith(", failed"));
    }

    @Test
    void aClientThatGoesAwayFailsItsRunAfterTheGrace() {
        TestHandler doomed = new TestHandler("doomed").shut();
        Job job = jobs.create(
                JobSpec.blank(Jobs.INSTANCE).withName("lost").withTarget(JobType.SIMPLE, "doomed-app", "doomed"));
        try (SchedulerClient other = bed.client("doomed-app", "CellA", doomed)) {
            jobs.answer(jobs.triggerNow(job));
            Eventually.until("the client runs it", () -> doomed.calls.size() == 1);
        }

        TriggerRecord record = jobs.closed(job);
        doomed.open();

        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.error()).isEqualTo("client went away before it reported");
    }

    @Test
    void aMessageCarriesTheZoneAndFollowsASwitchWithinTwoSeconds() throws Exception {
        try (SchedulerClient inB = bed.client("app-b", "CellB", new TestHandler("b"))) {
            BlockingQueue<Message> received = new LinkedBlockingQueue<>();
            bed.messages.subscribe("EC_SETTLE", received::add);
            Job job = jobs.create(JobSpec.blank(Jobs.INSTANCE)
                    .withName("message")
                    .withTarget(JobType.MESSAGE, "", "EC_SETTLE")
                    .withZones(new io.quartermaster.model.ZoneScope.Named(List.of("CellA"))));

            assertThat(send(job, received).zone()).isEqualTo("CellA");
            change(null, "{\"CellA\":\"CellB\"}");
            waitUntil(bed.database.now().plusSeconds(2));
            Message moved = send(job, received);
            change("{\"CellA\":\"CellB\"}", null);

            assertThat(moved.zone()).isEqualTo("CellB");
            assertThat(moved.topic()).isEqualTo("TP_F_SC");
            // The line says that the queue took the message, so it is written after the subscriber may have it.
            Eventually.asserted(() -> assertThat(bed.log("job-msg.log")).anySatisfy(line -> assertThat(line)
                    .contains("," + moved.trace() + ",")
                    .doesNotEndWith(", failed")
                    .contains(",^zoneName$=CellB,")));
            Eventually.until("the switch is undone", () -> bed.log("antscheduler-default.log").stream()
                    .anyMatch(line -> line.contains("was removed")));
        }
    }

    @Test
    void aSwitchThatCannotBeReadIsToldOfOnceAndIgnored() {
        change(null, "(\"CellA\":\"CellB\")");
        Eventually.until("it is told of", () -> !mentions("cannot be obeyed").isEmpty());
        Job job = jobs.create(Jobs.simple("unswitched", "work"));
        jobs.answer(jobs.triggerNow(job));

        assertThat(jobs.closed(job).zone()).isEqualTo("CellA");
        change("(\"CellA\":\"CellB\")", null);
        assertThat(mentions("cannot be obeyed")).hasSize(1);
    }

    @Test
    void aDueTimeThatPassedLongAgoIsFiredOnceOrSkippedAsTheJobSays() {
        Instant hourAgo = bed.database.now().minusSeconds(3600);
        Trigger rate = new Trigger.FixedRate(hourAgo.minusSeconds(300), Duration.ofMinutes(10), UTC);
        Job fires = jobs.create(Jobs.simple("missed fires", "work").withTrigger(rate));
        Job ignores = jobs.create(Jobs.simple("missed ignored", "work")
                .withTrigger(rate)
                .withPolicies(new Policies(
                        Policies.Missed.IGNORE,
                        Duration.ZERO,
                        Policies.OnTimeout.MARK,
                        0,
                        Duration.ZERO,
                        false,
                        Policies.Communication.CALLBACK,
                        Policies.Routing.RANDOM)));
        scheduled(fires);
        scheduled(ignores);
        bed.database.run(
                handle -> handle.createUpdate("update job_schedule set next_due_at = :t where job_id in (:a, :b)")
                        .bind("t", hourAgo.minusSeconds(300).toEpochMilli())
                        .bind("a", fires.id().value())
                        .bind("b", ignores.id().value())
                        .execute());

        TriggerRecord fired = jobs.closed(fires);
        TriggerRecord skipped = jobs.closed(ignores);

        assertThat(fired.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(fired.due()).isEqualTo(skipped.due()).isAfter(hourAgo.plusSeconds(2900));
        assertThat(skipped.status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(skipped.error()).startsWith("missed: ").contains("7 due time(s)");
        assertThat(jobs.records(fires)).hasSize(1);
        assertThat(jobs.records(ignores)).hasSize(1);
    }

    @Test
    void aJobWhoseRowWasSpoiledByHandKeepsNoOtherFromFiring() {
        Job spoiled = jobs.create(Jobs.simple("spoiled", "work").withTrigger(Jobs.everySecond()), false);
        bed.database.run(handle -> handle.createUpdate(
                        "update job set time_zone = 'Moon/Crater', enabled = 1, version = version + 1 where id = :id")
                .bind("id", spoiled.id().value())
                .execute());
        Job sound = jobs.create(Jobs.simple("sound", "work").withTrigger(at(300)));

        assertThat(jobs.closed(sound).status()).isEqualTo(RunStatus.SUCCEED);
        Eventually.until("it is told of", () -> !mentions("job " + spoiled.id() + " cannot be read")
                .isEmpty());
        bed.database.run(handle -> handle.createUpdate("delete from job where id = :id")
                .bind("id", spoiled.id().value())
                .execute());
    }

    @Test
    void aRunThatCannotBeSentFailsAndKeepsNoOtherFromBeingSent() {
        Trigger together = at(900);
        Job spoiled = jobs.create(Jobs.simple("bad params", "work").withTrigger(together));
        bed.database.run(
                handle -> handle.createUpdate("update job set params = :params, version = version + 1 where id = :id")
                        .bind("params", "[{\"name\":\"n\",\"type\":\"INT\",\"value\":\"many\"}]")
                        .bind("id", spoiled.id().value())
                        .execute());
        Job sound = jobs.create(Jobs.simple("good params", "work").withTrigger(together));

        assertThat(jobs.closed(sound).status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(jobs.closed(spoiled).error()).startsWith("it could not be dispatched");
    }

    private Message send(Job job, BlockingQueue<Message> received) throws InterruptedException {
        jobs.answer(jobs.triggerNow(job));
        Message message = received.poll(10, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return java.util.Objects.requireNonNull(message);
    }

    private static Calendar calendar(String name, String days) {
        return new Calendar(
                Jobs.INSTANCE, name, "", Set.of(), CalendarDays.read(days).spans());
    }

    private static StoredCalendar saved(CalendarRepository.Outcome outcome) {
        return ((CalendarRepository.Outcome.Saved) outcome).calendar();
    }

    private void change(@Nullable String seen, @Nullable String value) {
        assertThat(bed.database.config().setZoneSwitch(Jobs.INSTANCE, seen, value, new Actor("ben", "ws"), "test"))
                .isInstanceOf(io.quartermaster.store.ConfigRepository.Change.Done.class);
    }

    private List<String> mentions(String text) {
        return bed.log("common-error.log").stream()
                .filter(line -> line.contains(text))
                .toList();
    }

    private List<String> lines(String file, TriggerRecord record) {
        return bed.log(file).stream()
                .filter(line -> line.contains("," + record.trace() + ",") && line.contains("," + record.id() + ","))
                .toList();
    }

    private Trigger at(long millisFromNow) {
        return new Trigger.OneTime(bed.database.now().plusMillis(millisFromNow), UTC);
    }

    private void scheduled(Job job) {
        Eventually.until(
                "the server has seen " + job.spec().name(), () -> bed.database.jobs().list(Jobs.INSTANCE).stream()
                        .anyMatch(row -> row.job().equals(job) && row.scheduled()));
    }

    private void waitUntil(Instant instant) {
        Eventually.until("it is " + instant, () -> bed.database.now().isAfter(instant));
    }

    private List<TriggerRecord> succeeded(Job job) {
        return new ArrayList<>(jobs.records(job).stream()
                .filter(r -> r.status() == RunStatus.SUCCEED)
                .toList());
    }

    private long count(Job job, RunStatus status) {
        return jobs.records(job).stream()
                .filter(record -> record.status() == status)
                .count();
    }

    private static Policies policies(Duration timeout, int retries, boolean exclusive) {
        return new Policies(
                Policies.Missed.FIRE_ONCE_NOW,
                timeout,
                Policies.OnTimeout.MARK,
                retries,
                Duration.ofMillis(100),
                exclusive,
                Policies.Communication.CALLBACK,
                Policies.Routing.ROUND_ROBIN);
    }
}
